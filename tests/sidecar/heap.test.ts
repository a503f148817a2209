import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from './gatehouse';
import { addressOf, bundle, run } from './processes';
import { startSite } from './site';

/** Leaves behind what was in use for a while, as reports do, and tells how far the heap has grown. */
const work = `
	const { getHeapStatistics, getHeapSpaceStatistics } = require( 'node:v8' );
	const most = { young: 0, whole: 0 };
	let kept = [];
	let turns = 0;
	function turn() {
		for ( let at = 0; at < 1000; at++ ) {
			kept.push( { at, list: [ at ] } );
		}
		kept = kept.length > 50_000 ? [] : kept;
		const young = getHeapSpaceStatistics().find( ( one ) => one.space_name === 'new_space' );
		most.young = Math.max( most.young, young.space_size );
		most.whole = Math.max( most.whole, getHeapStatistics().total_heap_size );
		turns += 1;
		if ( turns < 4000 ) {
			setImmediate( turn );
		} else {
			console.log( 'grown to', JSON.stringify( most ), '.' );
		}
	}
	setTimeout( turn, 1000 );
`;

it(
	'a sidecar at work grows by little more than what it keeps',
	{ timeout: 60_000 },
	async () => {
		const folder = await makeFolder();
		const file = join( folder, 'work.cjs' );
		await writeFile( file, work );
		const { home, base } = await startSite();
		const gatehouse = run(
			{
				GATEHOUSE_SITES: `${ home }=${ base }`,
				GATEHOUSE_DATA: folder,
				GATEHOUSE_PORT: '0',
			},
			[ '--require', file, bundle ]
		);
		await addressOf( gatehouse );
		const told = () =>
			/grown to (\{.*\}) \./.exec( gatehouse.output() )?.[ 1 ];
		await expect.poll( told, { timeout: 50_000 } ).toBeDefined();
		const { young, whole } = JSON.parse( told() ?? '' );
		expect( young ).toBeLessThanOrEqual( 32 * 1024 * 1024 );
		expect( whole ).toBeLessThanOrEqual( 80 * 1024 * 1024 );
	}
);
