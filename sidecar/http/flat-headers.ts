import type { Response } from 'express';

/** Name, value, name, value: as `writeHead` takes them, at half the cost of an object. */
export type FlatHeaders = readonly string[];

export function setHeaders( response: Response, flat: FlatHeaders ): void {
	for ( let i = 0; i < flat.length; i += 2 ) {
		response.setHeader( flat[ i ] ?? '', flat[ i + 1 ] ?? '' );
	}
}

/** Beside those of the same name. */
export function appendHeaders( response: Response, flat: FlatHeaders ): void {
	for ( let i = 0; i < flat.length; i += 2 ) {
		response.append( flat[ i ] ?? '', flat[ i + 1 ] ?? '' );
	}
}
