import { BusyStore, type StoreFault } from '../busy-store';

/** Over in a moment, and nothing of the transaction was kept. */
const passing: Record< number, string > = {
	1020: 'a row was changed meanwhile',
	1047: 'the node is not ready',
	1053: 'the server is shutting down',
	1205: 'a lock was not given in time',
	1213: 'a deadlock, or another node was first',
	1317: 'the query was interrupted',
	1927: 'the connection was ended by the server',
};

/** Until somebody does something. */
const lasting: Record< number, string > = {
	1021: 'the disk is full',
	1030: 'the storage engine failed',
	1040: 'too many connections',
	1041: 'out of memory',
	1044: 'the user may not use this database',
	1045: 'access denied',
	1049: 'there is no such database',
	1114: 'a table or the disk is full',
	1129: 'this machine is blocked after too many errors',
	1130: 'this machine may not connect',
	1203: 'too many connections of this user',
	1206: 'no memory for locks',
	1226: 'the user has used up what it may',
	1290: 'the server is read-only',
	1698: 'access denied',
	1792: 'the server is read-only',
	1836: 'the server is read-only',
	1969: 'the statement took too long',
	3024: 'the statement took too long',
};

const unreachable = [
	'EACCES',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOENT',
	'ENOTFOUND',
	'ETIMEDOUT',
];

const lost = [ 'ECONNRESET', 'EPIPE', 'PROTOCOL_CONNECTION_LOST' ];

/** What mysql2 says of a failure, as far as we ask. */
export type MysqlError = Error & {
	errno?: number;
	code?: string;
	fatal?: boolean;
};

export function isMysqlError( error: unknown ): error is MysqlError {
	return error instanceof Error && ( 'code' in error || 'fatal' in error );
}

/**
 * The server's fault becomes a refusal that says so; what was asked wrong stays as it is.
 * A commit whose answer was lost may have been kept: only who asked can tell, by asking again.
 */
export function toStoreError( thrown: Error, statement: string ): Error {
	const error = withoutValues( thrown );
	const fault = faultOf( error );
	if ( fault === null ) {
		return error;
	}
	return new BusyStore(
		{
			...fault,
			isPassing:
				fault.isPassing &&
				! ( statement === 'commit' && isLost( error ) ),
		},
		error
	);
}

/** mysql2's own holds the whole statement, with a person's values in it, and errors are logged. */
function withoutValues( error: Error ): Error {
	if ( ! isMysqlError( error ) ) {
		return error;
	}
	const { message, errno, code, fatal } = error;
	return Object.assign(
		new Error(
			message.replaceAll( /(entry|value:?|near) '.*?'(?!\w)/gs, "$1 '…'" )
		),
		{ errno, code, fatal }
	);
}

/** Whether the connection can't be used any more. */
export function isLost( error: unknown ): boolean {
	return (
		isMysqlError( error ) &&
		( error.fatal === true || lost.includes( error.code ?? '' ) )
	);
}

function faultOf( error: unknown ): StoreFault | null {
	if ( ! isMysqlError( error ) ) {
		return null;
	}
	const { errno = 0, code = '' } = error;
	if ( unreachable.includes( code ) ) {
		return { reason: `not reachable (${ code })`, isPassing: false };
	}
	const known = passing[ errno ] ?? lasting[ errno ];
	if ( known !== undefined ) {
		return {
			reason: `${ known } (${ errno })`,
			isPassing: errno in passing,
		};
	}
	return isLost( error )
		? { reason: 'the connection was lost', isPassing: true }
		: null;
}
