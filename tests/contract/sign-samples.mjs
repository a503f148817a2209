/**
 * Writes the signed samples that vitest and PHPUnit both read, so that PHP and TypeScript
 * can't drift apart: `node tests/contract/sign-samples.mjs`.
 *
 * site-statements.json      the site signs, the sidecar verifies
 * sidecar-statements.json   the sidecar signs, the site verifies
 * key-sets.json             either publishes, the other one believes
 *
 *     now      seconds since 1970 at which every verdict holds
 *     home     the site's address; base: the sidecar's
 *     keys     private JWKs by name. They are the published test keys of RFC 8032 section 7.1
 *              (the first is also that of RFC 8037 appendix A) and protect nothing.
 *     trusted  name of the key that the verifying side has pinned
 *     samples
 *       name     what is special about it
 *       expects  the `typ` asked of the verifier
 *       verdict  accepted | refused | unknown-key (well formed, but no pinned key has this kid)
 *       signs    true: signing `claims` with `key` must give `jws` byte for byte
 *       key, header, claims   what was signed
 *       jws      the statement as it travels
 *
 * The bytes that are signed: header members in the order alg, typ, kid; claims in the order
 * shown; JSON without spaces, slashes and non-ASCII characters unescaped (PHP:
 * JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE).
 */
import { writeFileSync } from 'node:fs';
import { foulStatements } from './foul-statements.mjs';
import { handOffs } from './hand-offs.mjs';
import { keySets, signedVoucher } from './key-sets.mjs';
import {
	base,
	fromSidecar,
	fromSite,
	handOff,
	home,
	keys,
	now,
	sampleOf,
	userState,
	without,
} from './statement.mjs';

function siteStatements() {
	return [
		...handOffs(),
		sampleOf( 'gatehouse-state+jwt', 'accepted', 'two user states', {
			claims: {
				...fromSite,
				states: [
					userState,
					{
						...userState,
						user: 8,
						name: 'Élodie',
						locale: 'fr',
						grants: [],
						live: [],
						ended: [],
						runOut: [],
					},
				],
			},
			signs: true,
		} ),
		sampleOf( 'gatehouse-state+jwt', 'refused', 'states that are no list', {
			claims: { ...fromSite, states: userState },
		} ),
		sampleOf( 'gatehouse-state+jwt', 'refused', 'a state without a user', {
			claims: { ...fromSite, states: [ without( userState, 'user' ) ] },
		} ),
		sampleOf( 'gatehouse-state+jwt', 'refused', 'a hand-off as a state', {
			header: { typ: 'gatehouse-handoff+jwt' },
			claims: { ...handOff, states: [ userState ] },
		} ),
		sampleOf( 'gatehouse-ping+jwt', 'accepted', 'a ping', {
			claims: fromSite,
			signs: true,
		} ),
		sampleOf( 'gatehouse-ping+jwt', 'accepted', 'names its keys', {
			claims: { ...fromSite, keys: [ keys.site.kid, keys.stranger.kid ] },
			signs: true,
		} ),
		sampleOf( 'gatehouse-ping+jwt', 'refused', 'keys of a stranger', {
			key: 'stranger',
			header: { kid: keys.site.kid },
			claims: { ...fromSite, keys: [ keys.stranger.kid ] },
		} ),
		sampleOf(
			'gatehouse-privacy+jwt',
			'accepted',
			'asks what is kept of a user',
			{
				claims: { ...fromSite, user: 7, act: 'export', page: 1 },
				signs: true,
			}
		),
		sampleOf(
			'gatehouse-privacy+jwt',
			'accepted',
			'asks to erase what is kept of a user',
			{
				claims: { ...fromSite, user: 7, act: 'erase', page: 2 },
				signs: true,
			}
		),
		sampleOf( 'gatehouse-privacy+jwt', 'refused', 'another act', {
			claims: { ...fromSite, user: 7, act: 'sell', page: 1 },
		} ),
		sampleOf( 'gatehouse-privacy+jwt', 'refused', 'page 0', {
			claims: { ...fromSite, user: 7, act: 'export', page: 0 },
		} ),
		sampleOf(
			'gatehouse-report+jwt',
			'accepted',
			'a request for a report',
			{
				claims: {
					...fromSite,
					report: 'publishing',
					query: {
						from: '2025-12-01',
						to: '2025-12-31',
						lang: 'ko-KR',
						filters: { type: [ 'post', 'page' ] },
					},
					viewer: { user: 7, grants: [ 'view', 'export' ] },
					act: 'export',
				},
				signs: true,
			}
		),
		sampleOf( 'gatehouse-catalogue+jwt', 'accepted', 'a catalogue', {
			claims: {
				...fromSite,
				viewer: { user: 7, grants: [ 'own' ] },
				lang: 'ko-KR',
			},
			signs: true,
		} ),
		sampleOf( 'gatehouse-catalogue+jwt', 'refused', 'of nobody', {
			claims: { ...fromSite, lang: 'ko-KR' },
		} ),
		sampleOf( 'gatehouse-report+jwt', 'refused', 'for nobody', {
			claims: {
				...fromSite,
				report: 'publishing',
				query: {},
				act: 'open',
			},
		} ),
		sampleOf( 'gatehouse-report+jwt', 'refused', 'for a user 0', {
			claims: {
				...fromSite,
				report: 'publishing',
				query: {},
				viewer: { user: 0, grants: [ 'view' ] },
				act: 'open',
			},
		} ),
		sampleOf( 'gatehouse-report+jwt', 'refused', 'another act', {
			claims: {
				...fromSite,
				report: 'publishing',
				query: {},
				viewer: { user: 7, grants: [ 'view' ] },
				act: 'share',
			},
		} ),
	];
}

