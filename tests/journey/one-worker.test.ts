import { expect, it } from 'vitest';
import { reportCookies, signIn, signOut, statusBar } from './browser';
import { describeOnEach } from './journey';

describeOnEach(
	'a host that answers one request at a time',
	{ workers: 1 },
	( journey ) => {
		it( 'signs in, reads a report and signs out without waiting for itself', async () => {
			const { site, newVisitor } = journey();
			const { context, page, problems } = await newVisitor();
			const started = Date.now();
			await signIn( page, 'editor' );
			await page.waitForURL( '**/tools.php' );
			expect( ( await reportCookies( context ) ).length ).toBe( 2 );

			await page.goto( '/wp-admin/admin.php?page=gatehouse' );
			await statusBar( page )
				.getByText( 'Secure Session Active' )
				.waitFor();
			await page.getByText( /posts counted/ ).waitFor();
			await signOut( page );
			await expect
				.poll(
					async () =>
						(
							await context.request.get(
								`${ site.base }/api/reports`
							)
						).status(),
					{ timeout: 2000 }
				)
				.toBe( 401 );
			expect( Date.now() - started ).toBeLessThan( 20_000 );
			expect( problems ).toEqual( [] );
			await context.close();
		} );
	}
);
