import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { signIn } from './browser';
import { describeOnEach } from './journey';

const screen =
	'/wp-admin/admin.php?page=gatehouse&report=publishing&period=this-year&by=month';

/** The first copy of the facts may still be on its way. */
async function openFilled( page: Page ): Promise< void > {
	await signIn( page, 'admin', { to: screen } );
	await page
		.locator( '.gatehouse-report__figures strong' )
		.first()
		.waitFor( { timeout: 120_000 } );
}

/** What the browser saved, and under which name. */
async function pressed( page: Page, name: string | RegExp ) {
	const [ download ] = await Promise.all( [
		page.waitForEvent( 'download' ),
		page.getByRole( 'link', { name } ).click(),
	] );
	return { file: await download.path(), name: download.suggestedFilename() };
}

function printed( file: string ): string {
	return execFileSync( 'pdftotext', [ '-layout', file, '-' ], {
		encoding: 'utf8',
	} ).replace( /\s+/g, ' ' );
}

function paperOf( file: string ): string | undefined {
	const about = execFileSync( 'pdfinfo', [ file ], { encoding: 'utf8' } );
	return /^Page size: +(.*)$/m.exec( about )?.[ 1 ];
}

vi.setConfig( { testTimeout: 180_000 } );

describeOnEach(
	'the files of a report',
	{ mustUse: [ 'speaks.php' ] },
	( journey ) => {
		it.each( [
			{
				language: 'en_US',
				csv: 'Download “Publishing” as CSV',
				pdf: 'Download “Publishing” as PDF',
				column: 'Author',
				end: /^# End of the file: \d+ rows$/,
				page: 'Page 1 of',
				definitions: 'What is counted',
			},
			{
				language: 'ko_KR',
				csv: 'CSV 내려받기: 발행',
				pdf: 'PDF 내려받기: 발행',
				column: '글쓴이',
				end: /^# 파일 끝: \d+개 행$/,
				page: '쪽 중 1쪽',
				definitions: '집계 기준',
			},
		] )(
			'are saved by the browser, and say what the screen says, in $language',
			async ( words ) => {
				const { site, newVisitor } = journey();
				const { context, page, problems } = await newVisitor();
				await context.addCookies( [
					{
						name: 'journey_locale',
						value: words.language,
						url: site.home,
					},
				] );
				await openFilled( page );
				const shown = await page
					.locator( '.gatehouse-report__figures strong' )
					.first()
					.textContent();

				const csv = await pressed( page, words.csv );
				expect( csv.name ).toMatch( /^Harbour & Hill - .*\.csv$/ );
				const lines = ( await readFile( csv.file, 'utf8' ) ).split(
					'\r\n'
				);
				expect( lines[ 0 ]?.charCodeAt( 0 ) ).toBe( 0xfeff );
				expect( lines.at( -2 ) ).toMatch( words.end );

				const pdf = await pressed( page, words.pdf );
				expect( pdf.name ).toMatch( /^Harbour & Hill - .*\.pdf$/ );
				const text = printed( pdf.file );
				expect( text ).toContain( 'Harbour & Hill' );
				expect( text ).toContain( words.page );
				expect( text ).toContain( words.definitions );
				expect( text ).toContain( words.column );
				expect( text ).toContain( ` ${ shown } ` );
				expect( problems ).toEqual( [] );
				await context.close();
			}
		);

		it( 'are printed on the paper that was chosen, which a reload keeps', async () => {
			const { newVisitor } = journey();
			const { context, page } = await newVisitor();
			await openFilled( page );
			// American English, but on the time of Seoul.
			const first = await pressed( page, /as PDF/ );
			expect( paperOf( first.file ) ).toBe( '595.28 x 841.89 pts (A4)' );
			await page
				.getByLabel( 'Paper of the PDF' )
				.selectOption( 'letter' );
			await page.reload();
			const second = await pressed( page, /as PDF/ );
			expect( paperOf( second.file ) ).toBe( '612 x 792 pts (letter)' );
			await context.close();
		} );

		it( 'can come by e-mail: the form knows which report and what of it', async () => {
			const { newVisitor } = journey();
			const { context, page } = await newVisitor();
			await openFilled( page );
			await page
				.getByRole( 'link', { name: 'Send by e-mail: Publishing' } )
				.click();
			const chosen = ( label: string ) =>
				page.getByLabel( label, { exact: true } ).inputValue();
			expect( await chosen( 'Report' ) ).toBe( 'publishing' );
			expect( await chosen( 'Period' ) ).toBe( 'this-year' );
			expect( await chosen( 'Compare with' ) ).toBe( 'previous' );
			await context.close();
		} );
	}
);