function sidecarStatements() {
	const accepted = ( typ, name, claims ) =>
		sampleOf( typ, 'accepted', name, {
			key: 'sidecar',
			claims: { ...fromSidecar, ...claims },
			signs: true,
		} );

	return [
		accepted( 'gatehouse-states+jwt', 'asks for what is undelivered', {
			delivered: [],
			keys: [ keys.site.kid ],
			mark: '',
		} ),
		accepted( 'gatehouse-states+jwt', 'acknowledges two users', {
			delivered: [
				{ user: 7, version: 1767225599123 },
				{ user: 8, version: 1767225599124 },
			],
			keys: [ keys.site.kid ],
			mark: 'bWFyay1vZi10aGUtc2l0ZQ',
		} ),
		accepted( 'gatehouse-states+jwt', 'says what it holds', {
			delivered: [],
			keys: [ keys.site.kid ],
			mark: 'bWFyay1vZi10aGUtc2l0ZQ',
			held: {
				sessions: [
					{
						user: 7,
						version: 1767225599123,
						verifier: 'a'.repeat( 64 ),
					},
				],
				more: true,
			},
		} ),
		accepted( 'gatehouse-changes+jwt', 'asks for changes', {
			after: 1041,
			limit: 2000,
		} ),
		accepted( 'gatehouse-facts+jwt', 'asks for a page of posts', {
			dataset: 'posts',
			after: 0,
			limit: 2000,
		} ),
		accepted( 'gatehouse-ranges+jwt', 'asks for the sum of a range', {
			dataset: 'comments',
			after: 2000,
			limit: 2000,
			fields: [
				{ name: 'status', length: null },
				{ name: 'title', length: 200 },
			],
		} ),
		accepted( 'gatehouse-people+jwt', 'asks for names', {
			ids: [ 1, 7, 8 ],
		} ),
		sampleOf( 'gatehouse-facts+jwt', 'refused', 'changes asked as facts', {
			key: 'sidecar',
			header: { typ: 'gatehouse-changes+jwt' },
			claims: { ...fromSidecar, dataset: 'posts', after: 0, limit: 2000 },
		} ),
		sampleOf( 'gatehouse-states+jwt', 'unknown-key', 'signed by the site', {
			key: 'site',
			claims: { ...fromSidecar, delivered: [] },
		} ),
		...foulStatements( 'gatehouse-states+jwt', 'sidecar', {
			...fromSidecar,
			delivered: [],
		} ),
	];
}

function write( file, trusted, samples ) {
	writeJson( file, { now, home, base, keys, trusted, samples } );
}

function writeJson( file, content ) {
	writeFileSync(
		new URL( file, import.meta.url ),
		JSON.stringify( content, null, '\t' ) + '\n'
	);
}

write( 'site-statements.json', 'site', siteStatements() );
write( 'sidecar-statements.json', 'sidecar', sidecarStatements() );
writeJson( 'key-sets.json', {
	issuer: home,
	keys,
	// Of the key `site`, for the key `sidecar`.
	voucher: signedVoucher,
	sets: keySets(),
} );
