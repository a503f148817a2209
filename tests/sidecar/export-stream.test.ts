import { describe, expect, it } from 'vitest';
import type { Cell } from '../../sidecar/contract/report-document';
import { startGatehouse } from './gatehouse';
import { signIn } from './signed-in';

/** A browser before a table with as many rows as `rows` gives. */
async function open( rows: () => AsyncGenerator< Cell[] > ) {
	const gatehouse = await startGatehouse( {
		reports: {
			exportRows: async () => ( {
				about: {
					site: 'A site',
					title: 'A report',
					from: '2026-01-01',
					to: '2026-12-31',
					locale: 'en',
					currency: 'EUR',
				},
				title: 'Orders',
				columns: [
					{ id: 'at', label: 'When', kind: 'text' },
					{ id: 'who', label: 'Who', kind: 'text' },
					{ id: 'total', label: 'Total', kind: 'money' },
				],
				rows: rows(),
				left: 0,
			} ),
		},
	} );
	const { browser } = await signIn( gatehouse, {
		grants: [ 'view', 'export' ],
	} );
	return browser.fetch( '/api/reports/publishing.csv?figure=published' );
}

const row: Cell[] = [ '2026-11-20 19:00:00', { person: 1 }, 123456 ];

describe( 'a CSV of a million rows', { timeout: 120_000 }, () => {
	it( 'is whole, and takes no more memory than a short one', async () => {
		async function* million() {
			for ( let at = 0; at < 1_000_000; at += 1 ) {
				yield row;
			}
		}
		const { body } = await open( million );
		const before = process.memoryUsage().rss;
		let most = before;
		let end = '';
		let bytes = 0;
		for await ( const chunk of body ?? [] ) {
			bytes += chunk.length;
			end = Buffer.from( chunk ).toString();
			most = Math.max( most, process.memoryUsage().rss );
		}
		expect( end ).toMatch( /# End of the file: 1000000 rows\r\n$/ );
		expect( bytes ).toBeGreaterThan( 40_000_000 );
		expect( ( most - before ) / 1e6 ).toBeLessThan( 120 );
	} );

	it( 'waits for who reads slowly', async () => {
		let made = 0;
		async function* endless() {
			for (;;) {
				made += 1;
				yield row;
			}
		}
		const { body } = await open( endless );
		const reader = body?.getReader();
		await reader?.read();
		let before = -1;
		await expect
			.poll( () => {
				const stands = made === before;
				before = made;
				return stands;
			} )
			.toBe( true );
		expect( made ).toBeLessThan( 500_000 );
		await reader?.cancel();
	} );

	it( 'has no end when it was cut', async () => {
		async function* broken() {
			for ( let at = 0; at < 100_000; at += 1 ) {
				yield row;
			}
			throw new Error( 'broken on purpose' );
		}
		const answer = await open( broken );
		await expect( answer.text() ).rejects.toThrow();
	} );
} );
