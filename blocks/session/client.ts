import { headers, paths } from '../../sidecar/contract';
import type {
	CatalogueAnswer,
	ReportDocument,
	ReportQuery,
	SessionAnswer,
} from '../../sidecar/contract';
import {
	isCatalogueAnswer,
	isReportDocument,
	isSessionAnswer,
} from './answers';
import type { Fetch, Outcome } from './call';
import { call } from './call';

/** What a signed-in page asks of the sidecar. */
export type Client = {
	session(): Promise< Outcome< SessionAnswer > >;
	renew( csrf: string ): Promise< Outcome< SessionAnswer > >;
	/** The person's own sign-out of the reports. */
	end( csrf: string ): Promise< Outcome< null > >;
	catalogue( locale: string ): Promise< Outcome< CatalogueAnswer > >;
	report(
		id: string,
		query: ReportQuery
	): Promise< Outcome< ReportDocument > >;
};

export function createClient( base: string, fetch: Fetch ): Client {
	const read = () => call( fetch, base + paths.session, {}, isSessionAnswer );

	function post< Value >(
		path: string,
		csrf: string,
		isExpected: ( value: unknown ) => value is Value
	): Promise< Outcome< Value > > {
		return call(
			fetch,
			base + path,
			{ method: 'POST', headers: { [ headers.csrf ]: csrf } },
			isExpected
		);
	}

	/** The value in hand may be of a session that another tab has replaced: read it again, once. */
	async function postTwice< Value >(
		path: string,
		csrf: string,
		isExpected: ( value: unknown ) => value is Value
	): Promise< Outcome< Value > > {
		const outcome = await post( path, csrf, isExpected );
		if ( outcome.kind !== 'refused' || ! isCsrfRefusal( outcome.code ) ) {
			return outcome;
		}
		const current = await read();
		return current.kind === 'answered'
			? post( path, current.value.csrf, isExpected )
			: current;
	}

	return {
		session: read,
		renew: ( csrf ) => postTwice( paths.renew, csrf, isSessionAnswer ),
		end: ( csrf ) => postTwice( paths.end, csrf, isNothing ),

		catalogue: ( locale ) =>
			call(
				fetch,
				`${ base }${ paths.reports }?${ new URLSearchParams( {
					lang: locale,
				} ) }`,
				// Between questions the sidecar's ETag decides what still holds.
				{ cache: 'no-cache' },
				isCatalogueAnswer
			),

		report: ( id, query ) =>
			call(
				fetch,
				`${ base }${ paths.reports }/${ encodeURIComponent( id ) }?${ search(
					query
				) }`,
				{ cache: 'no-cache' },
				isReportDocument
			),
	};
}

/** A query as it stands in an address, in a fixed order. */
export function search( query: ReportQuery ): URLSearchParams {
	const { period, from, to, by, compare, lang } = query;
	const asked = Object.entries( { period, from, to, by, compare, lang } );
	return new URLSearchParams(
		asked.flatMap( ( [ name, value ] ) =>
			value === undefined ? [] : [ [ name, value ] ]
		)
	);
}

// A session that was ended has nothing more to tell.
function isNothing( answer: unknown ): answer is null {
	return answer === null;
}

function isCsrfRefusal( code: string ): boolean {
	return code === 'csrf_missing' || code === 'csrf_wrong';
}
