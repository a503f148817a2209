import { afterEach, describe, expect, it } from 'vitest';
import { createReports } from '../../../sidecar/reports/reports';
import { openTestFacts, startFollowing } from '../sync/following';
import { openSmallSite } from '../sync/small-site';

const noon = Date.parse( '2026-11-23T12:00:00Z' );

describe( 'x', () => {
	it( 'y', async () => {
		const site = await openSmallSite( { timezone: 'Asia/Seoul' } );
		for ( let id = 1; id <= 60; id++ ) {
			site.posts.set( id, {
				id, type: id % 5 ? 'post' : 'page', status: 'publish', author: id % 3 + 1,
				at: noon / 1000 - id * 50000, words: 100 + id, comments: id % 4, title: `Post ${ id }`,
			} );
			site.comments.set( id, { id, post: id % 13 + 1, status: [ 'approved', 'pending', 'spam', 'trash' ][ id % 4 ], kind: 'comment', author: 0, parent: id % 3, at: noon / 1000 - id * 40000 } );
		}
		const facts = await openTestFacts();
		const following = startFollowing( site.home, facts, () => noon );
		console.log( await following.idle() );
		await following.stop();
		const reports = createReports( { facts, people: async () => ( { 1: 'Jin' } ), clock: () => noon } );
		for ( const report of [ 'publishing', 'comments' ] )
		for ( const locale of [ 'en-GB', 'ko-KR' ] ) {
		const t = performance.now();
		const { document } = await reports.prepare( { site: site.home, report, search: '', locale, grants: [ 'view' ] } );
		console.log( performance.now() - t );
		console.log( JSON.stringify( { ...document, chart: { ...document.chart, points: document.chart.points.slice( -3 ) }, tables: document.tables.map( ( t ) => ( { ...t, rows: t.rows.slice( 0, 4 ) } ) ) }, null, 1 ) );
		}
		await facts.close(); await site.close();
	} );
} );
