import { headers, paths } from '../../sidecar/contract';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { SessionAnswer } from '../../sidecar/contract/sessions';
import { isReportDocument, isSessionAnswer } from './answers';
import type { Fetch, Outcome } from './call';
import { call } from './call';

/**
 * What a signed-in page asks of the sidecar. A reader's page carries what stands here; the
 * questions of wp-admin's screens stand beside them, made of `read` and `send`.
 */
export type Client = {
	/** The sidecar's public address for this site. */
	base: string;
	session(): Promise< Outcome< SessionAnswer > >;
	renew( csrf: string ): Promise< Outcome< SessionAnswer > >;
	/** The person's own sign-out of the reports. */
	end( csrf: string ): Promise< Outcome< null > >;
	report(
		id: string,
		query: ReportQuery
	): Promise< Outcome< ReportDocument > >;
	/** `path` is below the base, with its question. */
	read< Value >(
		path: string,
		isExpected: ( value: unknown ) => value is Value,
		request?: RequestInit
	): Promise< Outcome< Value > >;
	/** Once more with the current value where `csrf` was not the session's. */
	send< Value >(
		order: Order,
		csrf: string,
		isExpected: ( value: unknown ) => value is Value
	): Promise< Outcome< Value > >;
};

export type Order = {
	path: string;
	method?: 'POST' | 'PUT' | 'DELETE';
	body?: object;
};

/** Between questions the sidecar's ETag decides what still holds. */
export const revalidated: RequestInit = { cache: 'no-cache' };

export function createClient( base: string, fetch: Fetch ): Client {
	const read: Client[ 'read' ] = ( path, isExpected, request = {} ) =>
		call( fetch, base + path, request, isExpected );
	const session = () => read( paths.session, isSessionAnswer );

	function sendOnce< Value >(
		{ path, method = 'POST', body }: Order,
		csrf: string,
		isExpected: ( value: unknown ) => value is Value
	): Promise< Outcome< Value > > {
		return read( path, isExpected, {
			method,
			headers: {
				[ headers.csrf ]: csrf,
				...( body && { 'Content-Type': 'application/json' } ),
			},
			...( body && { body: JSON.stringify( body ) } ),
		} );
	}

	/** The value in hand may be of a session that another tab has replaced: read it again, once. */
	const send: Client[ 'send' ] = async ( order, csrf, isExpected ) => {
		const outcome = await sendOnce( order, csrf, isExpected );
		if ( outcome.kind !== 'refused' || ! isCsrfRefusal( outcome.code ) ) {
			return outcome;
		}
		const current = await session();
		return current.kind === 'answered'
			? sendOnce( order, current.value.csrf, isExpected )
			: current;
	};

	return {
		base,
		session,
		renew: ( csrf ) => send( { path: paths.renew }, csrf, isSessionAnswer ),
		end: ( csrf ) => send( { path: paths.end }, csrf, isNothing ),
		report: ( id, query ) =>
			read(
				reportPath( id, search( query ) ),
				isReportDocument,
				revalidated
			),
		read,
		send,
	};
}

/** `name` is a report's id, or what lies below one. */
export function reportPath( name: string, query: URLSearchParams ): string {
	const path = name.split( '/' ).map( encodeURIComponent ).join( '/' );
	return `${ paths.reports }/${ path }?${ query }`;
}

/** A query as it stands in an address, in a fixed order. */
export function search( query: ReportQuery ): URLSearchParams {
	const { period, from, to, by, compare, currency, filters, lang } = query;
	const asked = new URLSearchParams();
	for ( const [ name, value ] of Object.entries( {
		period,
		from,
		to,
		by,
		compare,
		currency,
	} ) ) {
		if ( value !== undefined ) {
			asked.set( name, value );
		}
	}
	for ( const [ id, values ] of Object.entries( filters ?? {} ) ) {
		values.forEach( ( value ) => asked.append( `filter.${ id }`, value ) );
	}
	if ( lang !== undefined ) {
		asked.set( 'lang', lang );
	}
	return asked;
}

/** What was ended or deleted has nothing more to tell. */
export function isNothing( answer: unknown ): answer is null {
	return answer === null;
}

function isCsrfRefusal( code: string ): boolean {
	return code === 'csrf_missing' || code === 'csrf_wrong';
}
