import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	calculateJwkThumbprint,
	type CryptoKey,
	exportJWK,
	generateKeyPair,
	type JSONWebKeySet,
	type JWK,
} from 'jose';
import { type Config, ConfigFault } from './config';
import { lifetimes, signatureAlgorithm } from './contract';
import { keyKind } from './published-keys';
import { importKey } from './keys';
import { signVoucher } from './vouchers';

/** What the sidecar signs with, what it still believes, and what it publishes. */
export type OwnKeys = {
	signer(): { kid: string; privateKey: CryptoKey };
	/** The public half of a key that is ours and has not left. */
	find( kid: unknown ): CryptoKey | undefined;
	published(): JSONWebKeySet;
	/** With what each key says of the next one, to the site that has this base. */
	vouched( base: string ): Promise< JSONWebKeySet >;
	/** Notices what a command has changed meanwhile. */
	reread(): Promise< void >;
};

/** Times are milliseconds since 1970. */
type KeptKey = {
	x: string;
	d: string;
	signsFrom: number;
	/** All that it signed has expired by then. */
	leavesAt: number | null;
};

type OwnKey = KeptKey & {
	kid: string;
	privateKey: CryptoKey;
	publicKey: CryptoKey;
};

const keyFile = 'key.json';

/** Milliseconds: for every process, and every site that asks, to learn of a new key. */
const publishedBeforeItSigns = 10 * 60_000;
const keptAfterItSigned =
	( lifetimes.refresh + lifetimes.clockTolerance ) * 1000;

/** From the settings, or from the data folder, where the first is made. */
export async function openOwnKeys(
	{ data, privateKey }: Pick< Config, 'data' | 'privateKey' >,
	clock: () => number
): Promise< OwnKeys > {
	const file = join( data, keyFile );
	let keys: OwnKey[] = [];
	let version = '';

	async function reread() {
		const newest = await versionOf( file );
		if ( newest !== version ) {
			keys = await Promise.all( ( await readKeys( file ) ).map( toOwn ) );
			version = newest;
		}
	}

	if ( privateKey === null ) {
		await requireKeyFile( file );
		await reread();
	} else {
		const { x, d } = JSON.parse( privateKey ) as KeptKey;
		keys = [ await toOwn( { x, d, signsFrom: 0, leavesAt: null } ) ];
	}

	const present = () =>
		keys.filter(
			( { leavesAt } ) => leavesAt === null || leavesAt > clock()
		);
	return {
		signer() {
			const signers = present().filter(
				( { signsFrom } ) => signsFrom <= clock()
			);
			const [ signer ] = signers.length > 0 ? signers : keys;
			if ( signer === undefined ) {
				throw new TypeError( `${ file } holds no key` );
			}
			return signer;
		},
		find: ( kid ) =>
			present().find( ( key ) => key.kid === kid )?.publicKey,
		published: () => ( { keys: present().map( toPublic ) } ),
		async vouched( base ) {
			const newestFirst = present();
			const vouched = newestFirst.map( async ( key, index ) => {
				const before = newestFirst[ index + 1 ];
				return before === undefined
					? toPublic( key )
					: {
							...toPublic( key ),
							vouched: await signVoucher( before, base, key.kid ),
						};
			} );
			return { keys: await Promise.all( vouched ) };
		},
		reread: privateKey === null ? reread : async () => undefined,
	};
}

/**
 * Makes the next key, and answers when it begins to sign. A leaked one leaves at once, and
 * with it everything it has signed.
 */
export async function rotateKey(
	data: string,
	now: number,
	hasLeaked: boolean
): Promise< { kid: string; signsFrom: number } | { underWay: number } > {
	const file = join( data, keyFile );
	await requireKeyFile( file );
	const kept = ( await readKeys( file ) ).filter(
		( { leavesAt } ) => leavesAt === null || leavesAt > now
	);
	const [ newest ] = kept;
	if ( newest && newest.signsFrom > now && ! hasLeaked ) {
		return { underWay: newest.signsFrom };
	}
	const signsFrom = hasLeaked ? now : now + publishedBeforeItSigns;
	const made = { ...( await makeKey() ), signsFrom };
	const leavesAt = signsFrom + keptAfterItSigned;
	const old = kept.map( ( key ) => ( {
		...key,
		leavesAt: key.leavesAt ?? leavesAt,
	} ) );
	const written = `${ file }.${ process.pid }`;
	await writeKeys( written, hasLeaked ? [ made ] : [ made, ...old ] );
	await rename( written, file );
	return { kid: ( await toOwn( made ) ).kid, signsFrom };
}

async function requireKeyFile( file: string ): Promise< void > {
	const { mode } = await stat( file ).catch( ( error: unknown ) => {
		if ( ! hasCode( error, 'ENOENT' ) ) {
			throw error;
		}
		return makeKeyFile( file );
	} );
	if ( process.platform !== 'win32' && ( mode & 0o077 ) !== 0 ) {
		throw new ConfigFault( [
			`${ file } can be read by other users of this machine. Run: chmod 600 "${ file }"`,
		] );
	}
}

async function makeKeyFile( file: string ) {
	const made = `${ file }.${ process.pid }`;
	await writeKeys( made, [ await makeKey() ] );
	try {
		// Of several processes that start at once, the first one's key is everybody's.
		await link( made, file );
	} catch ( error ) {
		if ( ! hasCode( error, 'EEXIST' ) ) {
			throw error;
		}
	} finally {
		await rm( made );
	}
	return stat( file );
}

async function makeKey(): Promise< KeptKey > {
	const { privateKey } = await generateKeyPair( signatureAlgorithm, {
		extractable: true,
	} );
	const { x = '', d = '' } = await exportJWK( privateKey );
	return { x, d, signsFrom: 0, leavesAt: null };
}

/** The newest first. */
async function readKeys( file: string ): Promise< KeptKey[] > {
	const text = await readFile( file, 'utf8' );
	try {
		const { keys } = JSON.parse( text ) as { keys: KeptKey[] };
		await Promise.all( keys.map( toOwn ) );
		return keys;
	} catch {
		throw new ConfigFault( [
			`${ file } holds no keys that can be read. Put a backup in its place. Without one move it away: a key is made anew, every session ends, and Connect has to be pressed in each WordPress.`,
		] );
	}
}

async function writeKeys( file: string, keys: KeptKey[] ): Promise< void > {
	const text = JSON.stringify( { keys }, null, '\t' );
	await writeFile( file, text, { mode: 0o600 } );
}

async function versionOf( file: string ): Promise< string > {
	const { mtimeMs, ino, size } = await stat( file );
	return [ mtimeMs, ino, size ].join();
}

async function toOwn( key: KeptKey ): Promise< OwnKey > {
	const jwk = { ...keyKind, x: key.x };
	return {
		...key,
		kid: await calculateJwkThumbprint( jwk ),
		privateKey: await importKey( { ...jwk, d: key.d } ),
		publicKey: await importKey( jwk ),
	};
}

function toPublic( { kid, x }: OwnKey ): JWK {
	return { ...keyKind, x, kid, alg: signatureAlgorithm, use: 'sig' };
}

function hasCode( error: unknown, code: string ): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
