import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inRoot } from '../../scripts/places.mjs';
import type { Visitor } from './browser';
import { signIn } from './browser';
import { describeOnEach } from './journey';

const screen = '/wp-admin/admin.php?page=gatehouse';
const axe = inRoot( 'node_modules', 'axe-core', 'axe.min.js' );

/** What axe finds wrong in our part of the page, and where. */
async function faults( page: Page ): Promise< string[] > {
	await page.addScriptTag( { path: axe } );
	return page.evaluate( async () => {
		// By name: TypeScript knows nothing of what the page was given.
		const checker: {
			run( place: string ): Promise< {
				violations: Array< {
					id: string;
					nodes: Array< { target: unknown[] } >;
				} >;
			} >;
		} = Reflect.get( window, 'axe' );
		const { violations } = await checker.run( '#gatehouse-reports' );
		return violations.flatMap( ( { id, nodes } ) =>
			nodes.map( ( { target } ) => `${ id }: ${ target.join( ' ' ) }` )
		);
	} );
}

async function openScreen( { page }: Visitor, place = '' ): Promise< void > {
	await signIn( page, 'admin', { to: `${ screen }${ place }` } );
	await page.locator( '.gatehouse-report__header' ).waitFor();
}

describeOnEach(
	'the Reports screen',
	{ mustUse: [ 'speaks.php' ] },
	( journey ) => {
		it.each( [
			[ 'in light', {} ],
			[ 'in dark', { isDark: true } ],
			[ 'in Korean', { locale: 'ko_KR' } ],
			[ 'from right to left', { isMirrored: true } ],
			[ 'on a phone', { width: 390 } ],
			[
				'on a phone in dark Korean',
				{ width: 390, isDark: true, locale: 'ko_KR' },
			],
		] )(
			'has nothing that axe finds, and fits %s',
			async (
				_name,
				way: {
					isDark?: boolean;
					locale?: string;
					isMirrored?: boolean;
					width?: number;
				}
			) => {
				const { site, newVisitor } = journey();
				const visitor = await newVisitor();
				const { context, page, problems } = visitor;
				await page.emulateMedia( {
					colorScheme: way.isDark ? 'dark' : 'light',
					reducedMotion: 'reduce',
				} );
				await page.setViewportSize( {
					width: way.width ?? 1280,
					height: 900,
				} );
				for ( const [ name, value ] of [
					[ 'journey_locale', way.locale ],
					[ 'journey_rtl', way.isMirrored && '1' ],
				] as const ) {
					if ( value ) {
						await context.addCookies( [
							{ name, value, url: site.home },
						] );
					}
				}
				await openScreen( visitor, '&table=authors&sort=-published' );
				await page.locator( '.gatehouse-screen__pages' ).waitFor();
				await page.locator( '.gatehouse-copies summary' ).click();
				expect( await faults( page ) ).toEqual( [] );
				await page.locator( '.gatehouse-menu summary' ).last().click();
				expect( await faults( page ) ).toEqual( [] );
				await page.keyboard.press( 'Escape' );
				await page
					.locator( '.gatehouse-report__figures button' )
					.first()
					.click();
				await page.locator( 'dialog tbody a' ).first().waitFor();
				expect( await faults( page ) ).toEqual( [] );
				expect(
					await page.evaluate(
						() =>
							document.documentElement.scrollWidth -
							window.innerWidth
					)
				).toBeLessThanOrEqual( 0 );
				expect( problems ).toEqual( [] );
				await context.close();
			}
		);

		it( 'is worked by keys alone: a chart is one stop, Enter looks behind a point, Escape leads back', async () => {
			const { newVisitor } = journey();
			const visitor = await newVisitor();
			const { context, page } = visitor;
			await openScreen( visitor, '&period=last-90-days' );
			const chart = page.locator( '[data-chart]' );
			const spoken = chart.locator( '[aria-live]' );
			await page
				.locator( '.gatehouse-report__figures button' )
				.last()
				.focus();
			await page.keyboard.press( 'Tab' );
			expect(
				await chart.evaluate(
					( one ) => one === document.activeElement
				)
			).toBe( true );
			await page.keyboard.press( 'End' );
			const last = await spoken.textContent();
			await page.keyboard.press( 'ArrowLeft' );
			const before = await spoken.textContent();
			expect( before ).not.toBe( last );
			await page.keyboard.press( 'ArrowRight' );
			expect( await spoken.textContent() ).toBe( last );
			await page.keyboard.press( 'Enter' );
			await page.locator( 'dialog h2' ).waitFor();
			expect( page.url() ).toContain( 'bucket=' );
			await page.keyboard.press( 'Escape' );
			await page.locator( 'dialog' ).waitFor( { state: 'detached' } );
			expect( page.url() ).not.toContain( 'bucket=' );
			expect(
				await chart.evaluate(
					( one ) => one === document.activeElement
				)
			).toBe( true );
			await page.keyboard.press( 'Tab' );
			expect(
				await page.evaluate( () => document.activeElement?.localName )
			).toBe( 'summary' );
			await context.close();
		} );

		it( 'mirrors time where one writes from the right, and the arrows with it', async () => {
			const { site, newVisitor } = journey();
			const visitor = await newVisitor();
			const { context, page } = visitor;
			await context.addCookies( [
				{ name: 'journey_rtl', value: '1', url: site.home },
			] );
			await openScreen( visitor );
			const [ first, last ] = await page
				.locator( '[data-point] rect' )
				.evaluateAll( ( points ) =>
					[ points[ 0 ], points.at( -1 ) ].map(
						( point ) => point?.getBoundingClientRect().left ?? 0
					)
				);
			expect( first ).toBeGreaterThan( last ?? 0 );
			const chart = page.locator( '[data-chart]' );
			await chart.focus();
			await page.keyboard.press( 'Home' );
			const oldest = await chart.locator( '[aria-live]' ).textContent();
			await page.keyboard.press( 'ArrowLeft' );
			expect(
				await chart.locator( '[aria-live]' ).textContent()
			).not.toBe( oldest );
			await context.close();
		} );

		it( 'goes back with the browser, and keeps what it shows over a reload and under a name', async () => {
			const { newVisitor } = journey();
			const visitor = await newVisitor();
			const { context, page } = visitor;
			await openScreen( visitor );
			const period = page.getByLabel( 'Period', { exact: true } );
			await period.selectOption( 'this-year' );
			await page
				.locator( '[data-table=authors] thead button' )
				.nth( 1 )
				.click();
			await page.locator( '[aria-sort=descending]' ).waitFor();
			await page.reload();
			await page.locator( '[aria-sort=descending]' ).waitFor();
			expect( await period.inputValue() ).toBe( 'this-year' );

			await page.locator( 'summary[aria-label^="Saved views"]' ).click();
			await page.getByLabel( 'Save what is shown as' ).fill( 'Our year' );
			await page
				.getByRole( 'button', { name: 'Save', exact: true } )
				.click();
			await page
				.locator( 'summary[aria-label="Saved views: Our year"]' )
				.waitFor();

			await page.goBack();
			await page
				.locator( '[aria-sort=descending]' )
				.waitFor( { state: 'detached' } );
			await page.goBack();
			expect( await period.inputValue() ).toBe( 'last-28-days' );
			await context.close();
		} );

		it( 'shows no figure to whoever comes back after a sign-out', async () => {
			const { newVisitor } = journey();
			const visitor = await newVisitor();
			const { context, page } = visitor;
			await openScreen( visitor );
			const kept = await page.evaluate( () =>
				JSON.stringify( [ { ...localStorage }, { ...sessionStorage } ] )
			);
			expect( kept ).not.toContain( 'publishing' );
			await context.close();
		} );
	}
);
