import type { HandOffWay } from '../../sidecar/contract/hand-off';
import type {
	SignedIn,
	SitePerson,
	SiteSession,
} from '../../sidecar/contract/sessions';

/** A session as the list shows it: WordPress's side, the reports' side, or both. Times are seconds since 1970. */
export type Row = {
	verifier: string;
	device: string;
	address: string;
	since: number | null;
	lastSeen: number | null;
	/** How the reports were opened; null where they were not, or nobody kept it. */
	way: HandOffWay | null;
	/** The report session; null when there is none. */
	session: string | null;
	/** False while the report service says nothing. */
	areReportsKnown: boolean;
	hasWordPress: boolean;
	isThisBrowser: boolean;
};

export type Person = {
	id: number;
	name: string;
	endsWordPress: boolean;
	/** The one seen last comes first; this browser before all. */
	rows: Row[];
};

/** All that may be ended from here. */
export function othersOf( { rows }: Person ): Row[] {
	return rows.filter( ( { isThisBrowser } ) => ! isThisBrowser );
}

/** `signedIn` null: the report service said nothing. People without a session are left out. */
export function joinPeople(
	people: readonly SitePerson[],
	signedIn: readonly SignedIn[] | null,
	ownVerifier: string | null
): Person[] {
	return people
		.map( ( { id, name, endsWordPress, sessions } ) => ( {
			id,
			name,
			endsWordPress,
			rows: joinRows(
				sessions,
				signedIn?.filter( ( { user } ) => user.id === id ) ?? null,
				ownVerifier
			),
		} ) )
		.filter( ( { rows } ) => rows.length > 0 );
}

function joinRows(
	ofWordPress: readonly SiteSession[],
	ofReports: readonly SignedIn[] | null,
	ownVerifier: string | null
): Row[] {
	const verifiers = new Set(
		[ ...ofWordPress, ...( ofReports ?? [] ) ].map(
			( { verifier } ) => verifier
		)
	);
	return [ ...verifiers ]
		.map( ( verifier ) => {
			const is = ( one: { verifier: string } ) =>
				one.verifier === verifier;
			return {
				...joinRow(
					verifier,
					ofWordPress.find( is ),
					ofReports?.find( is )
				),
				areReportsKnown: ofReports !== null,
				isThisBrowser: verifier === ownVerifier,
			};
		} )
		.sort( newestFirst );
}

function joinRow(
	verifier: string,
	site: SiteSession | undefined,
	report: SignedIn | undefined
): Omit< Row, 'areReportsKnown' | 'isThisBrowser' > {
	return {
		verifier,
		device: report?.device || site?.device || '',
		address: report?.address || site?.address || '',
		since: site?.since ?? report?.startedAt ?? null,
		lastSeen: report?.lastSeenAt ?? null,
		way: report?.way ?? null,
		session: report?.id ?? null,
		hasWordPress: site !== undefined,
	};
}

function newestFirst( a: Row, b: Row ): number {
	const seen = ( { isThisBrowser, lastSeen, since }: Row ) =>
		isThisBrowser ? Infinity : ( lastSeen ?? since ?? 0 );
	return seen( b ) - seen( a ) || ( a.verifier < b.verifier ? -1 : 1 );
}
