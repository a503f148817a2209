import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { makeHandOff, startSite, trustworthyKids } from './site';

async function bring( gatehouse: Gatehouse, header = {} ): Promise< Response > {
	const { site, clock } = gatehouse;
	const claims = makeHandOff( site, clock.now );
	const jws = await site.sign( 'gatehouse-handoff+jwt', claims, header );
	return new Browser( gatehouse ).bring( jws );
}

async function codeOf( response: Response ): Promise< string > {
	return ( await response.json() ).code;
}

/** Past the pause after the fetch at the start. */
function pass( gatehouse: Gatehouse, seconds: number ): void {
	gatehouse.clock.now += seconds * 1000;
}

describe( "a site's keys", () => {
	it( 'are fetched once for an unknown kid, which is then known', async () => {
		const gatehouse = await startGatehouse();
		const { site } = gatehouse;
		pass( gatehouse, 31 );
		await site.changeKey( { publish: 'beside' } );

		const pending = await bring( gatehouse );
		expect( pending.status ).toBe( 503 );
		expect( pending.headers.get( 'retry-after' ) ).toBe( '2' );
		await expect
			.poll( async () => ( await bring( gatehouse ) ).status )
			.toBe( 200 );
		expect( site.keyFetches ).toBe( 2 );
	} );

	it( 'are not fetched again within 30 seconds: 401', async () => {
		const gatehouse = await startGatehouse();
		await gatehouse.site.changeKey( { publish: 'not yet' } );
		pass( gatehouse, 29 );
		const response = await bring( gatehouse );
		expect( response.status ).toBe( 401 );
		expect( await codeOf( response ) ).toBe( 'handoff_refused' );
		expect( gatehouse.site.keyFetches ).toBe( 1 );
	} );

	it.each( [
		[ 'a path', '../keys' ],
		[ 'too long', 'k'.repeat( 65 ) ],
		[ 'empty', '' ],
		[ 'missing', undefined ],
	] )( 'are not fetched for a kid that is %s', async ( _name, kid ) => {
		const gatehouse = await startGatehouse();
		pass( gatehouse, 31 );
		const response = await bring( gatehouse, { kid } );
		expect( response.status ).toBe( 401 );
		expect( gatehouse.site.keyFetches ).toBe( 1 );
	} );

	it( 'are not believed when none of them is known', async () => {
		const gatehouse = await startGatehouse();
		pass( gatehouse, 31 );
		await gatehouse.site.changeKey( { publish: 'alone' } );
		expect( ( await bring( gatehouse ) ).status ).toBe( 503 );
		await expect
			.poll( () => gatehouse.log.join( '' ) )
			.toContain( 'none of its keys is known' );
		expect( ( await bring( gatehouse ) ).status ).toBe( 503 );
	} );

	it( 'are not believed beside a known one, whose public half anybody has', async () => {
		const gatehouse = await startGatehouse();
		const { site, siteKeys, log } = gatehouse;
		const known = site.kid;
		await site.changeKey( { publish: 'unvouched' } );
		await siteKeys.refresh();
		expect( siteKeys.trusted( site.home ) ).toEqual( [ known ] );
		expect( ( await bring( gatehouse ) ).status ).toBe( 401 );
		expect( log.join( '' ) ).toContain( 'no known one vouches for' );
	} );

	it( 'are believed by a chain of vouchers, however long the sidecar was away', async () => {
		const { site, siteKeys } = await startGatehouse();
		await site.changeKey( { publish: 'beside' } );
		await site.changeKey( { publish: 'leaked' } );
		await siteKeys.refresh();
		expect( siteKeys.trusted( site.home ) ).toEqual( [ site.kid ] );
	} );

	it( 'are not believed because a known one is said to have leaked', async () => {
		const { site, siteKeys } = await startGatehouse();
		const known = site.kid;
		await site.changeKey( { publish: 'leaked' } );
		const keys = site.published?.keys ?? [];
		site.published = {
			keys: keys.map( ( key ) => ( { ...key, vouched: undefined } ) ),
		};
		await siteKeys.refresh();
		await siteKeys.refresh();
		expect( siteKeys.trusted( site.home ) ).toEqual( [ known ] );
	} );

	it( 'are not believed under the name of a known one', async () => {
		const gatehouse = await startGatehouse();
		const { site } = gatehouse;
		const known = site.kid;
		pass( gatehouse, 31 );
		await site.changeKey( { publish: 'alone' } );
		const [ key ] = site.published?.keys ?? [];
		site.published = {
			keys: [ { ...key, kid: known }, ...( key ? [ key ] : [] ) ],
		};
		expect( ( await bring( gatehouse ) ).status ).toBe( 503 );
		await expect
			.poll( () => gatehouse.log.join( '' ) )
			.toContain( 'none of its keys is known' );
		const forged = await bring( gatehouse, { kid: known } );
		expect( forged.status ).toBe( 401 );
	} );

	it( 'are fetched again as soon as the site names others than it published', async () => {
		const { site, siteKeys } = await startGatehouse();
		const before = site.kid;
		await site.changeKey( { publish: 'beside' } );
		await siteKeys.compare( site.home, trustworthyKids( site ) );
		expect( siteKeys.trusted( site.home ).sort() ).toEqual(
			[ before, site.kid ].sort()
		);

		const [ , left ] = site.published?.keys ?? [];
		site.published = { keys: left ? [ left ] : [] };
		await siteKeys.compare( site.home, trustworthyKids( site ) );
		expect( siteKeys.trusted( site.home ) ).toEqual( [ site.kid ] );

		const fetches = site.keyFetches;
		await siteKeys.compare( site.home, trustworthyKids( site ) );
		expect( site.keyFetches ).toBe( fetches );
	} );

	it( 'are kept for a restart while the site is away', async () => {
		const first = await startGatehouse();
		first.site.published = null;
		await first.stop();
		const second = await startGatehouse( first );
		expect( ( await bring( second ) ).status ).toBe( 200 );
	} );

	it( 'are asked for again when the site was away', async () => {
		const site = await startSite();
		const { published } = site;
		site.published = null;
		const gatehouse = await startGatehouse( { site } );
		expect( ( await bring( gatehouse ) ).status ).toBe( 503 );
		site.published = published;
		pass( gatehouse, 31 );
		await expect
			.poll( async () => ( await bring( gatehouse ) ).status )
			.toBe( 200 );
	} );
} );

describe( "the sidecar's own key", () => {
	it( 'is made once, readable by its owner alone, and published without its secret', async () => {
		const first = await startGatehouse();
		const file = `${ first.folder }/key.json`;
		expect( ( await stat( file ) ).mode % 0o1000 ).toBe( 0o600 );
		const [ { d } ] = JSON.parse( await readFile( file, 'utf8' ) ).keys;

		const ask = async ( { address }: Gatehouse ) =>
			( await fetch( `${ address }/.well-known/jwks.json` ) ).text();
		const published = await ask( first );
		expect( published ).not.toContain( d );
		expect( JSON.parse( published ).keys ).toMatchObject( [
			{ kty: 'OKP', crv: 'Ed25519', alg: 'Ed25519', use: 'sig' },
		] );
		await first.stop();
		expect( await ask( await startGatehouse( first ) ) ).toBe( published );
	} );
} );
