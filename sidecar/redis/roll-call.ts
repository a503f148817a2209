import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisPlace } from '../config/redis';
import { createRedis, type Redis } from './connection';
import { countScript } from './count-script';
import { newsChannel, rollCall } from './redis';

export type RollCall = {
	/** As it says itself, such as "Redis 7.0.15"; empty where that is not allowed. */
	server: string;
	isClusterNode: boolean;
	/** Milliseconds of each count. */
	took: number[];
	/** Processes that heard the call and answered on the same Redis. */
	present: string[];
};

/** Milliseconds. */
const answersWithin = 1500;
const patience = 4000;
const counts = 20;

const describeScript = `
local info = redis.pcall( 'info', 'server' )
return type( info ) == 'string' and info or ''`;

/** Counts and carries news as a process does. Rejects with what Redis, or the way to it, says. */
export async function callRoll(
	place: RedisPlace,
	/** Of this call. */
	id: string,
	/** Goes on until these have answered, or the time is up. */
	expected: readonly string[]
): Promise< RollCall > {
	const redises = [ createRedis( place ), createRedis( place ) ] as const;
	let fault: Error | null = null;
	redises.forEach( ( redis ) =>
		redis.on( 'error', ( error ) => {
			fault = error instanceof Error ? error : fault;
		} )
	);
	// What is rejected says only that none of several nodes will do.
	const connect = () =>
		Promise.all( redises.map( ( redis ) => redis.connect() ) ).catch(
			( error: unknown ) => {
				throw fault ?? error;
			}
		);
	const tooLate = async () => {
		await sleep( patience, undefined, { ref: false } );
		throw fault ?? new Error( 'it does not answer' );
	};
	try {
		return await Promise.race( [
			connect().then( () => callOn( redises, place, id, expected ) ),
			tooLate(),
		] );
	} finally {
		await Promise.allSettled(
			redises.map( async ( redis ) => redis.destroy() )
		);
	}
}

async function callOn(
	[ asking, listening ]: readonly [ Redis, Redis ],
	place: RedisPlace,
	id: string,
	expected: readonly string[]
): Promise< RollCall > {
	const keys = [ `${ place.prefix }doctor` ];
	const took: number[] = [];
	for ( let i = 0; i < counts; i++ ) {
		const started = performance.now();
		await asking.eval( countScript, { keys, arguments: [ '1', '1000' ] } );
		took.push( performance.now() - started );
	}
	const info = String(
		await asking.eval( describeScript, { keys, arguments: [] } )
	);
	return {
		server: nameIn( info ),
		isClusterNode: /^redis_mode:cluster/m.test( info ),
		took,
		present: await listen( asking, listening, place, id, expected ),
	};
}

async function listen(
	asking: Redis,
	listening: Redis,
	{ prefix }: RedisPlace,
	id: string,
	expected: readonly string[]
): Promise< string[] > {
	const present = new Set< string >();
	const channel = newsChannel( prefix );
	await listening.subscribe( channel, ( message ) => {
		const [ from = '', told ] = message.split( ' ' );
		if ( told === rollCall.answer + id ) {
			present.add( from );
		}
	} );
	await asking.publish( channel, `${ id } ${ rollCall.question }` );
	const until = performance.now() + answersWithin;
	while (
		expected.some( ( one ) => ! present.has( one ) ) &&
		performance.now() < until
	) {
		await sleep( 20 );
	}
	return [ ...present ];
}

function nameIn( info: string ): string {
	const field = ( name: string ) =>
		new RegExp( `^${ name }:(\\S+)`, 'm' ).exec( info )?.[ 1 ];
	const valkey = field( 'valkey_version' );
	const redis = field( 'redis_version' );
	return valkey === undefined
		? [ 'Redis', redis ].filter( Boolean ).join( ' ' )
		: `Valkey ${ valkey }`;
}
