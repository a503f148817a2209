import { base64url, home, keys, signWith } from './statement.mjs';

const { site: old, sidecar: next, stranger: later } = keys;
const type = 'gatehouse-key+jwt';

function voucher( signer, of, { header, claims } = {} ) {
	return signWith(
		signer,
		{ alg: 'Ed25519', typ: type, kid: signer.kid, ...header },
		{ iss: home, key: of.kid, ...claims }
	);
}

function jwk( { kty, crv, x, kid }, vouched, isRevoked = false ) {
	return {
		kty,
		crv,
		x,
		kid,
		alg: 'Ed25519',
		use: 'sig',
		...( vouched && { vouched } ),
		...( isRevoked && {
			revoked: { revoked_at: 1767225600, reason: 'compromised' },
		} ),
	};
}

function unsigned( of ) {
	const header = { alg: 'none', typ: type, kid: old.kid };
	const claims = { iss: home, key: of.kid };
	return `${ base64url( JSON.stringify( header ) ) }.${ base64url(
		JSON.stringify( claims )
	) }.`;
}

/** The set that is published while `trusted` is, and the names of the keys to believe. */
function setOf( name, trusted, published, believed ) {
	return {
		name,
		trusted: trusted.map( ( { kid } ) => kid ),
		published,
		believed: believed.map( ( { kid } ) => kid ),
	};
}

const beside = ( name, vouched, believed = [ old ] ) =>
	setOf( name, [ old ], [ jwk( old ), jwk( next, vouched ) ], believed );

export const signedVoucher = voucher( old, next );

export function keySets() {
	const byOld = signedVoucher;
	const byNext = voucher( next, later );
	return [
		setOf( 'the known key', [ old ], [ jwk( old ) ], [ old ] ),
		setOf( 'one of two known', [ old, next ], [ jwk( next ) ], [ next ] ),
		beside( 'a vouched one', byOld, [ old, next ] ),
		setOf(
			'a vouched one alone',
			[ old ],
			[ jwk( next, byOld ) ],
			[ next ]
		),
		setOf(
			'a chain of two',
			[ old ],
			[ jwk( later, byNext ), jwk( next, byOld ) ],
			[ later, next ]
		),
		setOf(
			'vouched for by the leaked key that the set revokes',
			[ old ],
			[ jwk( next, byOld ), jwk( old, null, true ) ],
			[ next, old ]
		),
		setOf(
			'a chain of two keys that have leaked',
			[ old ],
			[
				jwk( later, byNext ),
				jwk( next, byOld, true ),
				jwk( old, null, true ),
			],
			[ later, next, old ]
		),
		setOf(
			'the heir of a key that was dropped, beside the known one',
			[ next ],
			[
				jwk( next, byOld ),
				jwk( later, voucher( old, later ) ),
				jwk( old ),
			],
			[ next ]
		),
		beside( 'the old public key beside a fresh one' ),
		setOf(
			'the old public key, revoked, beside a fresh one',
			[ old ],
			[ jwk( next ), jwk( old, null, true ) ],
			[ old ]
		),
		setOf( 'none that is known', [ old ], [ jwk( next ) ], [] ),
		beside( 'a voucher for another kid', voucher( old, later ) ),
		beside( 'a voucher by itself', voucher( next, next ) ),
		beside( 'a voucher by an unknown key', voucher( later, next ) ),
		beside(
			'a voucher by an unknown key in the name of the known one',
			voucher( later, next, { header: { kid: old.kid } } )
		),
		setOf(
			'two fresh ones that vouch for each other',
			[ old ],
			[
				jwk( old ),
				jwk( next, voucher( later, next ) ),
				jwk( later, voucher( next, later ) ),
			],
			[ old ]
		),
		beside( 'alg none', unsigned( next ) ),
		beside(
			'alg EdDSA, which is not the name we use',
			voucher( old, next, { header: { alg: 'EdDSA' } } )
		),
		beside(
			'another purpose',
			voucher( old, next, { header: { typ: 'gatehouse-ping+jwt' } } )
		),
		beside(
			'of another site',
			voucher( old, next, { claims: { iss: 'https://example.net' } } )
		),
		beside(
			'a crit header',
			voucher( old, next, { header: { crit: [ 'later' ], later: true } } )
		),
		beside( 'no JWS', 'voucher' ),
		beside( 'a list in place of a voucher', [ byOld ] ),
	];
}
