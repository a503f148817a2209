import { randomUUID } from 'node:crypto';
import { readConfig } from '../../sidecar/config';
import { openOwnKeys } from '../../sidecar/own-keys';
import { createStatePull } from '../../sidecar/states';
import { createAskSite } from '../../sidecar/sync/ask-site';
import { createTokens } from '../../sidecar/tokens';
import { createTroubles } from '../../sidecar/troubles';
import type { Gatehouse } from './gatehouse';

/** The part that asks the site for states, which the app itself does not have. */
export async function pullOf( {
	site,
	folder,
	store,
	revocations,
	sessions,
	siteKeys,
	clock,
}: Gatehouse ) {
	const config = readConfig(
		{
			GATEHOUSE_SITES: `${ site.home }=${ site.base }`,
			GATEHOUSE_DATA: folder,
		},
		folder
	);
	const now = () => clock.now;
	const tokens = createTokens( {
		ownKeys: await openOwnKeys( config, Date.now ),
		sites: config.sites,
		clock: now,
		randomId: randomUUID,
	} );
	const warnings: string[] = [];
	const log = {
		info: () => undefined,
		warn: ( _detail: object, message: string ) =>
			void warnings.push( message ),
	};
	const troubles = createTroubles( { clock: now, log } );
	const { pull, catchUp } = createStatePull( {
		sites: [ site.home ],
		ask: createAskSite( { sign: tokens.signStatement, fetch } ),
		store,
		revocations,
		sessions,
		siteKeys,
		clock: now,
		troubles,
		log,
	} );
	return { pull, catchUp, troubles, warnings };
}
