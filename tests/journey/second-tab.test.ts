import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { reportCookies, signIn, statusBar } from './browser';
import { describeOnEach } from './journey';

const screen = '/wp-admin/admin.php?page=gatehouse';
// A tab that nobody tells looks half a minute after it has last looked.
const soonerThanItLooks = 15_000;
const minutes = ( count: number ) => count * 60 * 1000;

async function openReports( page: Page ): Promise< void > {
	await page.goto( screen );
	await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
}

/** Watches for a renewal. `left` resolves when the browser has sent it, cookies and all. */
async function watchRenewal( page: Page ) {
	const devTools = await page.context().newCDPSession( page );
	await devTools.send( 'Network.enable' );
	const left = new Promise< void >( ( resolve ) => {
		devTools.on( 'Network.requestWillBeSentExtraInfo', ( { headers } ) => {
			if ( /"x-gatehouse-csrf"/i.test( JSON.stringify( headers ) ) ) {
				resolve();
			}
		} );
	} );
	return { left };
}

describeOnEach( 'two tabs of one browser', {}, ( journey ) => {
	it( 'renew at once with one rotation, and both go on', async () => {
		const { site, newVisitor } = journey();
		const { pid = 0 } = await site.startSidecarAnew();
		const { context, page: one, problems } = await newVisitor();
		await one.clock.install();
		await signIn( one, 'editor', { to: screen } );
		await statusBar( one ).getByText( 'Secure Session Active' ).waitFor();
		const other = await context.newPage();
		await openReports( other );

		const answers = Promise.all(
			[ one, other ].map( async ( page ) => {
				const answer = await page.waitForResponse( '**/session/renew' );
				return ( await answer.json() ).generation;
			} )
		);
		const watched = await Promise.all( [ one, other ].map( watchRenewal ) );
		process.kill( pid, 'SIGSTOP' );
		await one.clock.fastForward( minutes( 20.5 ) );
		await Promise.all( watched.map( ( { left } ) => left ) );
		process.kill( pid, 'SIGCONT' );
		expect( await answers ).toEqual( [ 2, 2 ] );

		await one.clock.fastForward( minutes( 0.5 ) );
		for ( const page of [ one, other ] ) {
			await statusBar( page )
				.getByText( 'Secure Session Active' )
				.waitFor();
		}
		expect( problems ).toEqual( [] );
		await context.close();
	} );

	it( 'lose nothing when one is closed in the middle of a renewal', async () => {
		const { site, newVisitor } = journey();
		const { pid = 0 } = await site.startSidecarAnew();
		const { context, page } = await newVisitor();
		await page.clock.install();
		await signIn( page, 'editor', { to: screen } );
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		const before = await reportCookies( context );
		const [ , refresh ] = before;
		const generation = async () => {
			const answer = await fetch( `${ site.base }/session`, {
				headers: { Cookie: `${ refresh?.name }=${ refresh?.value }` },
			} );
			return ( await answer.json() ).generation;
		};

		const { left } = await watchRenewal( page );
		process.kill( pid, 'SIGSTOP' );
		await page.clock.fastForward( minutes( 20.5 ) );
		await left;
		await page.close();
		process.kill( pid, 'SIGCONT' );
		await expect.poll( generation ).toBe( 2 );
		// Chromium may still take an answer to a tab that is gone.
		await context.addCookies( before );

		const other = await context.newPage();
		await openReports( other );
		await other.clock.fastForward( minutes( 20.5 ) );
		await statusBar( other ).getByText( 'Session renewed' ).waitFor();
		expect( await generation() ).toBe( 2 );
		await context.close();
	} );

	it( 'may both change something, and hear of it from each other', async () => {
		const { context, page: one } = await journey().newVisitor();
		await one.clock.install();
		await signIn( one, 'editor', { to: screen } );
		await statusBar( one ).getByText( 'Secure Session Active' ).waitFor();
		const other = await context.newPage();
		await openReports( other );
		const renewed = one.waitForResponse( '**/session/renew' );
		await one.clock.fastForward( minutes( 20.5 ) );
		expect( ( await renewed ).status() ).toBe( 200 );
		await one.clock.fastForward( minutes( 0.5 ) );

		const answers: number[] = [];
		other.on( 'response', ( answer ) => {
			if ( answer.url().endsWith( '/session/end' ) ) {
				answers.push( answer.status() );
			}
		} );
		await other.getByRole( 'button', { name: 'Details' } ).click();
		await other
			.getByRole( 'button', { name: 'End this report session' } )
			.click();
		await statusBar( other )
			.getByText( 'This session was ended.' )
			.waitFor();
		expect( answers ).toEqual( [ 204 ] );
		await statusBar( one )
			.getByText( 'This session was ended.' )
			.waitFor( { timeout: soonerThanItLooks } );
		await context.close();
	} );
} );
