import { activityWords, whatHappened } from '../../blocks/activity/words';
import type { ActivityEntry } from '../contract/activity';
import { byteOrderMark, csvLine } from './csv';

export type ActivityPart = {
	entries: ActivityEntry[];
	/** Names by id. */
	people: Readonly< Record< string, string > >;
};

/** The lines of a CSV file, in the words of a language and the time of a site. */
export async function* writeActivityFile(
	parts: AsyncIterable< ActivityPart >,
	{ locale, timezone }: { locale: string; timezone: string }
): AsyncGenerator< string > {
	const words = activityWords( locale );
	// Swedish writes a moment as ISO 8601 does, which every spreadsheet reads.
	const moment = new Intl.DateTimeFormat( 'sv-SE', {
		timeZone: timezone,
		dateStyle: 'short',
		timeStyle: 'medium',
	} );
	yield byteOrderMark +
		csvLine( [
			`${ words.when } (${ timezone })`,
			words.userNumber,
			words.who,
			words.what,
			words.report,
			words.device,
			words.network,
			words.session,
		] );
	for await ( const { entries, people } of parts ) {
		yield entries
			.map( ( entry ) =>
				csvLine( [
					moment.format( entry.at * 1000 ),
					entry.user,
					people[ entry.user ] ?? '',
					whatHappened( entry, words ),
					entry.report ?? '',
					entry.device,
					entry.address,
					entry.session ?? '',
				] )
			)
			.join( '' );
	}
}
