import { lockPath } from '../../blocks/session/lock';
import { sessionWords } from '../../blocks/session/words';
import type { PageFrame } from './shell';

/** What the server knows of the session. */
export type PageSession = {
	user: { name: string };
	/** Of the access token; seconds since 1970. */
	expires: number;
	/** Of the site: the server doesn't know the reader's. */
	timezone: string;
};

/** The page's script takes this place over; without it, these words stay true until they run out. */
export function Status( {
	frame: { base, locale },
	session,
}: {
	frame: PageFrame;
	session: PageSession;
} ) {
	const words = sessionWords( locale );
	return (
		<div id="gatehouse-status" data-base={ base } data-locale={ locale }>
			<section className="gatehouse-status is-good">
				<svg viewBox="0 0 16 16" aria-hidden="true">
					<path d={ lockPath( true ) } />
				</svg>
				<strong>{ words.active }</strong>
				<span>{ session.user.name }</span>
				<span className="gatehouse-status__aside">
					{ words.until( timeOf( session, locale ) ) }
				</span>
			</section>
		</div>
	);
}

function timeOf( { expires, timezone }: PageSession, locale: string ): string {
	return new Intl.DateTimeFormat( locale, {
		timeZone: timezone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	} ).format( expires * 1000 );
}
