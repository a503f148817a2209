/**
 * Writes ranges.json: facts of the built-in datasets and the checksum of them, which the site and
 * the sidecar both have to arrive at: `node tests/contract/ranges.mjs`.
 */
import { writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const post = {
	id: 1,
	type: 'post',
	status: 'publish',
	author: 7,
	at: 1767225600,
	words: 120,
	comments: 3,
	title: 'A post',
	terms: [ 4, 11 ],
};
const postFields = [
	[ 'type' ],
	[ 'status' ],
	[ 'author' ],
	[ 'at' ],
	[ 'words' ],
	[ 'comments' ],
	[ 'title', 200 ],
	[ 'terms' ],
];

function sample( name, facts, fields = postFields, dataset = 'posts' ) {
	const lines = facts.map(
		( fact ) =>
			JSON.stringify( [
				fact.id,
				...fields.map( ( [ field, length ] ) =>
					length === undefined
						? fact[ field ]
						: [ ...fact[ field ] ].slice( 0, length ).join( '' )
				),
			] ) + '\n'
	);
	return {
		name,
		dataset,
		fields: fields.map( ( [ field, length = null ] ) => ( {
			name: field,
			length,
		} ) ),
		facts,
		count: facts.length,
		last: facts.at( -1 )?.id ?? 0,
		checksum: crc32( lines.join( '' ) ).toString( 16 ).padStart( 8, '0' ),
	};
}

const samples = [
	sample( 'nothing', [] ),
	sample( 'one post', [ post ] ),
	sample( 'two of them', [ post, { ...post, id: 2, author: 8 } ] ),
	sample( 'never published, in no category', [
		{ ...post, at: null, terms: [] },
	] ),
	sample( 'Korean, emoji and right to left', [
		{ ...post, title: '오후의 항구 🚢 שלום' },
	] ),
	sample( 'slashes, quotes, controls and line separators', [
		{ ...post, title: 'a/b "c" \\ \t\n\u0007\u007f\u2028\u2029' },
	] ),
	sample( 'a title longer than is kept', [
		{ ...post, title: '🚢가'.repeat( 150 ) },
	] ),
	sample( 'an early moment and a late id', [
		{ ...post, id: 9007199254740991, at: -30610224000 },
	] ),
	sample(
		'amounts below 0',
		[
			{
				id: 5,
				order: 3,
				code: 'ÉTÉ-10%',
				standing: 'sold',
				currency: 'KWD',
				at: 1767225600,
				discount: -12345,
			},
		],
		[
			[ 'order' ],
			[ 'code', 100 ],
			[ 'standing' ],
			[ 'currency' ],
			[ 'at' ],
			[ 'discount' ],
		],
		'coupon_uses'
	),
	// Its CRC-32 begins with a zero.
	sample( 'a checksum with a leading zero', [ leadingZero() ] ),
];

function leadingZero() {
	for ( let words = 0; ; words++ ) {
		const fact = { ...post, words };
		if ( sample( '', [ fact ] ).checksum.startsWith( '0' ) ) {
			return fact;
		}
	}
}

writeFileSync(
	new URL( 'ranges.json', import.meta.url ),
	JSON.stringify( { samples }, null, '\t' ) + '\n'
);
