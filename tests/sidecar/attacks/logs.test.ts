import { expect, it } from 'vitest';
import { tokenTypes } from '../../../sidecar/contract';
import { Browser } from '../browser';
import { startGatehouse } from '../gatehouse';
import { makeHandOff, makeState, startSite } from '../site';
import { forge, ownKeyOf, tokenOf } from './forge';
import { ask } from './raw';

const addresses = [
	'203.0.113.77',
	'2001:db8:1:2:3:4:5:6',
	'::ffff:198.51.100.7',
];

it( 'no log line holds a token, a cookie, a signature or a full address', async () => {
	const gatehouse = await startGatehouse( {
		environment: { GATEHOUSE_TRUSTED_PROXIES: 'loopback' },
	} );
	const { site, clock, address, log } = gatehouse;
	const secrets: string[] = [];
	const keep = ( ...values: string[] ) => {
		secrets.push(
			...values,
			...values.flatMap( ( one ) => one.split( '.' ) )
		);
	};
	const keepCookies = ( browser: Browser ) =>
		keep( tokenOf( browser, 'access' ), tokenOf( browser, 'refresh' ) );

	const browser = new Browser( gatehouse );
	const claims = makeHandOff( site, clock.now );
	const handOff = await site.sign( tokenTypes.handOff, claims );
	keep( handOff, claims.jti );
	await browser.bring( handOff );
	await browser.bring( handOff );
	keepCookies( browser );

	const session = await browser.signIn();
	keep( session.csrf );
	keepCookies( browser );
	const thief = browser.copy();
	await browser.post( '/session/renew', {
		headers: { cookie: 'wp=hidden-one' },
	} );
	await browser.renew();
	keepCookies( browser );
	for ( const path of [ '/', '/session', '/api/reports', '/r/publishing' ] ) {
		await browser.fetch( `${ path }?token=hidden-two`, {
			headers: {
				accept: 'text/html',
				authorization: 'Basic hidden-three',
			},
		} );
	}
	await thief.renew();

	const foul = [
		forge( site.key, { alg: 'none', typ: 'JWT', kid: site.kid }, claims ),
		forge(
			site.key,
			{ alg: 'Ed25519', typ: tokenTypes.handOff, kid: 'nobody' },
			claims
		),
		forge(
			await ownKeyOf( gatehouse ),
			{ alg: 'Ed25519', kid: '' },
			claims
		),
		'hidden-four',
	];
	keep( ...foul );
	for ( const jws of foul ) {
		await browser.bring( jws );
		await browser.fetch( '/', {
			method: 'POST',
			body: new URLSearchParams( { handoff: jws } ),
		} );
		await ask( address, {
			method: 'POST',
			target: '/reports/site/state',
			headers: {
				'x-gatehouse': jws,
				origin: `https://${ jws.slice( 0, 20 ) }`,
			},
		} );
		await browser.fetch( '/api/reports', {
			headers: {
				cookie: `__Secure-gatehouse_access=${ jws }; __Secure-gatehouse_access=${ jws }`,
			},
		} );
		await browser.post( '/session/renew', {
			headers: {
				'x-gatehouse-csrf': jws,
				cookie: `__Secure-gatehouse_refresh=${ jws }`,
			},
		} );
	}
	for ( const from of addresses ) {
		await ask( address, {
			target: '/reports/session',
			headers: { 'x-forwarded-for': from },
		} );
		await gatehouse.site.sign( tokenTypes.handOff, {} );
		const relayed = await site.sign(
			tokenTypes.handOff,
			makeHandOff( site, clock.now, {
				way: 'php',
				client: { address: from, device: 'Firefox' },
			} )
		);
		await ask( address, {
			method: 'POST',
			target: '/reports/',
			headers: { 'x-gatehouse': relayed },
		} );
	}
	await gatehouse.sessions.applyStates( site.home, [
		makeState( { version: 9 } ),
	] );

	const lines = log.join( '' );
	expect( log.length ).toBeGreaterThan( 40 );
	expect( lines ).not.toMatch( /eyJ[\w-]{10}/ );
	expect( lines ).not.toMatch( /hidden-|cookie"|"authorization"/i );
	for ( const secret of [ ...secrets, ...addresses ].filter( isLong ) ) {
		expect( lines ).not.toContain( secret );
	}
} );

/** Short parts, such as those of `a.b.c`, are words like any other. */
function isLong( secret: string ): boolean {
	return secret.length > 8;
}

it( 'no log line holds what a site answered with its keys', async () => {
	const site = await startSite();
	site.published = null;
	const { log } = await startGatehouse( { site } );
	expect( log.join( '' ) ).toContain( 'keys not fetched' );
	expect( log.join( '' ) ).not.toContain( site.key.x );
} );
