import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { Refused } from './call';
import type { PageSession } from './page-session';

/** A report as a surface has it just now. */
export type Followed = {
	/** The last good one; gone when the session or the permission is. */
	document: ReportDocument | null;
	/** Milliseconds since 1970. */
	receivedAt: number;
	failure: Refused | 'silent' | null;
	isAsking: boolean;
};

export const nothingYet: Followed = {
	document: null,
	receivedAt: 0,
	failure: null,
	isAsking: true,
};

const fillingMilliseconds = 5_000;
const retryMilliseconds = 10_000;

/**
 * Asks for a report and keeps it fresh while it can be seen: at once when the page comes back to
 * the front, or the service does.
 */
export function followReport(
	{ client, session, context }: PageSession,
	asked: { report: string; query: ReportQuery; refreshMilliseconds: number },
	listen: ( followed: Followed ) => void
): () => void {
	const query = { ...asked.query, lang: context.locale };
	const { refreshMilliseconds } = asked;
	let followed = nothingYet;
	let askedAt = 0;
	let timer = 0;
	let isStopped = false;
	let isRunning = false;

	function change( difference: Partial< Followed > ) {
		followed = { ...followed, ...difference };
		if ( ! isStopped ) {
			listen( followed );
		}
	}

	function askIn( milliseconds: number ) {
		timer = window.setTimeout( () => void ask(), milliseconds );
	}

	async function ask() {
		window.clearTimeout( timer );
		if ( isStopped || isRunning ) {
			return;
		}
		if ( document.hidden && followed.document ) {
			askIn( retryMilliseconds );
			return;
		}
		isRunning = true;
		askedAt = Date.now();
		// A refresh in the background is nobody's concern.
		change( { isAsking: followed.document === null } );
		const outcome = await session.ask( () =>
			client.report( asked.report, query )
		);
		isRunning = false;
		let wait = retryMilliseconds;
		if ( outcome.kind === 'answered' ) {
			const { value } = outcome;
			const isFilling = value.state === 'filling';
			wait = isFilling ? fillingMilliseconds : refreshMilliseconds;
			change( {
				// One that says the same is the same: nobody walking through its chart is thrown out.
				document: isSame( value, followed.document )
					? followed.document
					: value,
				receivedAt: Date.now(),
				failure: null,
				isAsking: false,
			} );
		} else {
			const failure = outcome.kind === 'silent' ? 'silent' : outcome;
			if ( failure !== 'silent' ) {
				wait = Math.max(
					wait,
					( failure.retryAfterSeconds ?? 0 ) * 1000
				);
			}
			const kept = isTakenAway( failure ) ? null : followed.document;
			change( { document: kept, failure, isAsking: false } );
		}
		askIn( wait );
	}

	function comeBack() {
		if (
			! document.hidden &&
			Date.now() - askedAt >= refreshMilliseconds
		) {
			void ask();
		}
	}
	document.addEventListener( 'visibilitychange', comeBack );
	window.addEventListener( 'pageshow', comeBack );

	let before = session.view().status.kind;
	const unsubscribe = session.subscribe( () => {
		const { kind } = session.view().status;
		const isBack = kind === 'active' && before !== 'active';
		if ( kind === 'ended' && followed.document ) {
			change( { document: null } );
		}
		before = kind;
		if ( isBack && followed.failure !== null ) {
			void ask();
		}
	} );
	void ask();

	return () => {
		isStopped = true;
		window.clearTimeout( timer );
		document.removeEventListener( 'visibilitychange', comeBack );
		window.removeEventListener( 'pageshow', comeBack );
		unsubscribe();
	};
}

function isSame( one: ReportDocument, other: ReportDocument | null ): boolean {
	return JSON.stringify( one ) === JSON.stringify( other );
}

/** A report that may not be seen any more is not one that is late. */
export function isTakenAway( failure: Followed[ 'failure' ] ): boolean {
	return (
		failure !== null &&
		failure !== 'silent' &&
		failure.code === 'permission_missing'
	);
}
