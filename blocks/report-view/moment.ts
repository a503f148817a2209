/** In the site's own timezone, given by name or as an offset such as `+09:00`. */
export function formatMoment(
	iso: string,
	timezone: string,
	locale: string
): string {
	const offset = /^([+-])(\d\d):(\d\d)$/.exec( timezone );
	const shape: Intl.DateTimeFormatOptions = {
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	};
	if ( offset === null ) {
		return new Intl.DateTimeFormat( locale, {
			...shape,
			timeZone: timezone,
		} ).format( new Date( iso ) );
	}
	// Not every supported browser takes an offset as a timezone; each takes UTC.
	const minutes = Number( offset[ 2 ] ) * 60 + Number( offset[ 3 ] );
	const shift = ( offset[ 1 ] === '-' ? -minutes : minutes ) * 60_000;
	return new Intl.DateTimeFormat( locale, {
		...shape,
		timeZone: 'UTC',
	} ).format( new Date( Date.parse( iso ) + shift ) );
}

/** "3 hours ago". */
export function formatAge( milliseconds: number, locale: string ): string {
	const ago = new Intl.RelativeTimeFormat( locale );
	const minutes = Math.max( 1, Math.round( milliseconds / 60_000 ) );
	if ( minutes < 60 ) {
		return ago.format( -minutes, 'minute' );
	}
	const hours = Math.round( minutes / 60 );
	return hours < 48
		? ago.format( -hours, 'hour' )
		: ago.format( -Math.round( hours / 24 ), 'day' );
}
