import { describe, expect, it } from 'vitest';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { type Process, startProcess } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

/** At each process. */
const connections = 5;

async function startFour(): Promise< Process[] > {
	const site = await startSite();
	const folder = await makeFolder();
	return Promise.all(
		[ 1, 2, 3, 4 ].map( () =>
			startProcess( site, folder, 0, { GATEHOUSE_LIMIT_FACTOR: '1' } )
		)
	);
}

/** Hand-offs of a browser, of which one address may bring a hundred a minute. */
async function bring( at: Process, times: number ): Promise< number > {
	let through = 0;
	for ( let i = 0; i < times; i++ ) {
		const { status } = await new Browser( at ).bring( 'nonsense' );
		through += status === 429 ? 0 : 1;
	}
	return through;
}

const sum = ( numbers: number[] ) => numbers.reduce( ( a, b ) => a + b, 0 );

describe( 'a limit of 100 a minute over four processes', () => {
	it.each( [
		[ 'as many at each', [ 250, 250, 250, 250 ] ],
		[ 'most at one', [ 20, 20, 20, 940 ] ],
	] )(
		'lets 100 to 105 of 1,000 tries through: %s',
		async ( name, shares ) => {
			const processes = await startFour();
			const begun = performance.now();
			const through = await Promise.all(
				processes.map( async ( one, i ) => {
					// Several connections keep it busy while it waits for the others.
					const share = ( shares[ i ] ?? 0 ) / connections;
					return sum(
						await Promise.all(
							Array.from( { length: connections }, () =>
								bring( one, share )
							)
						)
					);
				} )
			);
			const took = Math.round( performance.now() - begun );
			process.stdout.write(
				`${ isMariadb ? 'MariaDB' : 'SQLite' }, ${ name }: ${ sum( shares ) } tries, ${ through.join( ' + ' ) } = ${ sum( through ) } let through, ${ took } ms\n`
			);
			expect( sum( through ) ).toBeGreaterThanOrEqual( 100 );
			expect( sum( through ) ).toBeLessThanOrEqual( 105 );
		},
		60_000
	);
} );
