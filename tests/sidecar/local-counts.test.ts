import { describe, expect, it } from 'vitest';
import { createLocalCounts } from '../../sidecar/counts/local-counts';
import type { SharedCounts } from '../../sidecar/counts/shared-counts';
import { createTelling } from '../../sidecar/counts/telling';

/** The others, in whatever state they are. */
function makeShared() {
	const hits = new Map< string, number >();
	const shared = {
		state: 'well' as 'well' | 'refusing' | 'silent',
		asked: 0,
		hits,
		async add( added: ReadonlyMap< string, number > ) {
			shared.asked += 1;
			if ( shared.state === 'refusing' ) {
				throw new Error( 'away' );
			}
			if ( shared.state === 'silent' ) {
				await new Promise( () => undefined );
			}
			return new Map(
				[ ...added ].map( ( [ name, more ] ) => {
					hits.set( name, ( hits.get( name ) ?? 0 ) + more );
					return [
						name,
						{ hits: hits.get( name ) ?? 0, resetsIn: 60_000 },
					];
				} )
			);
		},
		prune: async () => undefined,
		close: async () => undefined,
	};
	return shared satisfies SharedCounts;
}

function start( limit: number ) {
	const shared = makeShared();
	const clock = { now: 0 };
	const steadyClock = () => clock.now;
	const oneProcess = () =>
		createLocalCounts( {
			name: 'request',
			limit,
			telling: createTelling( { shared, steadyClock } ),
			steadyClock,
		} );
	return { shared, clock, one: oneProcess(), other: oneProcess() };
}

const turn = () => new Promise( ( done ) => setTimeout( done, 1 ) );

describe( 'counting in a process', () => {
	it( 'keeps who is in a hurry waiting for nobody, and tells a hundredth at a time', async () => {
		const { shared, one } = start( 6000 );
		for ( let i = 0; i < 6000; i++ ) {
			expect( one.takeNow( 'key' )?.total ).toBe( i + 1 );
			if ( i % 20 === 0 ) {
				await turn();
			}
		}
		expect( one.takeNow( 'key' )?.total ).toBeGreaterThan( 6000 );
		expect( shared.asked ).toBeLessThan( 250 );
	} );

	it( 'asks nobody any more once the limit is reached', async () => {
		const { shared, one } = start( 50 );
		for ( let i = 0; i < 50; i++ ) {
			await one.take( 'key' );
		}
		const { asked } = shared;
		expect( ( await one.take( 'key' ) ).total ).toBe( 51 );
		expect( shared.asked ).toBe( asked );
	} );

	it( 'is exact below a hundred, however many ask at once', async () => {
		const { one, other } = start( 60 );
		const taken = await Promise.all(
			Array.from( { length: 200 }, ( _, i ) =>
				( i % 3 === 0 ? one : other ).take( 'key' )
			)
		);
		expect( taken.filter( ( { total } ) => total <= 60 ) ).toHaveLength(
			60
		);
	} );

	it( 'begins anew after a minute', async () => {
		const { clock, shared, one } = start( 2 );
		await one.take( 'key' );
		await one.take( 'key' );
		expect( ( await one.take( 'key' ) ).total ).toBe( 3 );
		clock.now += 60_000;
		shared.hits.clear();
		expect( await one.take( 'key' ) ).toEqual( {
			total: 1,
			resetsIn: 60_000,
		} );
	} );

	it( 'gives back what did not count', async () => {
		const { one } = start( 120 );
		for ( let i = 0; i < 500; i++ ) {
			expect( ( await one.take( 'key' ) ).total ).toBeLessThan( 4 );
			one.giveBack( 'key' );
		}
	} );

	it.each( [ 'refusing', 'silent' ] as const )(
		'goes on alone while the others are %s',
		async ( state ) => {
			const { shared, one } = start( 50 );
			await one.take( 'key' );
			shared.state = state;
			const begun = performance.now();
			const taken = await Promise.all(
				Array.from( { length: 60 }, () => one.take( 'key' ) )
			);
			expect( performance.now() - begun ).toBeLessThan( 500 );
			expect( taken.filter( ( { total } ) => total <= 50 ) ).toHaveLength(
				49
			);
			expect( ( await one.take( 'key' ) ).total ).toBeGreaterThan( 50 );
			expect( one.takeNow( 'another' )?.total ).toBe( 1 );
		}
	);

	it( 'tells what it has counted alone when the others are back', async () => {
		const { clock, shared, one, other } = start( 50 );
		shared.state = 'refusing';
		for ( let i = 0; i < 30; i++ ) {
			await one.take( 'key' );
		}
		const { asked } = shared;
		expect( asked ).toBeLessThan( 3 );
		shared.state = 'well';
		clock.now += 1000;
		await one.take( 'key' );
		await turn();
		expect( ( await other.take( 'key' ) ).total ).toBe( 32 );
	} );
} );
