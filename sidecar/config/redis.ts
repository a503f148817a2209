import type { Settings } from './settings';

export type RedisNode = { host: string; port: number };

/** One server, a Sentinel's master, or a cluster. */
export type RedisPlace = {
	kind: 'standalone' | 'sentinel' | 'cluster';
	/** The server; the sentinels; some of the cluster. */
	nodes: readonly RedisNode[];
	tls: boolean;
	user: string | null;
	password: string | null;
	/** What the sentinels themselves ask for. */
	sentinelPassword: string | null;
	/** As the sentinels call it; empty otherwise. */
	master: string;
	database: number;
	/** Before the name of every key and channel. */
	prefix: string;
};

const examples =
	'redis://localhost:6379, redis+sentinel://a:26379,b:26379,c:26379/mymaster or redis+cluster://a:6379,b:6379,c:6379';

const form =
	/^redis(?<tls>s)?(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<who>[^@/?]*)@)?(?<nodes>[^@/?]+)(?:\/(?<path>[^?@]*))?(?:\?(?<query>.*))?$/;

const parameters = [ 'prefix', 'sentinel-password' ];

/** Null: none. Its faults never show the address: it holds a password. */
export function readRedis( { read, fault }: Settings ): RedisPlace | null {
	const text = read( 'GATEHOUSE_REDIS' );
	if ( text === undefined ) {
		return null;
	}
	const place = toPlace( text );
	if ( typeof place === 'string' ) {
		fault( `GATEHOUSE_REDIS ${ place }` );
		return null;
	}
	return place;
}

/** Where it is, without who may use it. */
export function describeRedis( { kind, nodes, master }: RedisPlace ): string {
	const list = nodes.map( ( { host, port } ) => `${ host }:${ port }` );
	return [ kind, list.join( ',' ), master ].filter( Boolean ).join( ' ' );
}

/** Or what is wrong with it. */
function toPlace( text: string ): RedisPlace | string {
	const groups = form.exec( text )?.groups;
	if ( groups === undefined ) {
		return `is not an address of Redis. Write ${ examples }, with user:password@ before the host where one is needed, and %40, %2F, %3F and %25 for @ / ? and % in the password.`;
	}
	const kind =
		groups.kind === 'sentinel' || groups.kind === 'cluster'
			? groups.kind
			: 'standalone';
	const usual = kind === 'sentinel' ? 26379 : 6379;
	const nodes = ( groups.nodes ?? '' )
		.split( ',' )
		.map( ( node ) => toNode( node, usual ) )
		.filter( ( node ) => node !== null );
	const isOne = kind === 'standalone';
	if (
		nodes.length !== ( groups.nodes ?? '' ).split( ',' ).length ||
		( isOne && nodes.length > 1 )
	) {
		return `needs ${ isOne ? 'one host' : 'hosts, with commas between them,' } before the path, each with its port. Write ${ examples }.`;
	}
	const path = ( groups.path ?? '' ).split( '/' ).filter( Boolean );
	const master = kind === 'sentinel' ? ( path.shift() ?? '' ) : '';
	if ( kind === 'sentinel' && master === '' ) {
		return 'needs the name by which the sentinels know the master after the hosts, such as redis+sentinel://a:26379,b:26379/mymaster';
	}
	const [ database = '0', ...rest ] = path;
	const isNumbered = /^\d{1,5}$/.test( database ) && rest.length === 0;
	if ( ! isNumbered || ( kind === 'cluster' && Number( database ) > 0 ) ) {
		return 'has a path that is no number of a database. A cluster has none but 0.';
	}
	if ( groups.query?.includes( '@' ) ) {
		return 'has an @ after a question mark. Write %3F for a ? and %40 for an @ in a password.';
	}
	const given = new URLSearchParams( groups.query ?? '' );
	const unknown = [ ...given.keys() ].find(
		( name ) => ! parameters.includes( name )
	);
	if ( unknown !== undefined ) {
		return `has "${ unknown }" after the question mark. It takes ${ parameters.join( ', ' ) }.`;
	}
	const [ user, ...secret ] = ( groups.who ?? '' ).split( ':' );
	return {
		kind,
		nodes,
		tls: groups.tls !== undefined,
		user: decode( user ),
		password: decode( secret.join( ':' ) ),
		sentinelPassword: given.get( 'sentinel-password' ),
		master,
		database: Number( database ),
		prefix: given.get( 'prefix' ) ?? 'gatehouse:',
	};
}

function toNode( text: string, usual: number ): RedisNode | null {
	const [ , six, name, port = String( usual ) ] =
		/^(?:\[([0-9a-f:.]+)\]|([A-Za-z0-9._-]+))(?::(\d{1,5}))?$/.exec(
			text
		) ?? [];
	const host = six ?? name;
	return host === undefined || Number( port ) > 65535
		? null
		: { host, port: Number( port ) };
}

function decode( part: string | undefined ): string | null {
	try {
		return decodeURIComponent( part ?? '' ) || null;
	} catch {
		return part ?? null;
	}
}
