import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import type {
	Change,
	SiteDescription,
	SiteLogo,
} from '../../../sidecar/contract/facts';
import type { RangesClaims, Spent } from '../../../sidecar/contract/sync';

export type SmallSite = {
	home: string;
	description: SiteDescription;
	logo: SiteLogo;
	/** Rows by id, as the site's database has them; a wrong row is anything else. */
	posts: Map< number, unknown >;
	comments: Map< number, unknown >;
	/** Of every dataset, those two among them. */
	tables: Map< string, Map< number, unknown > >;
	/** Logs a change; the newest row of the same fact replaces the older, as REPLACE INTO does. */
	log: ( dataset: string, id: number ) => void;
	changes: Array< Pick< Change, 'seq' | 'dataset' | 'id' > >;
	/** Routes asked, with their claims. */
	asked: Array< { route: string; claims: Claims } >;
	/** Changes above this seq count as young: they are told again, whatever the cursor. */
	retellsFrom: number;
	/** Answers this status instead, for as long as it is set. */
	failing: number | null;
	/** Every page of facts leads to where it began. */
	leadsBack: boolean;
	/** Datasets that answer 500. */
	broken: string[];
	/** Called before each answer. */
	onAsked: ( route: string ) => Promise< void > | void;
	people: Record< string, string >;
	/** Its database as it is now; what is answered puts it back. */
	backUp(): () => void;
	close(): Promise< void >;
};

type Claims = {
	mark?: string;
	dataset?: string;
	after?: number;
	limit?: number;
	logo?: string;
	fields?: RangesClaims[ 'fields' ];
};

/** A site of a few lines that answers as the plugin does. Statements are unsigned JSON here. */
export async function openSmallSite(
	description: Partial< SiteDescription > = {}
): Promise< SmallSite > {
	let head = 0;
	let marks: string[] = [];
	let told = '';
	let given = 0;
	const site: SmallSite = {
		home: '',
		description: {
			name: 'Small site',
			locale: 'en-GB',
			timezone: 'UTC',
			weekStartsOn: 1,
			types: { post: 'Posts', page: 'Pages' },
			roles: {},
			datasets: [ 'posts', 'comments' ],
			currency: null,
			orderStatuses: {},
			own: { datasets: [], reports: [], wrong: [] },
			...description,
		},
		logo: { version: '', picture: null },
		posts: new Map(),
		comments: new Map(),
		tables: new Map(),
		changes: [],
		log( dataset, id ) {
			site.changes = site.changes.filter(
				( change ) => change.dataset !== dataset || change.id !== id
			);
			site.changes.push( { seq: ++head, dataset, id } );
		},
		asked: [],
		retellsFrom: Infinity,
		failing: null,
		leadsBack: false,
		broken: [],
		onAsked: () => undefined,
		people: {},
		backUp() {
			const then = structuredClone( {
				tables: site.tables,
				changes: site.changes,
				database: { head, marks, told },
			} );
			return () => {
				for ( const [ dataset, rows ] of site.tables ) {
					rows.clear();
					then.tables
						.get( dataset )
						?.forEach( ( row, id ) => rows.set( id, row ) );
				}
				site.changes = then.changes;
				( { head, marks, told } = then.database );
			};
		},
		close: () =>
			new Promise( ( resolve ) => {
				server.closeAllConnections();
				server.close( () => resolve() );
			} ),
	};

	site.tables.set( 'posts', site.posts );
	site.tables.set( 'comments', site.comments );
	const rowsOf = ( dataset: unknown ) =>
		site.tables.get( String( dataset ) ) ?? new Map< number, unknown >();

	const spent: Spent = { request: 2, reading: 1, visits: 0 };
	const answers: Record< string, ( claims: Claims ) => unknown > = {
		facts( { dataset, after = 0, limit = 0 } ) {
			const ids = [ ...rowsOf( dataset ).keys() ]
				.filter( ( id ) => id > after )
				.toSorted( ( a, b ) => a - b )
				.slice( 0, limit );
			const next = ids.length < limit ? null : ids.at( -1 );
			return {
				facts: ids.map( ( id ) => rowsOf( dataset ).get( id ) ),
				next: site.leadsBack ? after : next,
				total: rowsOf( dataset ).size,
				spent,
			};
		},
		ranges( { dataset, after = 0, limit = 0, fields = [] } ) {
			const ids = [ ...rowsOf( dataset ).keys() ]
				.filter( ( id ) => id > after )
				.toSorted( ( a, b ) => a - b )
				.slice( 0, limit );
			const lines = ids.map( ( id ) => {
				const row = Object( rowsOf( dataset ).get( id ) );
				return `${ JSON.stringify( [
					id,
					...fields.map( ( { name } ) => row[ name ] ?? null ),
				] ) }\n`;
			} );
			return {
				count: ids.length,
				last: ids.at( -1 ) ?? 0,
				checksum: crc32( lines.join( '' ) )
					.toString( 16 )
					.padStart( 8, '0' ),
				next: ids.length < limit ? null : ids.at( -1 ),
				spent,
			};
		},
		changes( {
			after = 0,
			limit = 0,
			mark = '',
			logo = site.logo.version,
		} ) {
			const later = site.changes.filter(
				( { seq } ) => seq > Math.min( after, site.retellsFrom )
			);
			const changes = later.slice( 0, limit ).map( ( change ) => ( {
				...change,
				fact: rowsOf( change.dataset ).get( change.id ) ?? null,
			} ) );
			const knows = marks.includes( mark );
			const telling = JSON.stringify( changes );
			if ( ! knows || ( changes.length > 0 && telling !== told ) ) {
				marks = [ `mark ${ ++given }`, ...marks ];
				told = telling;
			}
			return {
				site: site.description,
				...( logo !== site.logo.version && { logo: site.logo } ),
				head: site.changes.at( -1 )?.seq ?? 0,
				mark: marks[ 0 ],
				knows,
				changes,
				more: later.length > limit,
			};
		},
		people: () => ( { people: site.people } ),
	};

	const server = createServer( async ( request, response ) => {
		const route = String( request.url ).split( '/' ).at( -1 ) ?? '';
		let body = '';
		for await ( const chunk of request ) {
			body += chunk;
		}
		const claims = JSON.parse( body );
		site.asked.push( { route, claims } );
		await site.onAsked( route );
		const isBroken = site.broken.includes( claims.dataset );
		response.statusCode = site.failing ?? ( isBroken ? 500 : 200 );
		response.end( JSON.stringify( answers[ route ]?.( claims ) ?? null ) );
	} );
	await new Promise< void >( ( resolve ) =>
		server.listen( 0, '127.0.0.1', resolve )
	);
	const { port } = server.address() as AddressInfo;
	site.home = `http://127.0.0.1:${ port }`;
	return site;
}
