import { afterEach, describe, expect, it } from 'vitest';
import { createAskSite } from '../../../sidecar/sync/ask-site';
import { createPeople } from '../../../sidecar/sync/people';
import { openSmallSite, type SmallSite } from './small-site';

let site: SmallSite;

afterEach( () => site.close() );

async function open() {
	site = await openSmallSite();
	site.people = { 1: 'Jin Park', 2: 'Mina Weber' };
	const clock = { now: 0 };
	const people = createPeople( {
		ask: createAskSite( {
			sign: async ( _site, _type, claims ) => JSON.stringify( claims ),
			fetch,
		} ),
		clock: () => clock.now,
		log: { warn: () => undefined },
	} );
	return { people, clock };
}

describe( 'names of people', () => {
	it( 'are asked once and remembered for five minutes', async () => {
		const { people, clock } = await open();

		expect( await people( site.home, [ 1, 2 ] ) ).toEqual( site.people );
		clock.now += 5 * 60_000 - 1;
		await people( site.home, [ 2 ] );
		expect( site.asked ).toHaveLength( 1 );
		clock.now += 1;
		await people( site.home, [ 2 ] );
		expect( site.asked ).toHaveLength( 2 );
	} );

	it( 'leave out who has none, and do not ask for them again', async () => {
		const { people } = await open();

		expect( await people( site.home, [ 1, 9 ] ) ).toEqual( {
			1: 'Jin Park',
		} );
		await people( site.home, [ 9 ] );
		expect( site.asked ).toHaveLength( 1 );
	} );

	it( 'are asked a thousand at a time: the site names no more at once', async () => {
		const { people } = await open();

		await people(
			site.home,
			Array.from( { length: 2001 }, ( _one, at ) => at + 1 )
		);
		expect(
			site.asked.map(
				( { claims } ) => [ Object( claims ).ids ].flat().length
			)
		).toEqual( [ 1000, 1000, 1 ] );
	} );

	it( 'are all there, however many others are remembered', async () => {
		const { people } = await open();
		const ids = ( from: number ) =>
			Array.from( { length: 6000 }, ( _one, at ) => from + at );
		site.people = Object.fromEntries(
			[ ...ids( 1 ), ...ids( 7001 ) ].map( ( id ) => [
				id,
				`No. ${ id }`,
			] )
		);

		await people( site.home, ids( 1 ) );
		const named = await people( site.home, ids( 7001 ) );
		expect( Object.keys( named ?? {} ) ).toHaveLength( 6000 );
	} );

	it( 'are absent while the site fails, and then come', async () => {
		const { people, clock } = await open();
		site.failing = 500;

		expect( await people( site.home, [ 1 ] ) ).toBeNull();
		site.failing = null;
		expect( await people( site.home, [ 1 ] ) ).toBeNull();
		clock.now += 10_000;
		expect( await people( site.home, [ 1 ] ) ).toEqual( { 1: 'Jin Park' } );
	} );
} );
