import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * An example file of the archive, with nothing but this machine's ports, names and files put in
 * the place of those it shows. Each must be there.
 */
export async function readExample(
	program: string,
	name: string,
	here: Record< string, string >
): Promise< string > {
	let text = await readFile( join( program, 'examples', name ), 'utf8' );
	for ( const [ shown, own ] of Object.entries( here ) ) {
		if ( ! text.includes( shown ) ) {
			throw new Error( `${ name } shows no ${ shown }.` );
		}
		text = text.replaceAll( shown, own );
	}
	return text;
}
