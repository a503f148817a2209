import type { Logger } from 'pino';
import type { Activity } from '../activity';
import type { Config } from '../config';
import type { Telling } from '../counts/telling';
import type { SiteKeys } from '../keys';
import type { Metrics } from '../metrics';
import type { Notices } from '../notices';
import type { OwnKeys } from '../own-keys';
import type { Printing } from '../printing';
import type { Privacy } from '../privacy';
import type { PageFrame } from '../render/page';
import type { AskPeople } from '../reports/people';
import type { Reports } from '../reports/reports';
import type { SiteDays } from '../reports/site-days';
import type { Revocations } from '../revocations';
import type { Sessions } from '../sessions';
import type { SignedInList } from '../signed-in';
import type { SiteOrigins } from '../store/rows/site-origins';
import type { Strangers } from '../strangers';
import type { SyncDesk } from '../sync-desk';
import type { Tokens } from '../tokens';
import type { Troubles } from '../troubles';
import type { Views } from '../views';

/** Everything the routes work with; nothing here reaches for a global. */
export type Parts = {
	config: Config;
	/** Then, and only then, its headers are its own. */
	isUnderPassenger: boolean;
	activity: Activity;
	strangers: Strangers;
	notices: Notices;
	privacy: Privacy;
	views: Views;
	/** Names from the site; null when it did not tell them in time. */
	people: AskPeople;
	siteDays: SiteDays;
	/** PNG or JPEG; null for a site without one. */
	siteLogo: ( home: string ) => Promise< Uint8Array | null >;
	sessions: Sessions;
	signedIn: SignedInList;
	revocations: Revocations;
	tokens: Tokens;
	ownKeys: OwnKeys;
	/** Of this process among those on the store. */
	processId: string;
	siteKeys: SiteKeys;
	siteOrigins: SiteOrigins;
	reports: Reports;
	syncDesk: SyncDesk;
	printing: Printing;
	/** Texts of the page's own files. */
	assets: { script: string; style: string };
	/** Follows a site's changes now instead of at the next poll. */
	ping( site: string ): Promise< void >;
	/** Of what the limits count to other processes. */
	telling: Telling;
	/** Null: the settings have no token for them. */
	metrics: Metrics | null;
	/** What is wrong now. */
	troubles: Troubles;
	/** Milliseconds since 1970. */
	clock: () => number;
	/** Milliseconds since some time; nobody sets it. */
	steadyClock: () => number;
	randomId: () => string;
	log: Logger;
};

export type { PageFrame };
