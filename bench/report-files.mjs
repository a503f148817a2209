import { forgetHighest, memoryOf } from './sidecar.mjs';

const day = 86_400_000;

/** A page with a chart and the fifty days behind it, in Korean; the first one, those after it, and megabytes. */
export async function askPdfs( ask, sidecar, count ) {
	const { now: before } = memoryOf( sidecar );
	forgetHighest( sidecar );
	const runs = [];
	for ( let at = 0; at <= count; at++ ) {
		// Another period each time: nothing of it lies ready.
		const end = Date.now() - ( at + 2 ) * day;
		const { answer, began } = await ask(
			`/api/reports/people.pdf?${ period( end - 49 * day, end ) }&by=day&compare=none&lang=ko`
		);
		const bytes = await answer.arrayBuffer();
		runs.push( performance.now() - began );
		if ( ! Buffer.from( bytes ).subarray( 0, 5 ).equals( pdfMark ) ) {
			throw new Error( 'What came is no PDF.' );
		}
	}
	const [ first, ...after ] = runs;
	return { first, after, before, highest: memoryOf( sidecar ).highest };
}

const pdfMark = Buffer.from( '%PDF-' );

/** All orders of all years, as they are handed out: rows, bytes, seconds and megabytes. */
export async function askCsv( ask, sidecar, { from } ) {
	const { now: before } = memoryOf( sidecar );
	forgetHighest( sidecar );
	const { answer, began } = await ask(
		`/api/reports/sales.csv?figure=orders&${ period( from * 1000 - day, Date.now() ) }`
	);
	let bytes = 0;
	let end = '';
	for await ( const chunk of answer.body ) {
		bytes += chunk.length;
		end = Buffer.from( chunk ).toString();
	}
	const said = /(\d+)[^\d\r\n]*\r\n$/.exec( end );
	return {
		rows: Number( said?.[ 1 ] ?? NaN ),
		bytes,
		seconds: ( performance.now() - began ) / 1000,
		before,
		highest: memoryOf( sidecar ).highest,
	};
}

function period( from, to ) {
	return new URLSearchParams( {
		from: new Date( from ).toISOString().slice( 0, 10 ),
		to: new Date( to ).toISOString().slice( 0, 10 ),
	} );
}
