import { expect, it } from 'vitest';
import { openReports, post } from './site-with-reports';

const count = 40_000;
const first = Date.parse( '2024-01-01T00:00:00Z' ) / 1000;

it(
	'reads the last facts behind a number as quickly as the first',
	{ timeout: 120_000 },
	async () => {
		const posts = Array.from( { length: count }, ( _one, at ) => ( {
			...post( '2024-01-01T00:00:00Z' ),
			id: at + 1,
			at: first + 60 * at,
		} ) );
		const { reports, site, close } = await openReports( { posts } );
		const read = ( place: string ) =>
			reports.rows( {
				site: site.home,
				report: 'publishing',
				search: `from=2024-01-01&to=2025-12-31&compare=none&figure=published${ place }`,
				locale: 'en-GB',
				viewer: { user: 1, grants: [ 'view' ] },
			} );
		/** Milliseconds; the best of some, for others are at work too. */
		async function quickest( place: string ) {
			const runs: number[] = [];
			for ( let run = 0; run < 7; run++ ) {
				const began = performance.now();
				const { rows } = await read( place );
				runs.push( performance.now() - began );
				expect( rows ).toHaveLength( 50 );
			}
			return Math.min( ...runs );
		}
		const last = `&after=${ first + 60 * 60 }.61`;
		await quickest( '' );
		expect( await quickest( last ) ).toBeLessThan(
			4 * ( await quickest( '' ) )
		);
		await close();
	}
);
