import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const answerWithinSeconds = 6;
const quietSeconds = 20;

/**
 * Fetches an address into a file. The server has to answer within seconds, so that a machine
 * that reaches only its package registries goes on to the next source soon.
 */
export async function download( address, file, report = () => {} ) {
	const breaker = new AbortController();
	let timer = setTimeout( () => breaker.abort(), answerWithinSeconds * 1000 );
	const part = `${ file }.part`;
	try {
		const answer = await fetch( address, { signal: breaker.signal } );
		if ( ! answer.ok || ! answer.body ) {
			throw new Error( `${ address } answered ${ answer.status }` );
		}
		const total = Number( answer.headers.get( 'content-length' ) );
		let received = 0;
		const body = Readable.fromWeb( answer.body ).on( 'data', ( chunk ) => {
			clearTimeout( timer );
			timer = setTimeout( () => breaker.abort(), quietSeconds * 1000 );
			received += chunk.length;
			report(
				total
					? `${ megabytes( received ) } of ${ megabytes( total ) } MB`
					: `${ megabytes( received ) } MB`
			);
		} );
		await pipeline( body, createWriteStream( part ) );
		await rename( part, file );
	} finally {
		clearTimeout( timer );
		await rm( part, { force: true } );
	}
}

function megabytes( bytes ) {
	return ( bytes / 1e6 ).toFixed( 1 );
}
