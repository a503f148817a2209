import { foulStatements } from './foul-statements.mjs';
import {
	endedVerifier,
	handOff,
	liveVerifier,
	now,
	sampleOf,
	userState,
	without,
} from './statement.mjs';

export function handOffs() {
	const typ = 'gatehouse-handoff+jwt';
	const accepted = ( name, claims ) =>
		sampleOf( typ, 'accepted', name, { claims, signs: true } );
	const refused = ( name, wrong ) =>
		sampleOf( typ, 'refused', name, { claims: { ...handOff, ...wrong } } );

	return [
		accepted( 'a hand-off fetched by the page', handOff ),
		accepted( 'a hand-off relayed by PHP', {
			...without( without( handOff, 'state' ), 'origins' ),
			way: 'php',
			remember: false,
			origins: [ 'https://example.com', 'https://www.example.com' ],
			client: { address: '203.0.113.7', device: 'Firefox · Windows' },
			state: userState,
		} ),
		accepted( 'a hand-off posted by a form, after a click', {
			...without( without( handOff, 'state' ), 'origins' ),
			way: 'form',
			intent: true,
			origins: [ 'https://example.com' ],
			to: '/r/publishing?from=2026-01-01&to=2026-01-31',
			state: userState,
		} ),
		accepted( 'run out 29 seconds ago, within the tolerance', {
			...handOff,
			iat: now - 89,
			exp: now - 29,
		} ),
		accepted( 'from 30 seconds ahead, within the tolerance', {
			...handOff,
			iat: now + 30,
			exp: now + 90,
		} ),
		refused( 'a user other than the one of its state', { sub: '8' } ),
		refused( 'user 0', { sub: '0', state: { ...userState, user: 0 } } ),
		refused( 'a user written as 07', { sub: '07' } ),
		refused( 'a verifier in upper case', {
			wps: liveVerifier.toUpperCase(),
		} ),
		refused( 'a verifier that is not listed live', { wps: endedVerifier } ),
		refused( 'a way nobody knows', { way: 'mail' } ),
		refused( 'no origins', { origins: [] } ),
		refused( 'an origin with a path', {
			origins: [ 'https://example.com/reports' ],
		} ),
		refused( 'intent as a word', { intent: 'yes' } ),
		refused( 'no state', { state: null } ),
		refused( 'a version that is no whole number', {
			state: { ...userState, version: 1.5 },
		} ),
		...foulStatements( typ, 'site', handOff ),
	];
}
