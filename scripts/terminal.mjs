const live = process.stdout.isTTY === true;
const quietSeconds = 10;

export function say( line = '' ) {
	process.stdout.write( `${ line }\n` );
}

export function minutesSince( milliseconds ) {
	return ( ( Date.now() - milliseconds ) / 60_000 ).toFixed( 1 );
}

/**
 * Shows one long step: its title at once, what it reports while it runs, its seconds at the end.
 * On a terminal it is one line that changes; in a log a line at most every ten seconds.
 */
export async function step( title, work ) {
	const started = Date.now();
	let detail = '';
	let printedAt = started;
	const seconds = () => ( ( Date.now() - started ) / 1000 ).toFixed( 1 );
	const line = () =>
		`  … ${ title }${ detail ? `: ${ detail }` : '' } (${ seconds() } s)`;

	const draw = () => {
		if ( live ) {
			const width = process.stdout.columns ?? 80;
			process.stdout.write( `\r\x1b[K${ line().slice( 0, width - 1 ) }` );
		} else if ( Date.now() - printedAt >= quietSeconds * 1000 ) {
			printedAt = Date.now();
			say( line() );
		}
	};
	const close = ( mark, ending ) => {
		clearInterval( timer );
		const text = `  ${ mark } ${ title }${ ending ? `: ${ ending }` : '' }`;
		say( `${ live ? '\r\x1b[K' : '' }${ text } (${ seconds() } s)` );
	};

	if ( ! live ) {
		say( `  … ${ title }` );
	}
	const timer = setInterval( draw, live ? 200 : 1000 );
	timer.unref();
	try {
		const result = await work( ( text ) => {
			detail = text;
		} );
		close( '✓', detail );
		return result;
	} catch ( error ) {
		close( '✗', detail );
		throw error;
	}
}
