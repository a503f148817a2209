import { describe, expect, it } from 'vitest';
import { logoBytesAtMost } from '../../../sidecar/contract/facts';
import { forgetGoneSites } from '../../../sidecar/store/facts/gone-sites';
import { findLogo } from '../../../sidecar/store/facts/logos';
import { findSite } from '../../../sidecar/store/facts/sites';
import { readLogo } from '../../../sidecar/sync/read-logo';
import { jpeg, png } from '../png';
import { prepared } from './copied-site';

async function followed() {
	const parts = await prepared();
	const following = parts.follow();
	await following.idle();
	return { ...parts, following };
}

const base64 = ( picture: Buffer ) => picture.toString( 'base64' );

describe( 'the logo of a site', () => {
	it( 'comes with the changes, once, and anew when it is another', async () => {
		const { site, facts, following } = await followed();
		const asked = () =>
			site.asked.findLast( ( { route } ) => route === 'changes' )?.claims
				.logo;
		expect( asked() ).toBe( '' );
		expect( await findLogo( facts, site.home ) ).toBe( null );

		for ( const [ version, picture ] of [
			[ 'first', png() ],
			[ 'second', jpeg() ],
		] as const ) {
			site.logo = { version, picture: base64( picture ) };
			await following.poll();
			expect( await findLogo( facts, site.home ) ).toEqual( picture );
			await following.poll();
			expect( asked() ).toBe( version );
		}

		site.logo = { version: '', picture: null };
		await following.poll();
		expect( await findLogo( facts, site.home ) ).toBe( null );
	} );

	it( 'keeps nothing else from coming in when it is broken', async () => {
		const { site, facts, following } = await followed();
		const { warnings } = following;
		site.logo = {
			version: 'broken',
			picture: base64( png( { isWhole: false } ) ),
		};
		site.description.name = 'Renamed';
		await following.poll();
		expect( await findLogo( facts, site.home ) ).toBe( null );
		expect( ( await findSite( facts, site.home ) )?.name ).toBe(
			'Renamed'
		);
		expect( warnings ).toEqual( [
			'The logo of the site is left out of PDFs.',
		] );
		await following.poll();
		expect( warnings ).toHaveLength( 1 );
	} );

	it( 'goes with the facts of a site that is long out of the settings', async () => {
		const { site, facts, following } = await followed();
		site.logo = { version: 'first', picture: base64( png() ) };
		await following.poll();
		await following.stop();
		const year = 365 * 24 * 60 * 60 * 1000;
		for ( const now of [ 0, year ] ) {
			await forgetGoneSites( facts, {
				homes: [ 'https://elsewhere.example' ],
				now,
				signal: new AbortController().signal,
			} );
		}
		expect(
			await facts.db.selectFrom( 'logos' ).selectAll().execute()
		).toEqual( [] );
	} );

	it.each( [
		[ 'a PNG', png(), null ],
		[ 'a PNG without alpha', png( { colour: 2 } ), null ],
		[ 'a JPEG', jpeg(), null ],
		[ 'nothing', Buffer.alloc( 0 ), 'it is neither PNG nor JPEG' ],
		[ 'an SVG', Buffer.from( '<svg/>' ), 'it is neither PNG nor JPEG' ],
		[ 'a PNG cut short', png( { isWhole: false } ), 'it is cut short' ],
		[ 'a JPEG cut short', jpeg().subarray( 0, 9 ), 'it is cut short' ],
		[
			'a PNG of many pixels',
			png( { width: 1001, height: 1 } ),
			'it has 1001 by 1 pixels',
		],
		[
			'a JPEG of many pixels',
			jpeg( { height: 60_000 } ),
			'it has 120 by 60000 pixels',
		],
		[
			'too many bytes',
			Buffer.alloc( logoBytesAtMost + 1 ),
			'it has 65537 bytes',
		],
		[
			'a PNG in passes',
			png( { interlace: 1 } ),
			'it is a PNG of a rare kind',
		],
		[
			'a PNG of 16 bits',
			png( { depth: 16 } ),
			'it is a PNG of a rare kind',
		],
		[
			'a PNG without its palette',
			png( { colour: 3 } ),
			'it is a PNG of a rare kind',
		],
		[
			'a PNG that lacks pixels',
			png( { pixels: Buffer.alloc( 99 ) } ),
			'its pixels can not be read',
		],
		[
			'a PNG that unpacks to much more',
			png( { pixels: Buffer.alloc( 9e6 ) } ),
			'its pixels can not be read',
		],
		[
			'a PNG with an unknown filter',
			png( { width: 1, height: 1, pixels: Buffer.alloc( 5, 9 ) } ),
			'its pixels can not be read',
		],
	] )(
		'is taken or left out as it should be: %s',
		( _name, picture, fault ) => {
			expect(
				readLogo( { version: 'v', picture: base64( picture ) } )
			).toEqual( {
				version: 'v',
				picture: fault === null ? base64( picture ) : null,
				fault,
			} );
		}
	);

	it.each( [ undefined, null, 'x', { version: 7 }, { version: '../x' } ] )(
		'is as it was after an answer with %j',
		( answer ) => {
			expect( readLogo( answer ) ).toBe( null );
		}
	);
} );
