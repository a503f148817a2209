import type { Settings } from './settings';

type Wanted = {
	least: number;
	most: number;
	/** When it is not set. */
	otherwise: number;
	/** The sentence after what it got. */
	remedy: string;
};

export function readWholeNumber(
	{ read, fault }: Settings,
	name: string,
	{ least, most, otherwise, remedy }: Wanted
): number {
	const text = read( name ) ?? String( otherwise );
	const number = Number( text );
	if ( ! /^\d{1,9}$/.test( text ) || number < least || number > most ) {
		fault( `${ name } is "${ text }". ${ remedy }` );
	}
	return number;
}
