import type { Config } from '../config';
import { describeRedis } from '../config/redis';
import { callRoll, type RollCall } from '../redis/roll-call';
import type { ProcessRow } from '../store/tables/schema';
import { advice, type Finding, well, wrong } from './finding';
import { reasonOf } from './site';
import { named, percentile } from './store';

/** Milliseconds of a count, for which a request may wait. */
const slowMedian = 20;

const alone =
	'Limits count in each process alone, so a visitor gets as many times more as there are processes. Sign-outs and reports are not touched: processes hear of those through the database within half a second.';

/** What GATEHOUSE_REDIS leads to, and whether every process at work is there. */
export async function examineRedis(
	{ redis: place }: Pick< Config, 'redis' >,
	atWork: readonly ProcessRow[],
	/** Of this examination. */
	id: string
): Promise< Finding[] > {
	if ( place === null ) {
		return [
			well(
				'redis_none',
				'No Redis is set, and none is needed: limits count in the database, which also tells every process of sign-outs.'
			),
		];
	}
	const at = describeRedis( place );
	let roll: RollCall;
	try {
		roll = await callRoll(
			place,
			id,
			atWork.map( ( one ) => one.id )
		);
	} catch ( error ) {
		const reason = reasonOf( error ).replace( /[\s.]+$/, '' );
		return [
			/MOVED|cluster support|unknown command 'sentinel/i.test( reason )
				? ofOtherKind( at )
				: silent( at, reason ),
		];
	}
	if ( roll.isClusterNode && place.kind === 'standalone' ) {
		return [ ofOtherKind( at ) ];
	}
	const strangers = atWork.filter(
		( one ) => ! roll.present.includes( one.id )
	);
	return [
		reached( at, roll ),
		...( strangers.length > 0
			? strangers.map( ( one ) => elsewhere( at, one ) )
			: [
					well(
						'redis_shared',
						`Every process at work counts and listens there: ${ atWork.length }.`
					),
				] ),
	];
}

function reached( at: string, { server, took }: RollCall ): Finding {
	const median = percentile( took, 0.5 );
	const what = `${ server } (${ at }) counts in ${ median.toFixed( 1 ) } ms (median of ${ took.length }), ${ percentile( took, 1 ).toFixed( 1 ) } ms at the worst.`;
	return median <= slowMedian
		? well( 'redis_reached', what )
		: advice( {
				id: 'redis_slow',
				what,
				why: 'What is over a limit is noticed later than by counting in the database.',
				fix: 'Use a Redis in the same data centre, or remove GATEHOUSE_REDIS: nothing needs it.',
			} );
}

function silent( at: string, reason: string ): Finding {
	return wrong( {
		id: 'redis_silent',
		what: `Redis (${ at }) cannot be used: ${ reason }.`,
		why: alone,
		fix: `${ remedyFor( reason ) } Or remove GATEHOUSE_REDIS, which nothing needs. In cPanel: Setup Node.js App, the pencil, Environment variables; then Restart.`,
	} );
}

function remedyFor( reason: string ): string {
	if ( /WRONGPASS|NOAUTH|AUTH/.test( reason ) ) {
		return 'Write the user and the password that it asks for in GATEHOUSE_REDIS, those of the sentinels behind ?sentinel-password=, with %40, %2F, %3F and %25 for @ / ? and %.';
	}
	if ( /NOPERM/.test( reason ) ) {
		return 'Let its user run eval, set, incrby, pttl, publish and subscribe for keys and channels that begin with the prefix.';
	}
	if ( /certificate|self.signed|altname|issuer/i.test( reason ) ) {
		return 'Name the file of the authority that signed its certificate in NODE_EXTRA_CA_CERTS, and use the host that the certificate is for.';
	}
	return 'Start it and let this machine reach it: host, port, firewall; rediss:// only where it speaks TLS.';
}

function ofOtherKind( at: string ): Finding {
	return wrong( {
		id: 'redis_kind',
		what: `Redis (${ at }) is not of the kind that GATEHOUSE_REDIS says.`,
		why: alone,
		fix: 'Write redis:// before the address of one server, redis+cluster:// before nodes of a cluster, redis+sentinel:// before sentinels, and the name of their master behind them.',
	} );
}

function elsewhere( at: string, row: ProcessRow ): Finding {
	return wrong( {
		id: 'redis_elsewhere',
		what: `The ${ named( row ) } does not listen on this Redis (${ at }).`,
		why: 'It counts limits by itself, and hears of sign-outs half a second later.',
		fix: 'Give every process the same GATEHOUSE_REDIS, with its database number and prefix, and restart them all. In cPanel: Setup Node.js App, Restart.',
	} );
}
