import type { Counted, SharedCounts } from './shared-counts';

/** Gathers what this process has counted into one question to the others at a time. */
export type Telling = {
	/** While the others can't be asked, each process counts alone. */
	isAway(): boolean;
	/** Whether to tell now: always, but once a second while nobody answers. */
	isDue(): boolean;
	/** Rejects when the others could not be told. */
	tell( name: string, hits: number ): Promise< Counted >;
	/** Called when those who wait for an answer should not wait any longer. */
	onAway( listener: () => void ): void;
};

export type TellingParts = {
	shared: SharedCounts;
	/** Milliseconds; nobody sets it. */
	steadyClock: () => number;
	/** Told with each change, and with the fault if there is one. */
	onChange?: ( isAway: boolean, error?: unknown ) => void;
};

/** Milliseconds. */
const patience = 250;
const triesAgainAfter = 1000;

const namesAtOnce = 200;

type Waiting = {
	name: string;
	hits: number;
	resolve( counted: Counted ): void;
	reject( error: unknown ): void;
};

export function createTelling( {
	shared,
	steadyClock,
	onChange = () => undefined,
}: TellingParts ): Telling {
	const waiting: Waiting[] = [];
	const listeners: Array< () => void > = [];
	let isAsking = false;
	let isAway = false;
	let askedAt = -Infinity;

	function change( away: boolean, error?: unknown ) {
		if ( away !== isAway ) {
			isAway = away;
			onChange( away, error );
		}
		if ( away ) {
			listeners.forEach( ( listener ) => listener() );
		}
	}

	async function ask() {
		const asked = waiting.splice( 0, namesAtOnce );
		const hits = new Map< string, number >();
		for ( const one of asked ) {
			hits.set( one.name, ( hits.get( one.name ) ?? 0 ) + one.hits );
		}
		askedAt = steadyClock();
		const late = setTimeout(
			() => change( true, new Error( `no answer in ${ patience } ms` ) ),
			patience
		);
		try {
			const counted = await shared.add( hits );
			change( false );
			for ( const one of asked ) {
				const { name, resolve, reject } = one;
				const own = counted.get( name );
				if ( own === undefined ) {
					reject( new Error( 'a count was not answered' ) );
				} else {
					resolve( own );
				}
			}
		} catch ( error ) {
			asked.forEach( ( { reject } ) => reject( error ) );
			change( true, error );
		} finally {
			clearTimeout( late );
		}
		isAsking = waiting.length > 0;
		if ( isAsking ) {
			setImmediate( () => void ask() );
		}
	}

	return {
		isAway: () => isAway,

		isDue: () =>
			! isAway ||
			( ! isAsking && steadyClock() - askedAt >= triesAgainAfter ),

		tell: ( name, hits ) =>
			new Promise( ( resolve, reject ) => {
				waiting.push( { name, hits, resolve, reject } );
				if ( ! isAsking ) {
					isAsking = true;
					setImmediate( () => void ask() );
				}
			} ),

		onAway: ( listener ) => void listeners.push( listener ),
	};
}
