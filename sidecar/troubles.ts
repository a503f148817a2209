/** What is wrong now, for `readyz`, the log and the doctor: code -> part, whether we can serve, sentence. */
const kinds = {
	store_locked: [
		'store',
		'failing',
		'Another process holds the database. Sign-ins and renewals wait; nobody is signed out. If it lasts, stop that program, such as a backup or a database browser.',
	],
	store_full: [
		'store',
		'failing',
		'There is no room for the database: the disk is full or a quota is used up. Free some space.',
	],
	store_read_only: [
		'store',
		'failing',
		'The database can be read but not written. On SQLite, give the user of this process write permission for its files and their folder, and see that their disk is not mounted read-only; on MySQL or MariaDB, the server itself is read-only. Sign-ins and renewals wait; nobody is signed out.',
	],
	store_gone: [
		'store',
		'failing',
		'A file of the database was deleted or replaced while in use. Put it back, or restore a backup, and restart every process.',
	],
	store_broken: [
		'store',
		'failing',
		'The database is damaged. Stop every process and restore a backup.',
	],
	store_failing: [
		'store',
		'failing',
		'The database takes no writes, or does not answer. Sign-ins and renewals wait; nobody is signed out. Look whether its server runs, and into the log for the reason.',
	],
	own_keys_differ: [
		'own_keys',
		'failing',
		'Another process on this store signs with another key. Give every process the same key and restart them.',
	],
	site_keys_unknown: [
		'site_keys',
		'failing',
		'The keys of the site were never fetched. Check that this machine can open the address of the site.',
	],
	site_silent: [
		'site',
		'degraded',
		'The site does not answer. Who is signed in stays so, and reports are as old as they say. Check that this machine can open the address of the site.',
	],
	site_refuses: [
		'site',
		'degraded',
		'The site refuses what this sidecar signs. Press Connect under Settings, Gatehouse, in that WordPress.',
	],
	clock_apart: [
		'clock',
		'degraded',
		'The clocks of the site and of this machine differ by more than 30 seconds, so hand-offs are refused. Set the wrong one, best by NTP.',
	],
	facts_failing: [
		'facts',
		'degraded',
		'The facts cannot be brought up to date. Reports are as old as they say. The log has the reason; it is tried again by itself.',
	],
	redis_silent: [
		'redis',
		'degraded',
		'Redis does not answer. Limits count in each process alone.',
	],
} as const satisfies Record<
	string,
	readonly [ part: string, effect: 'degraded' | 'failing', sentence: string ]
>;

export type TroubleCode = keyof typeof kinds;
export type TroublePart = ( typeof kinds )[ TroubleCode ][ 0 ];

export type Trouble = {
	code: TroubleCode;
	part: TroublePart;
	effect: 'degraded' | 'failing';
	message: string;
	/** ISO 8601. */
	since: string;
	/** How far the clocks are apart: positive where the site's is ahead. */
	seconds?: number;
};

/** What `GET readyz` answers; with `failing` it is a 503. */
export type Readiness = {
	status: 'ready' | 'degraded' | 'failing';
	troubles: Trouble[];
};

export type Troubles = {
	/** Logged once when it begins. `site` null: it is everybody's. */
	begin(
		code: TroubleCode,
		about?: { site?: string; seconds?: number; reason?: string }
	): void;
	/** Whatever was wrong with this part no longer is. */
	end( part: TroublePart, site?: string ): void;
	has( part: TroublePart ): boolean;
	/** Those of a site, and those that are everybody's. */
	of( site: string ): Trouble[];
};

export function createTroubles( {
	clock,
	log,
}: {
	/** Milliseconds since 1970. */
	clock: () => number;
	log: {
		info( detail: object, message: string ): void;
		warn( detail: object, message: string ): void;
	};
} ): Troubles {
	const current = new Map< string, Trouble & { site: string | null } >();
	const keyOf = ( part: TroublePart, site = '' ) => `${ part } ${ site }`;

	return {
		begin( code, { site, seconds, reason } = {} ) {
			const [ part, effect, message ] = kinds[ code ];
			const key = keyOf( part, site );
			const known = current.get( key );
			const isNew = known?.code !== code;
			current.set( key, {
				code,
				part,
				effect,
				message,
				since: isNew ? new Date( clock() ).toISOString() : known.since,
				...( seconds !== undefined && { seconds } ),
				site: site ?? null,
			} );
			if ( isNew ) {
				log.warn( { trouble: code, site, seconds, reason }, message );
			}
		},

		end( part, site ) {
			const key = keyOf( part, site );
			const known = current.get( key );
			if ( known !== undefined ) {
				current.delete( key );
				const { code, since } = known;
				log.info( { trouble: code, site, since }, 'this is over' );
			}
		},

		has: ( part ) =>
			[ ...current.values() ].some( ( one ) => one.part === part ),

		of: ( site ) =>
			[ ...current.values() ]
				.filter( ( one ) => one.site === null || one.site === site )
				.map( ( { site: _site, ...trouble } ) => trouble ),
	};
}

export function readinessOf( troubles: Trouble[] ): Readiness {
	const effects = troubles.map( ( { effect } ) => effect );
	const status = effects.includes( 'failing' )
		? 'failing'
		: ( effects[ 0 ] ?? 'ready' );
	return { status, troubles };
}
