import { expect, it } from 'vitest';
import { secondsAhead } from '../../sidecar/site-clock';
import { Browser } from './browser';
import { makeFolder, startGatehouse } from './gatehouse';
import { startProcess } from './processes';
import { makeHandOff, startSite } from './site';

it.each( [
	[ 'ahead', 95, '95 seconds from now' ],
	[ 'behind', -125, '125 seconds ago' ],
] )(
	'a hand-off by a clock that is %s is refused, and the log says by how much',
	async ( _name, off, words ) => {
		const gatehouse = await startGatehouse();
		const { site, clock, log } = gatehouse;
		const claims = makeHandOff( site, clock.now + off * 1000 );
		const jws = await site.sign( 'gatehouse-handoff+jwt', claims );
		const response = await new Browser( gatehouse ).bring( jws );
		expect( response.status ).toBe( 401 );
		expect( log.join( '' ) ).toContain( `signed ${ words }` );
		expect( log.join( '' ) ).toContain( 'NTP' );
	}
);

it( 'readyz says that a site has another time, and when it is right again', async () => {
	const site = await startSite();
	site.clockOffSeconds = -40;
	const { address, output } = await startProcess( site, await makeFolder() );
	const troubles = async () => {
		const response = await fetch( `${ address }/readyz` );
		return [ response.status, ( await response.json() ).troubles ];
	};
	await expect
		.poll( troubles, { timeout: 10_000 } )
		.toMatchObject( [ 200, [ { code: 'clock_apart', part: 'clock' } ] ] );
	const [ , [ { seconds, message } ] ] = await troubles();
	expect( Math.abs( seconds + 40 ) ).toBeLessThanOrEqual( 2 );
	expect( message ).toContain( 'NTP' );
	expect( output() ).toContain( `"seconds":${ seconds }` );

	site.clockOffSeconds = 0;
	await expect.poll( troubles, { timeout: 10_000 } ).toEqual( [ 200, [] ] );
}, 30_000 );

it.each( [
	[ 'the same second', 10_400, 10_600, 10_000, 0 ],
	[ 'a slow answer', 10_000, 40_000, 35_000, 0 ],
	[ 'half a minute ahead', 10_000, 10_100, 40_000, 30 ],
	[ 'a minute behind', 70_000, 70_100, 9000, -60 ],
] )(
	'the least difference of clocks: %s',
	( _name, sent, received, date, seconds ) => {
		expect( secondsAhead( { sent, received, date } ) ).toBe( seconds );
	}
);

it( 'readyz says that a site is silent, and goes on serving', async () => {
	const site = await startSite();
	const process = await startProcess( site, await makeFolder() );
	const browser = new Browser( process );
	await browser.signIn();
	site.isAway = true;
	const ready = async () => {
		const response = await fetch( `${ process.address }/readyz` );
		const { status, troubles } = await response.json();
		return [ response.status, status, troubles[ 0 ]?.code ];
	};
	await expect
		.poll( ready, { timeout: 10_000 } )
		.toEqual( [ 200, 'degraded', 'site_silent' ] );
	expect( ( await browser.renew() ).status ).toBe( 200 );
	expect( ( await browser.fetch( '/api/reports/publishing' ) ).status ).toBe(
		200
	);
	site.isAway = false;
	await expect
		.poll( ready, { timeout: 15_000 } )
		.toEqual( [ 200, 'ready', undefined ] );
}, 40_000 );
