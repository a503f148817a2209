import { describe, expect, it } from 'vitest';
import { tokenTypes } from '../../sidecar/contract';
import type { NoticesAnswer } from '../../sidecar/contract/activity';
import { Browser } from './browser';
import { type Gatehouse, startGatehouse } from './gatehouse';
import { makeHandOff, makeState, makeVerifier } from './site';

const grants = [ 'view', 'manage' ] as const;

async function someone(
	gatehouse: Gatehouse,
	user: number,
	mayManage = false
): Promise< Browser > {
	const browser = new Browser( gatehouse );
	const wps = makeVerifier();
	await browser.signIn( {
		sub: String( user ),
		wps,
		state: makeState( {
			user,
			live: [ wps ],
			version: ( gatehouse.clock.now += 1000 ),
			...( mayManage && { grants: [ ...grants ] } ),
		} ),
	} );
	return browser;
}

/** User 7 opens a report; then somebody comes with a copy of the first cookies. */
async function theft( gatehouse: Gatehouse ): Promise< void > {
	const owner = await someone( gatehouse, 7 );
	const thief = owner.copy();
	await owner.fetch( '/api/reports/publishing' );
	await owner.renew();
	await owner.renew();
	gatehouse.clock.now += 5000;
	const replay = await thief.post( '/session/renew', {
		headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Edg/140.0' },
	} );
	expect( ( await replay.json() ).code ).toBe( 'session_replayed' );
	await gatehouse.activity.write();
}

async function noticesOf( browser: Browser ): Promise< NoticesAnswer > {
	const response = await browser.fetch( '/session/notices' );
	expect( response.status ).toBe( 200 );
	return response.json();
}

function dismiss( browser: Browser, id: number, csrf = browser.csrf ) {
	return browser.fetch( `/session/notices/${ id }`, {
		method: 'DELETE',
		headers: {
			origin: browser.gatehouse.site.home,
			'x-gatehouse-csrf': csrf,
		},
	} );
}

describe( 'GET session/notices', () => {
	it( 'tells of a token used twice: when, from where, and what had been opened', async () => {
		const gatehouse = await startGatehouse();
		await theft( gatehouse );
		const at = gatehouse.clock.now / 1000;
		const owner = await someone( gatehouse, 7 );
		const { notices, people } = await noticesOf( owner );
		expect( notices ).toMatchObject( [
			{
				at,
				user: 7,
				device: 'Edge, Windows',
				address: '127.0.0.0/24',
				signedIn: { at: at - 5, address: '127.0.0.0/24' },
				reports: [ { report: 'publishing', at: at - 5 } ],
			},
		] );
		expect( people ).toEqual( { 7: '=Person 7' } );
	} );

	it( 'is written with the end itself, before anybody is told', async () => {
		const gatehouse = await startGatehouse();
		const owner = await someone( gatehouse, 7 );
		const thief = owner.copy();
		await owner.renew();
		await owner.renew();
		await thief.renew();
		const restarted = await startGatehouse( {
			site: gatehouse.site,
			folder: gatehouse.folder,
			clock: gatehouse.clock,
		} );
		const { notices } = await noticesOf( await someone( restarted, 7 ) );
		expect( notices ).toHaveLength( 1 );
	} );

	it( 'tells administrators, and nobody else', async () => {
		const gatehouse = await startGatehouse();
		await theft( gatehouse );
		const admin = await someone( gatehouse, 1, true );
		const other = await someone( gatehouse, 8 );
		expect( ( await noticesOf( admin ) ).notices ).toHaveLength( 1 );
		expect( ( await noticesOf( other ) ).notices ).toEqual( [] );
	} );

	it( 'is silent after an ordinary end', async () => {
		const gatehouse = await startGatehouse();
		const browser = await someone( gatehouse, 7 );
		await browser.post( '/session/end' );
		const again = await someone( gatehouse, 7 );
		expect( ( await noticesOf( again ) ).notices ).toEqual( [] );
	} );
} );

describe( 'DELETE session/notices/:id', () => {
	it( 'dismisses for the one who asks, for good', async () => {
		const gatehouse = await startGatehouse();
		await theft( gatehouse );
		const admin = await someone( gatehouse, 1, true );
		const [ notice ] = ( await noticesOf( admin ) ).notices;
		expect( ( await dismiss( admin, notice?.id ?? 0 ) ).status ).toBe(
			204
		);
		expect( ( await noticesOf( admin ) ).notices ).toEqual( [] );
		const later = await someone( gatehouse, 1, true );
		expect( ( await noticesOf( later ) ).notices ).toEqual( [] );
		const owner = await someone( gatehouse, 7 );
		expect( ( await noticesOf( owner ) ).notices ).toHaveLength( 1 );
	} );

	it( 'is forgotten with all that is kept of the one who asked', async () => {
		const gatehouse = await startGatehouse();
		await theft( gatehouse );
		const admin = await someone( gatehouse, 1, true );
		const [ notice ] = ( await noticesOf( admin ) ).notices;
		await dismiss( admin, notice?.id ?? 0 );
		const { site, clock, address } = gatehouse;
		const { iss, aud, iat, exp, jti } = makeHandOff( site, clock.now );
		const claims = { iss, aud, iat, exp, jti, user: 1, page: 1 };
		const erased = await fetch( `${ address }/site/privacy`, {
			method: 'POST',
			headers: { 'content-type': 'application/jose' },
			body: await site.sign( tokenTypes.privacy, {
				...claims,
				act: 'erase',
			} ),
		} );
		expect( erased.status ).toBe( 200 );
		expect( ( await noticesOf( admin ) ).notices ).toHaveLength( 1 );
	} );

	it( "refuses another person's, and one without the CSRF value", async () => {
		const gatehouse = await startGatehouse();
		await theft( gatehouse );
		const admin = await someone( gatehouse, 1, true );
		const other = await someone( gatehouse, 8 );
		const id = ( await noticesOf( admin ) ).notices[ 0 ]?.id ?? 0;
		expect( ( await dismiss( other, id ) ).status ).toBe( 404 );
		expect( ( await dismiss( admin, id, 'wrong' ) ).status ).toBe( 403 );
		expect( ( await noticesOf( admin ) ).notices ).toHaveLength( 1 );
	} );
} );
