import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Grant } from '../../sidecar/contract/user-state';
import { publishing } from '../../sidecar/reports/built-in/publishing';
import type { Reports } from '../../sidecar/reports/reports';
import type { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { openReports, post } from './reports/site-with-reports';
import { signIn } from './signed-in';
import { publishing as documentOf } from '../blocks/report-view/publishing';

export const author = 7;
/** Only the newest state of a user counts. */
let versions = 0;

const { own: _own, ...withoutOwn } = publishing;

/** One report of each kind of grant. */
const declarations = [
	publishing,
	{ ...withoutOwn, id: 'takings', grant: 'shop' },
	{ ...withoutOwn, id: 'audit', grant: 'manage' },
] as const;

export const viewers = {
	view: [ 'view' ],
	own: [ 'own' ],
	shop: [ 'shop' ],
	manage: [ 'manage' ],
	ownFiles: [ 'own', 'export' ],
	files: [ 'export' ],
	sharing: [ 'publish' ],
	everything: [ 'view', 'export', 'publish', 'manage', 'own', 'shop' ],
} as const satisfies Record< string, readonly Grant[] >;

export type Name = keyof typeof viewers;

export const reportOf = {
	publishing: [ 'view', 'own', 'ownFiles', 'everything' ],
	takings: [ 'shop', 'everything' ],
	audit: [ 'manage', 'everything' ],
} as const satisfies Record< string, readonly Name[] >;

export type ReportName = keyof typeof reportOf;

export type Asking = {
	gatehouse: Gatehouse;
	browser: Browser;
	grants: Grant[];
};

export const names = Object.keys( viewers ) as Name[];
export const reportNames = Object.keys( reportOf ) as ReportName[];

export function askForSite(
	{ gatehouse, grants }: Asking,
	report: string,
	act: 'open' | 'export'
): Promise< Response > {
	return askAsSite( gatehouse, 'report', {
		report,
		query: { lang: 'en' },
		viewer: { user: author, grants },
		act,
	} );
}

/** The report as a file, of a document that the site has filled in. */
export function askForFile(
	{ gatehouse, grants }: Asking,
	report: string
): Promise< Response > {
	return askAsSite( gatehouse, 'render', {
		document: { ...documentOf(), id: report },
		format: 'csv',
		paper: 'a4',
		viewer: { user: author, grants },
	} );
}

export async function askAsSite(
	{ address, site, clock }: Gatehouse,
	route: 'report' | 'catalogue' | 'render',
	claims: object
): Promise< Response > {
	const iat = Math.floor( clock.now / 1000 );
	const statement = {
		iss: site.home,
		aud: site.base,
		iat,
		exp: iat + 60,
		jti: randomUUID(),
		...claims,
	};
	return fetch( `${ address }/site/${ route }`, {
		method: 'POST',
		headers: { 'content-type': 'application/jose' },
		body: await site.sign( `gatehouse-${ route }+jwt`, statement ),
	} );
}

/** A sidecar with the real engine, over posts of two authors. */
export async function startGuarded() {
	const now = Date.UTC( 2026, 10, 23, 12 );
	const opened = await openReports(
		{
			posts: [
				post( '2026-11-22T10:00:00Z', {
					author: 1,
					title: 'Of the editor',
				} ),
				post( '2026-11-21T10:00:00Z', {
					author,
					title: 'Of the author',
				} ),
			],
		},
		{
			declarations,
			people: async ( _site, ids ) =>
				Object.fromEntries(
					ids.map( ( id ) => [ id, `Person ${ id }` ] )
				),
		}
	);
	onTestFinished( opened.close );
	const { site, reports } = opened;
	const here = < Asked extends { site: string } >( asked: Asked ) => ( {
		...asked,
		site: site.home,
	} );
	const engine: Reports = {
		...reports,
		warm: ( asked ) => reports.warm( here( asked ) ),
		catalogue: ( asked ) => reports.catalogue( here( asked ) ),
		table: ( asked ) => reports.table( here( asked ) ),
		rows: ( asked ) => reports.rows( here( asked ) ),
		exportTable: ( asked ) => reports.exportTable( here( asked ) ),
		exportRows: ( asked ) => reports.exportRows( here( asked ) ),
		exportDocument: ( asked ) => reports.exportDocument( here( asked ) ),
		prepare: ( asked ) => reports.prepare( here( asked ) ),
		document: ( asked ) => reports.document( here( asked ) ),
		wholeDocument: ( asked ) => reports.wholeDocument( here( asked ) ),
	};
	return startGatehouse( { clock: { now }, reports: engine } );
}

export async function asking(
	gatehouse: Gatehouse,
	name: Name
): Promise< Asking > {
	const grants = [ ...viewers[ name ] ];
	const { browser } = await signIn( gatehouse, {
		user: author,
		grants,
		version: ++versions,
		locale: 'en',
	} );
	return { gatehouse, browser, grants };
}
