import { formatAge } from '../report-view/moment';

const week = 7 * 24 * 60 * 60 * 1000;

/** "5 minutes ago" within a week, the date before that. Milliseconds since 1970. */
export function formatSince( at: number, now: number, locale: string ): string {
	return now - at < week
		? formatAge( now - at, locale )
		: new Intl.DateTimeFormat( locale, { dateStyle: 'medium' } ).format(
				at
			);
}
