const writers = new Map< string, Intl.DateTimeFormat >();

/** A moment in seconds as the clocks of the site showed it: "3 Nov 2026, 14:05". */
export function writeMoment(
	seconds: number,
	{ locale, timezone }: { locale: string; timezone: string }
): string {
	const name = `${ locale } ${ timezone }`;
	const writer =
		writers.get( name ) ??
		new Intl.DateTimeFormat( locale, {
			timeZone: timezone,
			day: 'numeric',
			month: 'short',
			year: 'numeric',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		} );
	writers.set( name, writer );
	return writer.format( seconds * 1000 );
}

/** "2026-11-03 14:05:09", which every spreadsheet takes for a date. */
export function writeIsoMoment( seconds: number, timezone: string ): string {
	const name = `iso ${ timezone }`;
	// Swedish writes a moment as ISO 8601 does.
	const writer =
		writers.get( name ) ??
		new Intl.DateTimeFormat( 'sv-SE', {
			timeZone: timezone,
			dateStyle: 'short',
			timeStyle: 'medium',
		} );
	writers.set( name, writer );
	return writer.format( seconds * 1000 );
}
