/** Milliseconds that work keeps everybody else waiting; a warm report takes a fraction of one. */
const longest = 8;
/** Sorted or mapped at once: some hundred microseconds. */
const run = 500;

/** Lets whatever else waits have its turn. */
export function nextTurn(): Promise< void > {
	return new Promise( ( done ) => setImmediate( done ) );
}

/** As `map` does, with turns for others in between. */
export async function mapInTurns< Item, Result >(
	items: readonly Item[],
	map: ( item: Item ) => Result
): Promise< Result[] > {
	const pause = pauses();
	const mapped: Result[] = [];
	for ( let at = 0; at < items.length; at += run ) {
		mapped.push( ...items.slice( at, at + run ).map( map ) );
		await pause();
	}
	return mapped;
}

/** As `toSorted` does, with turns for others in between. */
export async function sortInTurns< Item >(
	items: readonly Item[],
	compare: ( one: Item, other: Item ) => number
): Promise< Item[] > {
	const pause = pauses();
	let runs: Item[][] = [];
	for ( let at = 0; at < items.length; at += run ) {
		runs.push( items.slice( at, at + run ).sort( compare ) );
		await pause();
	}
	while ( runs.length > 1 ) {
		const merged: Item[][] = [];
		for ( let at = 0; at < runs.length; at += 2 ) {
			merged.push(
				await merge(
					runs[ at ] ?? [],
					runs[ at + 1 ] ?? [],
					compare,
					pause
				)
			);
		}
		runs = merged;
	}
	return runs[ 0 ] ?? [];
}

async function merge< Item >(
	first: readonly Item[],
	second: readonly Item[],
	compare: ( one: Item, other: Item ) => number,
	pause: () => Promise< void >
): Promise< Item[] > {
	const merged: Item[] = [];
	const rest = second.values();
	let next = rest.next();
	for ( const item of first ) {
		while ( next.done !== true && compare( next.value, item ) < 0 ) {
			merged.push( next.value );
			next = rest.next();
		}
		merged.push( item );
		if ( merged.length % run === 0 ) {
			await pause();
		}
	}
	for ( ; next.done !== true; next = rest.next() ) {
		merged.push( next.value );
	}
	return merged;
}

function pauses(): () => Promise< void > {
	let since = performance.now();
	return async () => {
		if ( performance.now() - since > longest ) {
			await nextTurn();
			since = performance.now();
		}
	};
}
