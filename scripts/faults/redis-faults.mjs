import { askRedis } from '../servers/redis.mjs';

export function killRedis( { redis, fleet } ) {
	let isTold = false;
	return {
		name: 'kill -9 of Redis',
		begin: async () => redis.kill(),
		holdSeconds: 3,
		async end() {
			isTold = await fleet.tells( 'redis_silent' );
			await redis.restart();
		},
		isFelt: () => isTold,
	};
}

/** Longer than the two seconds after which its replica takes over. */
export function killOneOfRedis( { redis } ) {
	let isReplaced = false;
	return {
		name: 'kill -9 of one Redis Cluster master of three',
		begin: async () => process.kill( redis.nodes[ 0 ].pid, 'SIGKILL' ),
		holdSeconds: 6,
		async end() {
			const nodes = await askRedis(
				redis.nodes[ 1 ].port,
				'cluster',
				'nodes'
			);
			isReplaced =
				/ master,fail /.test( nodes ) &&
				nodes.match( / (myself,)?master - /g ).length === 3;
			await redis.restart( 0 );
		},
		isFelt: () => isReplaced,
	};
}

export function killAllOfRedis( { redis, fleet } ) {
	let isTold = false;
	return {
		name: 'kill -9 of the whole Redis Cluster',
		async begin() {
			for ( const { pid } of redis.nodes ) {
				process.kill( pid, 'SIGKILL' );
			}
		},
		holdSeconds: 4,
		async end() {
			isTold = await fleet.tells( 'redis_silent' );
			await redis.restart( ...redis.nodes.keys() );
		},
		isFelt: () => isTold,
	};
}
