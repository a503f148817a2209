import type { ReportDocument } from '../contract/report-document';
import type { Setting } from './setting';

/** What the declaration says of its words, then what holds for this period. */
export function definitionsOf(
	{
		declaration,
		subject,
		scope,
		site,
		period,
		currency,
		locale,
		language,
		words,
		dates,
	}: Setting,
	otherCurrencies: readonly string[]
): ReportDocument[ 'definitions' ] {
	const { from, to, today, previous, compare } = period;
	const definitions = declaration.definitions.map( ( { term, text } ) => ( {
		term: term[ language ],
		text: text[ language ],
	} ) );
	const say = ( term: string, text: string ) =>
		definitions.push( { term, text } );

	if ( scope !== 'all' ) {
		say( words.ownTerm, words.ownOnly );
	}
	if ( currency !== null ) {
		const others =
			otherCurrencies.length === 0
				? null
				: new Intl.ListFormat( locale ).format( otherCurrencies );
		say( words.moneyTerm, words.money( currency, others ) );
	}
	if ( subject.source().dataset.moment === null ) {
		return definitions;
	}
	say( words.daysTerm, words.days( site.timezone ) );
	if ( from <= today && today <= to ) {
		say(
			words.todayTerm,
			words.today( dates.days( { from: today, to: today }, today ) )
		);
	}
	if ( period.by === 'week' ) {
		say(
			words.weeksTerm,
			words.weeks( dates.weekday( site.weekStartsOn ) )
		);
	}
	if ( previous !== null && compare !== 'none' ) {
		say(
			words.comparisonTerm,
			words.comparison(
				words.compared( compare, to - from + 1 ),
				dates.days( previous, today )
			)
		);
	}
	return definitions;
}
