import { importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../sidecar/config';
import { tokenTypes } from '../../sidecar/contract';
import { Refusal } from '../../sidecar/errors';
import { verifyHandOff } from '../../sidecar/handoff';
import { openOwnKeys } from '../../sidecar/own-keys';
import {
	verifyCatalogueRequest,
	verifyPing,
	verifyPrivacyRequest,
	verifyReportRequest,
	verifyStates,
} from '../../sidecar/site-statements';
import type { Verifying } from '../../sidecar/statement';
import { createTokens } from '../../sidecar/tokens';
import bySidecar from '../contract/sidecar-statements.json';
import bySite from '../contract/site-statements.json';

const { sites } = readConfig(
	{ GATEHOUSE_SITES: `${ bySite.home }=${ bySite.base }` },
	'/'
);

const verifiers: Record<
	string,
	( jws: string, verifying: Verifying ) => Promise< unknown >
> = {
	[ tokenTypes.handOff ]: verifyHandOff,
	[ tokenTypes.state ]: verifyStates,
	[ tokenTypes.ping ]: verifyPing,
	[ tokenTypes.report ]: verifyReportRequest,
	[ tokenTypes.catalogue ]: verifyCatalogueRequest,
	[ tokenTypes.privacy ]: verifyPrivacyRequest,
};

async function verdictOn( expects: string, jws: string ): Promise< string > {
	const { kty, crv, x, kid: pinned } = bySite.keys.site;
	const key = await importJWK( { kty, crv, x }, 'Ed25519' );
	const [ site ] = sites;
	const verify = verifiers[ expects ];
	if ( key instanceof Uint8Array || ! site || ! verify ) {
		throw new TypeError( 'the samples are incomplete' );
	}
	return verify( jws, {
		site,
		findKey: ( kid ) => ( kid === pinned ? key : 'pending' ),
		now: bySite.now * 1000,
	} ).then( () => 'accepted', toVerdict );
}

function toVerdict( error: unknown ): string {
	if ( ! ( error instanceof Refusal ) ) {
		throw error;
	}
	return error.code === 'keys_pending' ? 'unknown-key' : 'refused';
}

describe( 'what the site signs', () => {
	it.each( bySite.samples )(
		'$expects: $name is $verdict',
		async ( { expects, jws, verdict } ) => {
			expect( await verdictOn( expects, jws ) ).toBe( verdict );
		}
	);
} );

describe( 'what the sidecar signs', () => {
	const signed = bySidecar.samples.filter( ( { signs } ) => signs );

	it.each( signed )( '$expects: $name, byte for byte', async ( sample ) => {
		const { iss, aud, iat, exp, jti, ...claims } = Object( sample.claims );
		const tokens = createTokens( {
			ownKeys: await openOwnKeys(
				{
					data: '/nowhere',
					privateKey: JSON.stringify( bySidecar.keys.sidecar ),
				},
				Date.now
			),
			sites,
			clock: () => bySidecar.now * 1000,
			randomId: () => jti,
		} );
		const type = Object.values( tokenTypes ).find(
			( one ) => one === sample.expects
		);
		expect( { iss, aud, iat, exp } ).toEqual( {
			iss: bySidecar.base,
			aud: bySidecar.home,
			iat: bySidecar.now,
			exp: bySidecar.now + 60,
		} );
		expect(
			type &&
				( await tokens.signStatement( bySidecar.home, type, claims ) )
		).toBe( sample.jws );
	} );
} );
