import { expect, it } from 'vitest';
import { reportCookies, signIn, statusBar } from './browser';
import { describeOnEach } from './journey';

const access = '__Secure-gatehouse_access';
const refresh = '__Secure-gatehouse_refresh';

describeOnEach( 'signing in', {}, ( journey ) => {
	it( 'gives the first page both cookies, with the attributes of the design, on the wire and in the browser', async () => {
		const { site, newVisitor } = journey();
		const { context, page, problems } = await newVisitor();
		const firstPage = page.waitForResponse(
			( response ) =>
				response.url().endsWith( '/tools.php' ) &&
				response.status() === 200
		);
		await signIn( page, 'editor' );

		const sent = ( await ( await firstPage ).headersArray() )
			.filter(
				( { name, value } ) =>
					name.toLowerCase() === 'set-cookie' &&
					value.includes( 'gatehouse' )
			)
			.map( ( { value } ) => attributesOf( value ) );
		expect( sent ).toEqual( [
			{
				name: access,
				attributes: [
					'HttpOnly',
					'Path=/reports/',
					'SameSite=Strict',
					'Secure',
				],
			},
			{
				name: refresh,
				attributes: [
					'HttpOnly',
					'Path=/reports/session',
					'SameSite=Strict',
					'Secure',
				],
			},
		] );

		const kept = {
			expires: -1,
			httpOnly: true,
			secure: true,
			sameSite: 'Strict',
			domain: 'localhost',
		};
		expect( await reportCookies( context ) ).toMatchObject( [
			{ ...kept, name: access, path: '/reports/' },
			{ ...kept, name: refresh, path: '/reports/session' },
		] );

		const session = await context.request.get( `${ site.base }/session`, {
			headers: { Origin: site.home },
		} );
		expect( await session.json() ).toMatchObject( {
			site: site.home,
			user: { name: 'Eleanor Price' },
			grants: [ 'view', 'export', 'publish' ],
		} );
		await page.waitForLoadState( 'networkidle' );
		expect( problems ).toEqual( [] );
		await context.close();
	} );

	it( 'shows the lock and until when in the admin bar, and the same session on the Reports screen', async () => {
		const { context, page, problems } = await journey().newVisitor();
		await signIn( page, 'editor' );
		await page
			.locator( '#wp-admin-bar-gatehouse-session' )
			.getByText( /^until \d\d:\d\d$/ )
			.waitFor();

		await page
			.locator( '#adminmenu' )
			.getByRole( 'link', { name: 'Reports' } )
			.first()
			.click();
		await statusBar( page ).getByText( 'Secure Session Active' ).waitFor();
		await page.getByText( 'Eleanor Price · this browser' ).waitFor();
		await page
			.getByRole( 'heading', { name: 'Publishing' } )
			.first()
			.waitFor();
		await page.getByText( /posts counted/ ).waitFor();
		expect( problems ).toEqual( [] );
		await context.close();
	} );

	it( 'keeps the cookies over a restart of the browser with "remember me"', async () => {
		const { context, page } = await journey().newVisitor();
		await signIn( page, 'editor', { remember: true } );
		await page.waitForURL( '**/tools.php' );

		for ( const { expires } of await reportCookies( context ) ) {
			expect( expires - Date.now() / 1000 ).toBeGreaterThan( 25 * 60 );
		}
		await context.close();
	} );

	it( 'gives a subscriber, who may see no report, neither cookies nor a script', async () => {
		const { context, page, problems } = await journey().newVisitor();
		await signIn( page, 'reader', { to: '/' } );
		await page.locator( '#wp-admin-bar-my-account' ).waitFor();

		expect( await reportCookies( context ) ).toEqual( [] );
		expect( await page.content() ).not.toContain( 'gatehouse' );
		expect( problems ).toEqual( [] );
		await context.close();
	} );
} );

describeOnEach(
	'signing in with a second factor',
	{ mustUse: [ 'second-factor.php' ] },
	( journey ) => {
		it( 'gives no cookie for the password, none for a wrong code, and both on the page after the right one', async () => {
			const { context, page } = await journey().newVisitor();
			await signIn( page, 'editor' );
			await page.getByLabel( 'Code' ).waitFor();
			expect( await reportCookies( context ) ).toEqual( [] );

			await page.getByLabel( 'Code' ).fill( '000000' );
			await page.getByRole( 'button', { name: 'Verify' } ).click();
			await page.getByText( 'Wrong code.' ).waitFor();
			await page.goto( '/' );
			expect( await reportCookies( context ) ).toEqual( [] );

			await signIn( page, 'editor' );
			await page.getByLabel( 'Code' ).fill( '314159' );
			await page.getByRole( 'button', { name: 'Verify' } ).click();
			await page.waitForURL( '**/wp-admin/' );
			expect( await reportCookies( context ) ).toMatchObject( [
				{ name: access },
				{ name: refresh },
			] );
			await context.close();
		} );
	}
);

function attributesOf( setCookie: string ) {
	const [ pair = '', ...attributes ] = setCookie.split( /;\s*/ );
	return { name: pair.split( '=' )[ 0 ], attributes: attributes.sort() };
}
