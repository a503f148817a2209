import { stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../sidecar/reports/permission';
import { openReports, post } from './site-with-reports';
import { isMariadb } from '../test-store';

type Open = Awaited< ReturnType< typeof openReports > >;
const opened: Open[] = [];
const yesterday = '2026-11-22T10:00:00Z';

afterEach( async () => {
	await Promise.all( opened.splice( 0 ).map( ( { close } ) => close() ) );
} );

async function open( ...asked: Parameters< typeof openReports > ) {
	const site = await openReports( ...asked );
	opened.push( site );
	return site;
}

const editor = { user: 1, grants: [ 'view' ] } satisfies Viewer;

const asked = ( { site }: Open, search = '' ) => ( {
	site: site.home,
	report: 'publishing',
	search,
	locale: 'en-GB',
	viewer: editor,
} );

/** The next to read it finds no database. */
async function damage( file: string ): Promise< void > {
	const database = new DatabaseSync( file );
	database.exec( 'pragma user_version = 2' );
	database.exec( 'pragma wal_checkpoint( truncate )' );
	await writeFile( file, Buffer.alloc( ( await stat( file ) ).size, 0x55 ) );
	database.close();
}

describe( 'a prepared document', () => {
	it( 'lies ready for the same address, with the same tag', async () => {
		const site = await open( { posts: [ post( yesterday ) ] } );
		const cold = site.reports.warm( asked( site ) );
		const made = await site.reports.prepare( asked( site ) );

		expect( cold ).toBeUndefined();
		expect( site.reports.warm( asked( site ) ) ).toBe( made );
		expect( made.etag ).toMatch( /^"[\w-]{43}"$/ );
		expect( JSON.parse( made.body.toString() ) ).toEqual( made.document );
	} );

	it( 'is one for several ways to ask the same', async () => {
		const site = await open( {} );
		const [ first, second ] = await Promise.all(
			[ '', '?period=last-28-days&compare=previous' ].map( ( search ) =>
				site.reports.prepare( asked( site, search ) )
			)
		);

		expect( second ).toBe( first );
	} );

	it( 'is dropped when the facts change', async () => {
		const site = await open( { posts: [ post( yesterday ) ] } );
		const before = await site.ask( 'publishing' );
		site.site.posts.set( 2, { id: 2, ...post( yesterday ) } );
		site.site.log( 'posts', 2 );
		await site.following.poll();
		site.reports.changed( site.site.home );

		expect( site.reports.warm( asked( site ) ) ).toBeUndefined();
		const after = await site.ask( 'publishing' );
		expect(
			[ before, after ].map( ( { figures } ) => figures[ 0 ]?.value )
		).toEqual( [ 1, 2 ] );
	} );

	it( 'is dropped when the site’s day turns', async () => {
		const site = await open(
			{},
			{
				now: '2026-11-23T14:59:00Z',
				description: { timezone: 'Asia/Seoul' },
			}
		);
		await site.ask( 'publishing' );

		site.clock.now += 60_000;

		expect( site.reports.warm( asked( site ) ) ).toBeUndefined();
		const { period } = await site.ask( 'publishing' );
		expect( period.to ).toBe( '2026-11-24' );
	} );

	it( 'is not kept when the facts changed while it was made', async () => {
		let change = () => {};
		const people = async () => {
			change();
			return {};
		};
		const site = await open( { posts: [ post( yesterday ) ] }, { people } );
		change = () => site.reports.changed( site.site.home );
		await site.reports.prepare( asked( site ) );

		expect( site.reports.warm( asked( site ) ) ).toBeUndefined();
	} );

	it.skipIf( isMariadb )(
		'is shown as stale while the file of facts cannot be read',
		async () => {
			const site = await open( { posts: [ post( yesterday ) ] } );
			const before = await site.ask( 'publishing' );
			site.reports.changed( site.site.home );
			await damage( site.facts.file );

			const after = await site.ask( 'publishing' );
			expect( after ).toEqual( { ...before, state: 'stale' } );
			site.clock.now += 2000;
			expect( site.reports.warm( asked( site ) ) ).toBeUndefined();
			await expect( site.ask( 'comments' ) ).rejects.toMatchObject( {
				code: 'store_busy',
			} );
		}
	);

	it( 'is refused without its grant, or for a report that is not there', async () => {
		const site = await open( {} );

		await expect(
			site.reports.prepare( {
				...asked( site ),
				viewer: { user: 1, grants: [ 'publish' ] },
			} )
		).rejects.toMatchObject( { code: 'permission_missing' } );
		await expect( site.ask( 'weather' ) ).rejects.toMatchObject( {
			code: 'report_unknown',
		} );
		expect(
			await site.reports.catalogue( {
				site: site.site.home,
				viewer: { user: 1, grants: [ 'publish' ] },
				locale: 'en',
			} )
		).toEqual( [] );
	} );
} );
