import {
	Kysely,
	MysqlAdapter,
	MysqlIntrospector,
	MysqlQueryCompiler,
} from 'kysely';
import { createPool } from 'mysql2';
import type { MysqlPlace } from '../../config/store';
import { MysqlConnections, type Patience } from './connections';
import { namedSocket } from './named-socket';
import { TablePrefix } from '../tables/table-prefix';

export type { Patience };

/** Milliseconds. */
const connectPatience = 2000;
const idle = 60_000;

/** Connecting costs a few milliseconds; a host that allows few connections wants the rest back. */
const connectionsKept = 2;

/** Hosts differ in all of these. */
function greetingsFor( { patience, isGalera }: Opening ): string[] {
	const lockSeconds = Math.ceil( patience.query / 3000 );
	return [
		`set session autocommit = 1, time_zone = '+00:00',
			innodb_lock_wait_timeout = ${ lockSeconds }, lock_wait_timeout = ${ lockSeconds },
			sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`,
		// Who waited for a lock decides by what its holder has committed, not by what was there before.
		'set session transaction isolation level read committed',
		// A Galera node answers a read once it has all that others had committed by then.
		...( isGalera ? [ 'set session wsrep_sync_wait = 1' ] : [] ),
	];
}

export type Opening = {
	/** At a time. */
	connections: number;
	patience: Patience;
	isGalera: boolean;
};

/** Connects with the first question, and again after a connection was lost. */
export function openMysql< Schema >(
	place: MysqlPlace,
	opening: Opening
): Kysely< Schema > {
	const { connections, patience } = opening;
	const pool = createPool( {
		...( place.socket === null
			? { host: place.host, port: place.port }
			: { socketPath: place.socket } ),
		user: place.user,
		password: place.password,
		database: place.database,
		charset: 'utf8mb4_bin',
		...( place.tls && toTls( place ) ),
		connectTimeout: connectPatience,
		connectionLimit: connections,
		maxIdle: Math.min( connectionsKept, connections ),
		idleTimeout: idle,
		// Sums come as decimals; all of ours are whole and below 2^53.
		decimalNumbers: true,
		supportBigNumbers: true,
	} );
	return new Kysely< Schema >( {
		dialect: {
			createAdapter: () => new MysqlAdapter(),
			createDriver: () =>
				new MysqlConnections( pool, {
					patience,
					greetings: greetingsFor( opening ),
				} ),
			createIntrospector: ( db ) => new MysqlIntrospector( db ),
			createQueryCompiler: () => new MysqlQueryCompiler(),
		},
		plugins: [ new TablePrefix( place.prefix ) ],
	} );
}

function toTls( { socket, host, port }: MysqlPlace ) {
	const stream = socket === null ? namedSocket( host, port ) : null;
	return { ssl: { verifyIdentity: true }, ...( stream && { stream } ) };
}
