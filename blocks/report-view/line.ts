import type { Scale } from './scale';
import { across, down } from './scale';

type Place = { x: number; y: number };

/** Unbroken runs of values, in percent; a null ends a run. */
export function runs(
	values: Array< number | null >,
	scale: Scale
): Place[][] {
	const found: Place[][] = [];
	let run: Place[] = [];
	values.forEach( ( value, index ) => {
		if ( value === null ) {
			run = [];
			return;
		}
		if ( run.length === 0 ) {
			found.push( run );
		}
		run.push( {
			x: across( index, values.length ),
			y: down( value, scale ),
		} );
	} );
	return found;
}

export function linePath( run: Place[] ): string {
	return run
		.map(
			( { x, y }, index ) => `${ index === 0 ? 'M' : 'L' }${ x } ${ y }`
		)
		.join( '' );
}

/** The same line, closed along zero. */
export function areaPath( run: Place[], scale: Scale ): string {
	const zero = down( 0, scale );
	const first = run[ 0 ];
	const last = run.at( -1 );
	return first && last
		? `${ linePath( run ) }L${ last.x } ${ zero }L${ first.x } ${ zero }Z`
		: '';
}
