import { headers, paths } from '../../sidecar/contract';
import type {
	ActivityAnswer,
	ActivityQuery,
	NoticesAnswer,
} from '../../sidecar/contract/activity';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import type {
	CatalogueAnswer,
	ReportQuery,
} from '../../sidecar/contract/report-query';
import type {
	EndedAnswer,
	SessionAnswer,
	SessionsAnswer,
} from '../../sidecar/contract/sessions';
import {
	isActivityAnswer,
	isCatalogueAnswer,
	isEndedAnswer,
	isNoticesAnswer,
	isReportDocument,
	isSessionAnswer,
	isSessionsAnswer,
} from './answers';
import type { Fetch, Outcome } from './call';
import { call } from './call';

/** What a signed-in page asks of the sidecar. */
export type Client = {
	session(): Promise< Outcome< SessionAnswer > >;
	renew( csrf: string ): Promise< Outcome< SessionAnswer > >;
	/** The person's own sign-out of the reports. */
	end( csrf: string ): Promise< Outcome< null > >;
	/** Live sessions of these users, by pages. */
	signedIn(
		users: number[],
		after: string | null
	): Promise< Outcome< SessionsAnswer > >;
	/** Of whichever session of the list, for good. */
	endSession( id: string, csrf: string ): Promise< Outcome< null > >;
	/** All of this user, however many, but the one that asks. */
	endSessionsOf(
		user: number,
		csrf: string
	): Promise< Outcome< EndedAnswer > >;
	activity( query: ActivityQuery ): Promise< Outcome< ActivityAnswer > >;
	/** Address of the same as a CSV file. */
	activityFile( query: ActivityQuery, locale: string ): string;
	notices(): Promise< Outcome< NoticesAnswer > >;
	/** Of one notice, for whoever is signed in. */
	dismiss( id: number, csrf: string ): Promise< Outcome< null > >;
	catalogue( locale: string ): Promise< Outcome< CatalogueAnswer > >;
	report(
		id: string,
		query: ReportQuery
	): Promise< Outcome< ReportDocument > >;
};

type Order = { path: string; method?: 'POST' | 'DELETE' };

export function createClient( base: string, fetch: Fetch ): Client {
	const read = () => call( fetch, base + paths.session, {}, isSessionAnswer );

	function send< Value >(
		{ path, method = 'POST' }: Order,
		csrf: string,
		isExpected: ( value: unknown ) => value is Value
	): Promise< Outcome< Value > > {
		return call(
			fetch,
			base + path,
			{ method, headers: { [ headers.csrf ]: csrf } },
			isExpected
		);
	}

	/** The value in hand may be of a session that another tab has replaced: read it again, once. */
	async function sendTwice< Value >(
		order: Order,
		csrf: string,
		isExpected: ( value: unknown ) => value is Value
	): Promise< Outcome< Value > > {
		const outcome = await send( order, csrf, isExpected );
		if ( outcome.kind !== 'refused' || ! isCsrfRefusal( outcome.code ) ) {
			return outcome;
		}
		const current = await read();
		return current.kind === 'answered'
			? send( order, current.value.csrf, isExpected )
			: current;
	}

	return {
		session: read,
		renew: ( csrf ) =>
			sendTwice( { path: paths.renew }, csrf, isSessionAnswer ),
		end: ( csrf ) => sendTwice( { path: paths.end }, csrf, isNothing ),

		signedIn( users, after ) {
			const asked = new URLSearchParams(
				users.map( ( user ) => [ 'user', String( user ) ] )
			);
			if ( after !== null ) {
				asked.set( 'after', after );
			}
			return call(
				fetch,
				`${ base }${ paths.sessions }?${ asked }`,
				{},
				isSessionsAnswer
			);
		},

		endSession: ( id, csrf ) =>
			sendTwice(
				{
					path: `${ paths.sessions }/${ encodeURIComponent( id ) }`,
					method: 'DELETE',
				},
				csrf,
				isNothing
			),

		endSessionsOf: ( user, csrf ) =>
			sendTwice(
				{
					path: `${ paths.sessions }?user=${ user }`,
					method: 'DELETE',
				},
				csrf,
				isEndedAnswer
			),

		activity: ( query ) =>
			call(
				fetch,
				`${ base }${ paths.activity }?${ activitySearch( query ) }`,
				{},
				isActivityAnswer
			),

		activityFile( query, locale ) {
			const asked = activitySearch( query );
			asked.set( 'lang', locale );
			return `${ base }${ paths.activityFile }?${ asked }`;
		},

		notices: () => call( fetch, base + paths.notices, {}, isNoticesAnswer ),

		dismiss: ( id, csrf ) =>
			sendTwice(
				{ path: `${ paths.notices }/${ id }`, method: 'DELETE' },
				csrf,
				isNothing
			),

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

export function activitySearch( query: ActivityQuery ): URLSearchParams {
	const { user, kind, from, to, before } = query;
	const asked = Object.entries( { user, kind, from, to, before } );
	return new URLSearchParams(
		asked.flatMap( ( [ name, value ] ) =>
			value === undefined ? [] : [ [ name, String( value ) ] ]
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
