/**
 * Writes the signed samples that vitest and PHPUnit both read, so that PHP and TypeScript
 * can't drift apart: `node tests/contract/sign-samples.ts`.
 *
 * site-statements.json      the site signs, the sidecar verifies
 * sidecar-statements.json   the sidecar signs, the site verifies
 *
 *     now      seconds since 1970 at which every verdict holds
 *     home     the site's address; base: the sidecar's
 *     keys     private JWKs by name. They are the published test keys of RFC 8032 section 7.1
 *              (the first is also that of RFC 8037 appendix A) and protect nothing.
 *     trusted  name of the key that the verifying side has pinned
 *     samples
 *       name     what is special about it
 *       expects  the `typ` asked of the verifier
 *       verdict  accepted | refused | unknown-key (well formed, but no pinned key has this kid)
 *       signs    true: signing `claims` with `key` must give `jws` byte for byte
 *       key, header, claims   what was signed
 *       jws      the statement as it travels
 *
 * The bytes that are signed: header members in the order alg, typ, kid; claims in the order
 * shown; JSON without spaces, slashes and non-ASCII characters unescaped (PHP:
 * JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE).
 */
import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';

type Key = {
	kty: 'OKP';
	crv: 'Ed25519';
	x: string;
	d: string;
	kid: string;
};

type Sample = {
	name: string;
	expects: string;
	verdict: 'accepted' | 'refused' | 'unknown-key';
	signs: boolean;
	key: keyof typeof keys;
	header: Record< string, unknown >;
	claims: unknown;
	jws: string;
};

type Draft = Partial<
	Omit< Sample, 'name' | 'expects' | 'verdict' | 'jws' >
> & {
	claims: unknown;
	/** What a meddler does to the finished statement. */
	bend?: ( jws: string ) => string;
};

const keys = {
	site: {
		kty: 'OKP',
		crv: 'Ed25519',
		x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
		d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
		kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
	},
	sidecar: {
		kty: 'OKP',
		crv: 'Ed25519',
		x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw',
		d: 'TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs',
		kid: 'FtIu-VbGrfe_KB6CH7GNwODB72MNxj_ml11dEvO-7kk',
	},
	stranger: {
		kty: 'OKP',
		crv: 'Ed25519',
		x: '_FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU',
		d: 'xaqN9D-fg3vttEQvMdy3sWbThTUHbwlLhc46LgtEWPc',
		kid: 'FVV5umTuau890q59V-4Ga_R6qWb7ON_ivJc4EjvCwTM',
	},
} satisfies Record< string, Key >;

const now = 1767225600;
const home = 'https://example.com';
const base = 'https://example.com/reports';

const liveVerifier =
	'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const endedVerifier =
	'60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752';
const runOutVerifier =
	'fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13';

const fromSite = {
	iss: home,
	aud: base,
	iat: now,
	exp: now + 60,
	jti: 'k3Zb0XqvS1mE2uVdQ8tYcw',
};

const fromSidecar = { ...fromSite, iss: base, aud: home };

const userState = {
	user: 7,
	version: 1767225599123,
	name: '김하늘 "Sky" O’Neill / Redaktion',
	locale: 'ko-KR',
	grants: [ 'view', 'export' ],
	live: [ liveVerifier ],
	ended: [ endedVerifier ],
	runOut: [ runOutVerifier ],
};

const handOff = {
	...fromSite,
	sub: '7',
	wps: liveVerifier,
	way: 'fetch',
	intent: false,
	remember: true,
	wpx: now + 1209600,
	origins: [ 'https://example.com' ],
	state: userState,
};

function base64url( text: string | Buffer ): string {
	return Buffer.from( text ).toString( 'base64url' );
}

function signWith( key: Key, header: unknown, claims: unknown ): string {
	const signed = `${ base64url( JSON.stringify( header ) ) }.${ base64url(
		typeof claims === 'string' ? claims : JSON.stringify( claims )
	) }`;
	const signature = sign(
		null,
		Buffer.from( signed ),
		createPrivateKey( { key, format: 'jwk' } )
	);
	return `${ signed }.${ base64url( signature ) }`;
}

function sampleOf(
	expects: string,
	verdict: Sample[ 'verdict' ],
	name: string,
	{ key = 'site', header, claims, bend, signs = false }: Draft
): Sample {
	const fullHeader = {
		alg: 'Ed25519',
		typ: expects,
		kid: keys[ key ].kid,
		...header,
	};
	const jws = signWith( keys[ key ], fullHeader, claims );
	return {
		name,
		expects,
		verdict,
		signs,
		key,
		header: fullHeader,
		claims,
		jws: bend ? bend( jws ) : jws,
	};
}

function without( claims: Record< string, unknown >, name: string ) {
	return Object.fromEntries(
		Object.entries( claims ).filter( ( [ key ] ) => key !== name )
	);
}

