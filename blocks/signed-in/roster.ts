import type {
	SessionsAnswer,
	SignedIn,
	SitePerson,
} from '../../sidecar/contract/sessions';
import type { Outcome } from '../session/call';
import type { PageSession } from '../session/page-session';
import type { Person, Row } from './people';
import { joinPeople } from './people';
import { askSignedIn, endSession, endSessionsOf } from './report-sessions';
import type { SiteSessions } from './site-sessions';

/** What is known of who is signed in. */
export type Roster = {
	people: Person[];
	/** The next page of people; null at the end. */
	next: string | null;
	/** Why WordPress's side alone is listed: the report service is silent, or this session is over. */
	missing: 'away' | 'closed' | null;
};

/** Why nothing can be listed. */
export type RosterFault = 'silent' | 'not-allowed';

export type Asking = Pick< PageSession, 'client' | 'session' | 'context' > & {
	siteSessions: SiteSessions;
};

/** One page of people, with the report sessions of exactly these. */
export async function readRoster(
	asking: Asking,
	asked: { user: number | null; after: string | null }
): Promise< Roster | RosterFault > {
	const outcome = await asking.siteSessions.people( asked );
	if ( outcome.kind !== 'answered' ) {
		return isForbidden( outcome ) ? 'not-allowed' : 'silent';
	}
	const { people, next } = outcome.value;
	const signedIn = await readSignedIn( asking, people );
	return {
		people: joinPeople( people, signedIn, asking.context.verifier ),
		next,
		missing: signedIn === null ? reasonOf( asking ) : null,
	};
}

function reasonOf( { session }: Asking ): 'away' | 'closed' {
	return session.view().status.kind === 'ended' ? 'closed' : 'away';
}

async function readSignedIn(
	{ client, session }: Asking,
	people: SitePerson[]
): Promise< SignedIn[] | null > {
	if ( people.length === 0 ) {
		return [];
	}
	const users = people.map( ( { id } ) => id );
	const found: SignedIn[] = [];
	let after: string | null = null;
	do {
		const from: string | null = after;
		const outcome: Outcome< SessionsAnswer > = await session.ask( () =>
			askSignedIn( client, users, from )
		);
		if ( outcome.kind !== 'answered' ) {
			return null;
		}
		found.push( ...outcome.value.sessions );
		after = outcome.value.next;
	} while ( after !== null );
	return found;
}

export type Ended = 'ended' | 'later' | 'not-ended';

/**
 * The report session first, so that its browser is told who ended it; then WordPress's own.
 * While the report service is away WordPress keeps the word for it.
 */
export async function endRow(
	{ client, session, siteSessions }: Asking,
	user: number,
	{ verifier, session: id, areReportsKnown }: Row
): Promise< Ended > {
	const isOverThere =
		id === null
			? areReportsKnown
			: isOver(
					await session.ask( () =>
						endSession( client, id, csrfOf( session ) )
					)
				);
	return endedBy( await siteSessions.end( { user, verifier } ), isOverThere );
}

/** All of this person but this browser, however many: one request to each side, in the same order. */
export async function endAllOf(
	{ client, session, siteSessions }: Asking,
	user: number
): Promise< Ended > {
	const atReports = await session.ask( () =>
		endSessionsOf( client, user, csrfOf( session ) )
	);
	return endedBy(
		await siteSessions.endAllOf( { user } ),
		atReports.kind === 'answered'
	);
}

function endedBy( atSite: Outcome< unknown >, isOverThere: boolean ): Ended {
	if ( atSite.kind !== 'answered' ) {
		return 'not-ended';
	}
	return isOverThere ? 'ended' : 'later';
}

function csrfOf( session: Asking[ 'session' ] ): string {
	return session.view().answer?.csrf ?? '';
}

function isOver( outcome: Outcome< unknown > ): boolean {
	return (
		outcome.kind === 'answered' ||
		( outcome.kind === 'refused' && outcome.code === 'session_unknown' )
	);
}

function isForbidden( outcome: Outcome< unknown > ): boolean {
	return outcome.kind === 'refused' && outcome.status === 403;
}
