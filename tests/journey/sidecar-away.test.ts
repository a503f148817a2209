import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { reportCookies, signIn, signOut, statusBar } from './browser';
import { describeOnEach } from './journey';

describeOnEach( 'a sidecar that is away', {}, ( journey ) => {
	it( 'is told by the status bar, which recovers by itself when it is back', async () => {
		const { site, newVisitor } = journey();
		const { context, page } = await newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', {
			to: '/wp-admin/admin.php?page=gatehouse',
		} );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();

		await site.stopSidecar();
		await page.clock.fastForward( 46_000 );
		await statusBar( page )
			.getByText(
				'The report service is not answering. WordPress is not affected. Trying again.'
			)
			.waitFor();

		await site.startSidecar();
		await page.clock.fastForward( 46_000 );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		await page.getByText( /posts counted/ ).waitFor();
		await context.close();
	} );

	it( 'that answers and cannot save is told apart, and the bar recovers by itself when it can', async () => {
		const { site, newVisitor } = journey();
		const { context, page } = await newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', {
			to: '/wp-admin/admin.php?page=gatehouse',
		} );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();

		const other = new DatabaseSync( `${ site.data }/sessions.sqlite` );
		try {
			other.exec( 'begin exclusive' );
			await page.clock.fastForward( 20.5 * 60_000 );
			await statusBar( page )
				.getByText(
					'The report service cannot save right now. Nobody is signed out. Trying again.'
				)
				.waitFor();
		} finally {
			other.close();
		}

		await page.clock.fastForward( 46_000 );
		await statusBar( page )
			.getByText( /Session renewed|Secure Session Active/ )
			.waitFor();
		await context.close();
	} );

	it( 'hears of a sign-out before it answers anybody again', async () => {
		const { site, newVisitor } = journey();
		const { context, page } = await newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', {
			to: '/wp-admin/admin.php?page=gatehouse',
		} );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		const copy = ( await reportCookies( context ) )
			.map( ( { name, value } ) => `${ name }=${ value }` )
			.join( '; ' );
		const withCopy = async () => {
			const answer = await fetch( `${ site.base }/api/reports`, {
				headers: { Cookie: copy },
			} );
			return answer.status;
		};
		expect( await withCopy() ).toBe( 200 );

		await site.stopSidecar();
		const other = await context.newPage();
		await other.goto( '/wp-admin/tools.php' );
		await signOut( other );
		const answers = [ await withCopy() ];
		const starting = site.startSidecar().then( () => {
			answers.push( 0 );
		} );
		while ( answers.at( -1 ) === 502 ) {
			answers.push( await withCopy() );
		}
		await starting;
		expect( new Set( answers ) ).toEqual( new Set( [ 502, 401, 0 ] ) );

		await page.clock.fastForward( 46_000 );
		await statusBar( page )
			.getByText( 'You signed out of WordPress.' )
			.waitFor();
		await context.close();
	} );

	it( 'is met by the page when it was down at sign-in and has come up since', async () => {
		const { site, newVisitor } = journey();
		const { context, page } = await newVisitor();
		await site.stopSidecar();
		await signIn( page, 'editor' );
		await page.waitForURL( '**/tools.php' );
		expect( await reportCookies( context ) ).toEqual( [] );

		await site.startSidecar();
		await page.reload();
		await page
			.locator( '#wp-admin-bar-gatehouse-session' )
			.getByText( /^until \d\d:\d\d$/ )
			.waitFor();
		expect( ( await reportCookies( context ) ).length ).toBe( 2 );
		await context.close();
	} );

	it( 'delays a sign-in by a second at most, and only once, when it takes the call and says nothing', async () => {
		const { site, newVisitor } = journey();
		const { context, page } = await newVisitor();
		const pid = ( await site.startSidecarAnew() ).pid ?? 0;
		process.kill( pid, 'SIGSTOP' );
		try {
			const waits: number[] = [];
			page.on( 'response', ( response ) => {
				if ( response.request().isNavigationRequest() ) {
					waits.push( response.request().timing().responseStart );
				}
			} );
			await signIn( page, 'editor' );
			await page.waitForURL( '**/tools.php' );
			await page.reload();

			const [ , posted = 0, first = 0, second = 0 ] = waits;
			expect( posted ).toBeLessThan( 1000 );
			expect( first ).toBeGreaterThan( 900 );
			expect( first ).toBeLessThan( 2000 );
			expect( second ).toBeLessThan( 900 );
		} finally {
			process.kill( pid, 'SIGCONT' );
		}
		await context.close();
	} );
} );
