import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../../sidecar/reports/permission';
import { comment, openReports, post } from '../site-with-reports';
import { figuresOf, rowsOf } from './small-shop';

const at = '2026-11-20T10:00:00Z';

describe( 'Publishing', () => {
	const terms = [ 'Bread', 'Tea' ].map( ( title ) => ( {
		taxonomy: 'category',
		parent: 0,
		title,
	} ) );
	const posts = [
		post( at, { terms: [ 1 ], words: 100 } ),
		post( at, { terms: [ 1, 2 ], words: 300, author: 2 } ),
		post( at, { terms: [ 9 ], words: 10, author: 2 } ),
		post( at, { terms: [], author: 0, comments: 3 } ),
		post( at, { terms: [ 1 ], status: 'draft' } ),
	];

	it( 'counts a post in each of its categories', async () => {
		const { ask, close } = await openReports( { posts, terms } );

		const document = await ask( 'publishing' );

		expect( rowsOf( document, 'terms' ) ).toEqual( [
			[ 'Bread', 2, 200, 0 ],
			[ 'Tea', 1, 300, 0 ],
			[ 'Deleted category #9', 1, 10, 0 ],
		] );
		expect( figuresOf( document ) ).toEqual( {
			published: 4,
			// One post has none.
			authors: 2,
			words: 127.5,
			comments: 0.75,
		} );
		await close();
	} );

	it( 'shows an author the categories of his own posts alone', async () => {
		const { ask, close } = await openReports( { posts, terms } );
		const author: Viewer = { user: 1, grants: [ 'own' ] };

		const document = await ask( 'publishing', '', 'en-GB', author );

		expect( rowsOf( document, 'terms' ) ).toEqual( [
			[ 'Bread', 1, 100, 0 ],
		] );
		await close();
	} );
} );

describe( 'Comments', () => {
	it( 'averages how long an answer took, and leaves out what has none', async () => {
		const { ask, close } = await openReports( {
			posts: [ post( at, { title: 'Rye' } ) ],
			comments: [
				comment( at, { answered: 3600 } ),
				comment( at, { answered: 1801 } ),
				comment( at ),
				comment( at, { parent: 1 } ),
				comment( at, { status: 'trash', answered: 90_000 } ),
				comment( at, { post: 5 } ),
				comment( at, { status: 'pending', parent: 1 } ),
				comment( at, { status: 'spam', parent: 1 } ),
				comment( at, { kind: 'pingback' } ),
			],
		} );

		const document = await ask( 'comments' );
		const korean = await ask( 'comments', '', 'ko-KR' );

		expect( figuresOf( document ) ).toMatchObject( {
			approved: 5,
			replies: 1,
			answer: 2701,
		} );
		expect( rowsOf( document, 'posts' ) ).toEqual( [
			[ 'Rye', 4, 1 ],
			[ 'Deleted post #5', 1, 0 ],
		] );
		expect( rowsOf( korean, 'posts' )?.[ 1 ]?.[ 0 ] ).toBe(
			'삭제된 글 #5'
		);
		await close();
	} );

	it( 'shows an author the comments on his own posts alone', async () => {
		const { ask, close } = await openReports( {
			comments: [
				comment( at, { owner: 1, author: 2 } ),
				comment( at, { owner: 2, author: 1 } ),
				comment( at, { owner: 2, author: 1 } ),
			],
		} );
		const author: Viewer = { user: 1, grants: [ 'own' ] };

		const document = await ask( 'comments', '', 'en-GB', author );

		expect( figuresOf( document ) ).toMatchObject( { approved: 1 } );
		expect( document.own ).toBe( 'Only your own content' );
		await close();
	} );

	it( 'shows what waits for moderation, however long it has', async () => {
		const { ask, close } = await openReports( {
			comments: [
				comment( at, { status: 'pending' } ),
				comment( '2020-01-01T10:00:00Z', { status: 'pending' } ),
			],
		} );

		const { figures } = await ask( 'comments' );

		expect( figures.find( ( { id } ) => id === 'waiting' ) ).toMatchObject(
			{ value: 2, previous: null }
		);
		await close();
	} );

	it( 'says what to do on a site with nothing on it', async () => {
		const { ask, close } = await openReports( {} );

		for ( const [ report, advice ] of [
			[ 'publishing', '임시글과 예약글' ],
			[ 'comments', '설정 → 토론' ],
		] as const ) {
			const document = await ask( report, '', 'ko-KR' );
			expect( document.state ).toBe( 'empty' );
			expect( document.emptyAdvice ).toContain( advice );
		}
		await close();
	} );
} );