/** The trick of CVE-2015-9235: the public key as the secret of an HMAC. */
function signedByPublicKey( key: Key, typ: string, claims: unknown ): string {
	const header = base64url(
		JSON.stringify( { alg: 'HS256', typ, kid: key.kid } )
	);
	const signed = `${ header }.${ base64url( JSON.stringify( claims ) ) }`;
	const mac = createHmac( 'sha256', Buffer.from( key.x, 'base64url' ) );
	return `${ signed }.${ base64url( mac.update( signed ).digest() ) }`;
}

/** What is wrong with any statement, whatever its purpose. */
function foulStatements(
	typ: string,
	key: 'site' | 'sidecar',
	claims: typeof fromSite
): Sample[] {
	const refused = ( name: string, draft: Partial< Draft > ) =>
		sampleOf( typ, 'refused', name, { key, claims, ...draft } );
	const withHeader = ( name: string, header: Record< string, unknown > ) =>
		refused( name, { header } );
	const withClaims = ( name: string, wrong: Partial< typeof fromSite > ) =>
		refused( name, { claims: { ...claims, ...wrong } } );

	return [
		refused( 'signed by a stranger under the pinned kid', {
			key: 'stranger',
			header: { kid: keys[ key ].kid },
		} ),
		sampleOf( typ, 'unknown-key', 'signed by a key nobody pinned', {
			key: 'stranger',
			claims,
		} ),
		withHeader( 'a kid that is a path', { kid: '../../etc/passwd' } ),
		withHeader( 'a kid of 65 characters', { kid: 'k'.repeat( 65 ) } ),
		withHeader( 'no kid', { kid: undefined } ),
		withHeader( 'a kid that is not a string', { kid: 7 } ),
		withHeader( 'its own key in the header', {
			kid: undefined,
			jwk: without( keys.stranger, 'd' ),
		} ),
		withHeader( 'the purpose of another statement', {
			typ: 'gatehouse-access+jwt',
		} ),
		withHeader( 'the general typ', { typ: 'JWT' } ),
		withHeader( 'no typ', { typ: undefined } ),
		withHeader( 'the algorithm none', { alg: 'none' } ),
		withHeader( 'the algorithm by its older name', { alg: 'EdDSA' } ),
		withHeader( 'an extension that must be understood', {
			crit: [ 'exp' ],
		} ),
		refused( 'an HMAC keyed with the public key', {
			bend: () => signedByPublicKey( keys[ key ], typ, claims ),
		} ),
		withClaims( 'for another audience', { aud: 'https://example.org' } ),
		withClaims( 'from another issuer', { iss: 'https://example.org' } ),
		withClaims( 'run out 31 seconds ago', {
			iat: now - 91,
			exp: now - 31,
		} ),
		withClaims( 'from 31 seconds ahead', { iat: now + 31, exp: now + 91 } ),
		withClaims( 'valid for longer than a minute', { exp: now + 61 } ),
		withClaims( 'ending before it began', { exp: now - 1 } ),
		withClaims( 'a jti too short to be random', { jti: 'once' } ),
		refused( 'no jti', { claims: without( claims, 'jti' ) } ),
		refused( 'no exp', { claims: without( claims, 'exp' ) } ),
		refused( 'times in quotation marks', {
			claims: { ...claims, iat: String( now ), exp: String( now + 60 ) },
		} ),
		refused( 'claims that are a list', { claims: [ claims ] } ),
		refused( 'claims that are no JSON', { claims: '{"iss":' } ),
		refused( 'a changed claim', {
			bend: ( jws ) => {
				const [ header, , signature ] = jws.split( '.' );
				const changed = { ...claims, exp: claims.exp - 1 };
				return `${ header }.${ base64url(
					JSON.stringify( changed )
				) }.${ signature }`;
			},
		} ),
		refused( 'no signature', {
			bend: ( jws ) => jws.slice( 0, jws.lastIndexOf( '.' ) + 1 ),
		} ),
		refused( 'half a signature', { bend: ( jws ) => jws.slice( 0, -43 ) } ),
		refused( 'two parts', {
			bend: ( jws ) => jws.slice( 0, jws.lastIndexOf( '.' ) ),
		} ),
		refused( 'padded base64', { bend: ( jws ) => `${ jws }==` } ),
		refused( 'a line break at the end', { bend: ( jws ) => `${ jws }\n` } ),
		refused( 'nothing at all', { bend: () => '' } ),
	];
}

