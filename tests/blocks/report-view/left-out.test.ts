import { expect, it } from 'vitest';
import { leftOut } from '../../../blocks/report-view/left-out';
import type { Table } from '../../../sidecar/contract/report-document';
import { publishing } from './publishing';

const table = ( othersCount: number, keys: Table[ 'keys' ] ): Table => ( {
	id: 'all',
	title: 'All',
	columns: [],
	rows: keys.map( () => [] ),
	keys,
	othersCount,
} );

it.each( [
	[
		'is summed up in the last row, where that is theirs',
		1200,
		[ 4, null ],
		'The last row sums up 1,200 others.',
	],
	[
		'is only counted where the last row is like any other',
		1,
		[ 4, 7 ],
		'And 1 more.',
	],
	[ 'is nothing where all are shown', 0, [ 4, null ], null ],
] as const )( 'what a table leaves out: %s', ( _name, count, keys, words ) => {
	expect( leftOut( table( count, [ ...keys ] ), publishing() ) ).toBe(
		words
	);
} );
