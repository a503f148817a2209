import type { TheftNotice } from './contract/activity';
import { scopeOfRecords } from './reports/permission';
import type { Session } from './sessions';
import { dismiss, findDeedsOf, findUndismissed } from './store/rows/notice';
import type { Store } from './store/store';

/** What somebody has to know: a token of theirs, or of anyone with `manage`, was used twice. */
export type Notices = {
	of( reader: Session ): Promise< TheftNotice[] >;
	/** For this reader only; answers whether there is such a notice. */
	dismiss( reader: Session, notice: number ): Promise< boolean >;
};

const noticesAtMost = 10;

export function createNotices( store: Store ): Notices {
	async function describe(
		row: Awaited< ReturnType< typeof findUndismissed > >[ number ]
	): Promise< TheftNotice > {
		const deeds =
			row.session === null
				? []
				: await findDeedsOf( store.db, row.session );
		const signedIn = deeds.find( ( { kind } ) => kind === 'signed-in' );
		const reports = new Map< string, number >();
		for ( const { report, at } of deeds ) {
			if ( report !== null && ! reports.has( report ) ) {
				reports.set( report, toSeconds( at ) );
			}
		}
		return {
			id: row.seq,
			at: toSeconds( row.at ),
			user: row.user,
			device: row.device,
			address: row.address,
			signedIn:
				signedIn === undefined
					? null
					: {
							at: toSeconds( signedIn.at ),
							device: signedIn.device,
							address: signedIn.address,
						},
			reports: [ ...reports ].map( ( [ report, at ] ) => ( {
				report,
				at,
			} ) ),
		};
	}

	return {
		of: async ( reader ) =>
			Promise.all(
				(
					await findUndismissed(
						store.db,
						reader.site,
						readBy( reader ),
						noticesAtMost
					)
				).map( describe )
			),

		dismiss: ( reader, notice ) =>
			store.commit( ( writing ) =>
				dismiss( writing, reader.site, readBy( reader ), notice )
			),
	};
}

/** With `manage` everyone's concern one. */
function readBy( reader: Session ) {
	const scope = scopeOfRecords( reader );
	return { reader: reader.user, user: scope === 'all' ? null : scope.own };
}

function toSeconds( milliseconds: number ): number {
	return Math.floor( milliseconds / 1000 );
}