function handOffs(): Sample[] {
	const typ = 'gatehouse-handoff+jwt';
	const accepted = ( name: string, claims: unknown ) =>
		sampleOf( typ, 'accepted', name, { claims, signs: true } );
	const refused = ( name: string, wrong: Record< string, unknown > ) =>
		sampleOf( typ, 'refused', name, { claims: { ...handOff, ...wrong } } );

	return [
		accepted( 'a hand-off fetched by the page', handOff ),
		accepted( 'a hand-off relayed by PHP', {
			...without( without( handOff, 'state' ), 'origins' ),
			way: 'php',
			remember: false,
			origins: [ 'https://example.com', 'https://www.example.com' ],
			client: { address: '203.0.113.7', device: 'Firefox · Windows' },
			state: userState,
		} ),
		accepted( 'a hand-off posted by a form, after a click', {
			...without( without( handOff, 'state' ), 'origins' ),
			way: 'form',
			intent: true,
			origins: [ 'https://example.com' ],
			to: '/r/publishing?from=2026-01-01&to=2026-01-31',
			state: userState,
		} ),
		accepted( 'run out 29 seconds ago, within the tolerance', {
			...handOff,
			iat: now - 89,
			exp: now - 29,
		} ),
		accepted( 'from 30 seconds ahead, within the tolerance', {
			...handOff,
			iat: now + 30,
			exp: now + 90,
		} ),
		refused( 'a user other than the one of its state', { sub: '8' } ),
		refused( 'user 0', { sub: '0', state: { ...userState, user: 0 } } ),
		refused( 'a user written as 07', { sub: '07' } ),
		refused( 'a verifier in upper case', {
			wps: liveVerifier.toUpperCase(),
		} ),
		refused( 'a verifier that is not listed live', { wps: endedVerifier } ),
		refused( 'a way nobody knows', { way: 'mail' } ),
		refused( 'no origins', { origins: [] } ),
		refused( 'an origin with a path', {
			origins: [ 'https://example.com/reports' ],
		} ),
		refused( 'intent as a word', { intent: 'yes' } ),
		refused( 'no state', { state: null } ),
		refused( 'a version that is no whole number', {
			state: { ...userState, version: 1.5 },
		} ),
		...foulStatements( typ, 'site', handOff ),
	];
}

function siteStatements(): Sample[] {
	return [
		...handOffs(),
		sampleOf( 'gatehouse-state+jwt', 'accepted', 'two user states', {
			claims: {
				...fromSite,
				states: [
					userState,
					{
						...userState,
						user: 8,
						name: 'Élodie',
						locale: 'fr',
						grants: [],
						live: [],
						ended: [],
						runOut: [],
					},
				],
			},
			signs: true,
		} ),
		sampleOf( 'gatehouse-state+jwt', 'refused', 'states that are no list', {
			claims: { ...fromSite, states: userState },
		} ),
		sampleOf( 'gatehouse-state+jwt', 'refused', 'a state without a user', {
			claims: { ...fromSite, states: [ without( userState, 'user' ) ] },
		} ),
		sampleOf( 'gatehouse-state+jwt', 'refused', 'a hand-off as a state', {
			header: { typ: 'gatehouse-handoff+jwt' },
			claims: { ...handOff, states: [ userState ] },
		} ),
		sampleOf( 'gatehouse-ping+jwt', 'accepted', 'a ping', {
			claims: fromSite,
			signs: true,
		} ),
		sampleOf(
			'gatehouse-report+jwt',
			'accepted',
			'a request for a report',
			{
				claims: {
					...fromSite,
					report: 'publishing',
					query: {
						from: '2025-12-01',
						to: '2025-12-31',
						lang: 'ko-KR',
					},
				},
				signs: true,
			}
		),
	];
}

function sidecarStatements(): Sample[] {
	const accepted = ( typ: string, name: string, claims: object ) =>
		sampleOf( typ, 'accepted', name, {
			key: 'sidecar',
			claims: { ...fromSidecar, ...claims },
			signs: true,
		} );

	return [
		accepted( 'gatehouse-states+jwt', 'asks for what is undelivered', {
			delivered: [],
		} ),
		accepted( 'gatehouse-states+jwt', 'acknowledges two users', {
			delivered: [
				{ user: 7, version: 1767225599123 },
				{ user: 8, version: 1767225599124 },
			],
		} ),
		accepted( 'gatehouse-changes+jwt', 'asks for changes', {
			after: 1041,
			limit: 2000,
		} ),
		accepted( 'gatehouse-facts+jwt', 'asks for a page of posts', {
			dataset: 'posts',
			after: 0,
			limit: 2000,
		} ),
		accepted( 'gatehouse-people+jwt', 'asks for names', {
			ids: [ 1, 7, 8 ],
		} ),
		sampleOf( 'gatehouse-facts+jwt', 'refused', 'changes asked as facts', {
			key: 'sidecar',
			header: { typ: 'gatehouse-changes+jwt' },
			claims: { ...fromSidecar, dataset: 'posts', after: 0, limit: 2000 },
		} ),
		sampleOf( 'gatehouse-states+jwt', 'unknown-key', 'signed by the site', {
			key: 'site',
			claims: { ...fromSidecar, delivered: [] },
		} ),
		...foulStatements( 'gatehouse-states+jwt', 'sidecar', {
			...fromSidecar,
			...{ delivered: [] },
		} ),
	];
}

function write( file: string, trusted: string, samples: Sample[] ) {
	const content = { now, home, base, keys, trusted, samples };
	writeFileSync(
		new URL( file, import.meta.url ),
		JSON.stringify( content, null, '\t' ) + '\n'
	);
}

write( 'site-statements.json', 'site', siteStatements() );
write( 'sidecar-statements.json', 'sidecar', sidecarStatements() );
