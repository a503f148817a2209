import { type Kysely, sql } from 'kysely';
import { ConfigFault } from '../../config/settings';
import { describePlace, type MysqlPlace } from '../../config/store';
import { BusyStore } from '../busy-store';
import { isMysqlError, type MysqlError } from './faults';
import { StoreAway } from '../store-away';

/** What we found at the other end. */
export type MysqlServer = {
	/** Such as "MariaDB 10.11.19". */
	name: string;
	isGalera: boolean;
	/** False: it may lose what it has acknowledged when its machine stops. */
	isDurable: boolean;
};

/** In a cluster the other nodes still have it. */
export const forgetfulServer =
	'the database server has innodb_flush_log_at_trx_commit other than 1: when its machine stops it may lose the last second, and who was signed out in it is signed in again';

/** What a user of the database needs, and no more. */
export const privileges =
	'SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP';

const oldest = { MariaDB: [ 10, 6 ], MySQL: [ 8, 0 ] } as const;

/** Refuses one that is too old or takes no writes. */
export async function inspectServer(
	db: Kysely< never >
): Promise< MysqlServer > {
	const { rows } = await sql< {
		version: string;
		read_only: string | number;
		flushing: number;
	} >`select version() as version, @@global.read_only as read_only,
		@@global.innodb_flush_log_at_trx_commit as flushing`.execute( db );
	const galera = await sql< {
		Value: string;
	} >`show global variables like 'wsrep_on'`.execute( db );
	const [ found ] = rows;
	if ( found === undefined ) {
		throw new BusyStore( { reason: 'no answer', isPassing: false } );
	}

	const name = requireRecent( found.version );
	if ( ! [ '0', 'OFF' ].includes( String( found.read_only ) ) ) {
		throw new BusyStore( {
			reason: 'it is read-only, being a replica or under maintenance',
			isPassing: false,
		} );
	}
	return {
		name,
		isGalera: galera.rows[ 0 ]?.Value === 'ON',
		isDurable: found.flushing === 1,
	};
}

export function requireRecent( version: string ): string {
	const product = version.includes( 'MariaDB' ) ? 'MariaDB' : 'MySQL';
	const [ number = '', major = 0, minor = 0 ] =
		/^(\d+)\.(\d+)[.\d]*/.exec( version ) ?? [];
	const [ leastMajor, leastMinor ] = oldest[ product ];
	const isRecent =
		Number( major ) > leastMajor ||
		( Number( major ) === leastMajor && Number( minor ) >= leastMinor );
	if ( ! isRecent ) {
		throw new ConfigFault( [
			`GATEHOUSE_STORE leads to ${ product } ${ number }. Gatehouse needs MariaDB 10.6 or MySQL 8.0, or newer. Leave GATEHOUSE_STORE out to use SQLite.`,
		] );
	}
	return `${ product } ${ number }`;
}

/** What waiting does not mend becomes a sentence on the setting, and what it may a `StoreAway`. */
export function toStartFault( error: unknown, place: MysqlPlace ): unknown {
	const cause = error instanceof BusyStore ? error.cause : error;
	const sentence = isMysqlError( cause ) ? sentenceFor( cause, place ) : null;
	if ( sentence !== null ) {
		return new ConfigFault( [ `GATEHOUSE_STORE: ${ sentence }` ] );
	}
	return error instanceof BusyStore
		? new StoreAway(
				`GATEHOUSE_STORE: the database ${ describePlace( place ) } cannot be used: ${ error.reason }.`,
				error
			)
		: error;
}

function sentenceFor(
	{ errno = 0, code = '', message }: MysqlError,
	place: MysqlPlace
): string | null {
	const where = describePlace( place );
	const { user, database } = place;
	switch ( errno ) {
		case 1045:
		case 1698:
			return `${ where } does not let "${ user }" in with this password. Check both; in the address a password has %40 for @, %2F for /, %3A for :, %23 for # and %25 for %.`;
		case 1044:
		case 1142:
		case 1227:
			return `"${ user }" may not do all that is needed in ${ where }. Let it: GRANT ${ privileges } ON \`${ database }\`.* TO ${ accountIn( message ) ?? `'${ user }'@'localhost'` }; in cPanel, add the user to the database with ALL PRIVILEGES.`;
		case 1049:
			return `there is no database ${ where }. Create it, or correct its name; cPanel puts your account's name before it.`;
		case 1130:
			return `${ where } takes no connections from this machine. Allow it, in cPanel under Remote MySQL.`;
	}
	if ( code === 'HANDSHAKE_NO_SSL_SUPPORT' ) {
		return `${ where } offers no TLS. Leave tls=required out where nobody else can listen.`;
	}
	if ( /CERT|TLS|SSL/.test( code ) ) {
		return /altnames/.test( message )
			? `the certificate of ${ where } is for somebody else (${ message }). Give a name or an address that it is for.`
			: `the certificate of ${ where } is not trusted (${ message }). Name its authority's file in NODE_EXTRA_CA_CERTS.`;
	}
	return null;
}

/** Whom the server took us for, host included. */
function accountIn( message: string ): string | undefined {
	return /'[^']*'@'[^']*'/.exec( message )?.[ 0 ];
}
