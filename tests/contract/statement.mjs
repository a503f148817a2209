import { createPrivateKey, sign } from 'node:crypto';

export const keys = {
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
};

export const now = 1767225600;
export const home = 'https://example.com';
export const base = 'https://example.com/reports';

export const liveVerifier =
	'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
export const endedVerifier =
	'60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752';
const runOutVerifier =
	'fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13';

export const fromSite = {
	iss: home,
	aud: base,
	iat: now,
	exp: now + 60,
	jti: 'k3Zb0XqvS1mE2uVdQ8tYcw',
};

export const fromSidecar = { ...fromSite, iss: base, aud: home };

export const userState = {
	user: 7,
	version: 1767225599123,
	name: '김하늘 "Sky" O’Neill / Redaktion',
	locale: 'ko-KR',
	grants: [ 'view', 'export' ],
	live: [ liveVerifier ],
	ended: [ endedVerifier ],
	runOut: [ runOutVerifier ],
};

export const handOff = {
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

export function base64url( text ) {
	return Buffer.from( text ).toString( 'base64url' );
}

export function signWith( key, header, claims ) {
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

/**
 * Signs one sample with one of `keys`. `header` adds to or takes from the usual one; `bend` is
 * what a meddler does to the finished statement.
 */
export function sampleOf(
	expects,
	verdict,
	name,
	{ key = 'site', header, claims, bend, signs = false }
) {
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

export function without( claims, name ) {
	return Object.fromEntries(
		Object.entries( claims ).filter( ( [ key ] ) => key !== name )
	);
}
