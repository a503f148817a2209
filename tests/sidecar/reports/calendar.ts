/** What a calendar on the wall shows. */
export function wallDay( timezone: string ) {
	const format = new Intl.DateTimeFormat( 'en-CA', {
		timeZone: timezone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	} );
	return ( seconds: number ) => format.format( seconds * 1000 );
}

export function addDays( day: string, days: number ): string {
	return new Date( Date.parse( day ) + days * 86_400_000 )
		.toISOString()
		.slice( 0, 10 );
}
