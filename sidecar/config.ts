import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type Site, toSite } from './site';
import { isRecord } from './user-state';

export type { Site };

const logLevels = [ 'silent', 'error', 'warn', 'info', 'debug' ] as const;

export type Config = {
	readonly sites: readonly Site[];
	/** The folder of the stores and of the key: absolute, outside the web root. */
	readonly data: string;
	readonly host: string;
	readonly port: number;
	readonly trustedProxies: readonly string[];
	/** Multiplies every request limit. */
	readonly limitFactor: number;
	/** How long activity is kept. */
	readonly activityDays: number;
	readonly logLevel: ( typeof logLevels )[ number ];
	/** A private JWK, parsed by keys.ts; null: made once and kept in the data folder. */
	readonly privateKey: string | null;
};

export type Environment = Readonly< Record< string, string | undefined > >;

export class ConfigFault extends Error {
	constructor( readonly faults: readonly string[] ) {
		super( faults.join( '\n' ) );
	}
}

const defaults = {
	data: 'data',
	host: '127.0.0.1',
	port: '8787',
	limitFactor: '1',
	activityDays: '90',
	logLevel: 'info',
};

const examplePair = 'https://example.com=https://example.com/reports';

/** A relative GATEHOUSE_DATA lies below `folder`, where the program is. */
export function readConfig( environment: Environment, folder: string ): Config {
	const faults: string[] = [];
	const read = ( name: string ) => environment[ name ]?.trim() || undefined;

	const config = Object.freeze( {
		sites: readSites( read( 'GATEHOUSE_SITES' ), faults ),
		data: resolve( folder, read( 'GATEHOUSE_DATA' ) ?? defaults.data ),
		host: read( 'GATEHOUSE_HOST' ) ?? defaults.host,
		port: readPort( read, faults ),
		trustedProxies: readProxies(
			read( 'GATEHOUSE_TRUSTED_PROXIES' ),
			faults
		),
		limitFactor: readLimitFactor(
			read( 'GATEHOUSE_LIMIT_FACTOR' ),
			faults
		),
		activityDays: readActivityDays(
			read( 'GATEHOUSE_ACTIVITY_DAYS' ),
			faults
		),
		logLevel: readLogLevel( read( 'GATEHOUSE_LOG_LEVEL' ), faults ),
		privateKey: readPrivateKey( read( 'GATEHOUSE_PRIVATE_KEY' ), faults ),
	} );

	if ( faults.length > 0 ) {
		throw new ConfigFault( faults );
	}
	return config;
}

function readSites( value: string | undefined, faults: string[] ): Site[] {
	if ( value === undefined ) {
		faults.push(
			`GATEHOUSE_SITES is not set. Give your WordPress and where its reports are served: ${ examplePair }`
		);
		return [];
	}

	const sites: Site[] = [];
	for ( const pair of value.split( /[\s,]+/ ).filter( Boolean ) ) {
		const fault = ( text: string ) =>
			faults.push( `GATEHOUSE_SITES has "${ pair }": ${ text }` );
		const [ homeText, baseText, rest ] = pair.split( '=' );
		if ( ! homeText || ! baseText || rest !== undefined ) {
			fault( `write home=base, such as ${ examplePair }` );
			continue;
		}
		const site = toSite( homeText, baseText );
		if ( typeof site === 'string' ) {
			fault( site );
			continue;
		}
		if ( sites.some( ( other ) => other.base === site.base ) ) {
			fault( 'another site has this base; give every site its own.' );
			continue;
		}
		if ( sites.some( ( other ) => other.home === site.home ) ) {
			fault( 'this site is listed twice.' );
			continue;
		}
		sites.push( site );
	}
	return sites;
}

function readPort(
	read: ( name: string ) => string | undefined,
	faults: string[]
): number {
	const name =
		read( 'GATEHOUSE_PORT' ) === undefined && read( 'PORT' ) !== undefined
			? 'PORT'
			: 'GATEHOUSE_PORT';
	const text = read( name ) ?? defaults.port;
	const port = Number( text );
	if ( ! /^\d{1,5}$/.test( text ) || port > 65535 ) {
		faults.push(
			`${ name } is "${ text }". Give a port from 0 to 65535, such as 8787.`
		);
	}
	return port;
}

function readProxies( value: string | undefined, faults: string[] ): string[] {
	const proxies = ( value ?? '' ).split( /[\s,]+/ ).filter( Boolean );
	for ( const proxy of proxies ) {
		if ( proxy !== 'loopback' && ! isNetwork( proxy ) ) {
			faults.push(
				`GATEHOUSE_TRUSTED_PROXIES has "${ proxy }". List addresses or networks, such as loopback, 10.0.0.0/8`
			);
		}
	}
	return proxies;
}

function isNetwork( text: string ): boolean {
	const [ address = '', bits, rest ] = text.split( '/' );
	const widest = { 0: -1, 4: 32, 6: 128 }[ isIP( address ) ] ?? -1;
	return (
		widest > 0 &&
		rest === undefined &&
		( bits === undefined ||
			( /^\d{1,3}$/.test( bits ) && Number( bits ) <= widest ) )
	);
}

function readLimitFactor(
	value: string | undefined,
	faults: string[]
): number {
	const text = value ?? defaults.limitFactor;
	if ( ! /^[1-9]\d{0,5}$/.test( text ) ) {
		faults.push(
			`GATEHOUSE_LIMIT_FACTOR is "${ text }". Give a whole number from 1, such as 10 for an office behind one address.`
		);
	}
	return Number( text );
}

function readActivityDays(
	value: string | undefined,
	faults: string[]
): number {
	const text = value ?? defaults.activityDays;
	const days = Number( text );
	if ( ! /^[1-9]\d{0,3}$/.test( text ) || days > 3650 ) {
		faults.push(
			`GATEHOUSE_ACTIVITY_DAYS is "${ text }". Give the number of days that activity is kept, from 1 to 3650, such as 90.`
		);
	}
	return days;
}

function readLogLevel(
	value: string | undefined,
	faults: string[]
): Config[ 'logLevel' ] {
	const text = value ?? defaults.logLevel;
	const level = logLevels.find( ( one ) => one === text );
	if ( level === undefined ) {
		faults.push(
			`GATEHOUSE_LOG_LEVEL is "${ text }". Choose one of ${ logLevels.join( ', ' ) }.`
		);
	}
	return level ?? 'info';
}

function readPrivateKey(
	value: string | undefined,
	faults: string[]
): string | null {
	if ( value === undefined || isPrivateKey( value ) ) {
		return value ?? null;
	}
	faults.push(
		'GATEHOUSE_PRIVATE_KEY is not a private key. Give an Ed25519 key as JWK with kty, crv, x and d, or leave it out: one is made.'
	);
	return null;
}

function isPrivateKey( text: string ): boolean {
	const isKeyPart = ( part: unknown ) =>
		typeof part === 'string' && /^[A-Za-z0-9_-]{43}$/.test( part );
	try {
		const jwk: unknown = JSON.parse( text );
		if ( ! isRecord( jwk ) ) {
			return false;
		}
		const { kty, crv, x, d } = jwk;
		return (
			kty === 'OKP' &&
			crv === 'Ed25519' &&
			isKeyPart( x ) &&
			isKeyPart( d )
		);
	} catch {
		return false;
	}
}
