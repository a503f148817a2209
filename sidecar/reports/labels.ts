import type { Cell } from '../contract/report-document';
import { readTexts } from '../store/facts/read';
import type { Labels } from './declaration';
import type { Setting } from './setting';

type Value = string | number | null;

/** What the values of a field are called, by value. */
export async function labelValues(
	setting: Pick<
		Setting,
		| 'site'
		| 'subject'
		| 'period'
		| 'language'
		| 'dates'
		| 'words'
		| 'titles'
	>,
	labels: Labels,
	values: readonly Value[]
): Promise< ( value: Value ) => Cell > {
	const { site, subject, period, language, dates, words, titles } = setting;
	switch ( labels.kind ) {
		case 'value':
			return ( value ) => String( value ?? '' );
		case 'people':
			return ( value ) => ( { person: Number( value ) } );
		case 'site':
			return ( value ) =>
				site[ labels.words ][ String( value ) ] ??
				labels.others?.[ String( value ) ]?.[ language ] ??
				String( value );
		case 'words':
			return ( value ) =>
				labels.words[ String( value ) ]?.[ language ] ??
				String( value );
		case 'reports':
			return ( value ) => titles( String( value ) ) ?? String( value );
		case 'day':
			return ( value ) =>
				dates.days(
					{ from: Number( value ), to: Number( value ) },
					period.today
				);
		case 'month':
			return ( value ) =>
				value === 0 || value === null
					? words.unknown
					: dates.month( Number( value ) );
		case 'facts': {
			const ids = values.map( Number ).filter( ( id ) => id > 0 );
			const texts = await readTexts(
				subject.source( labels.dataset ),
				labels.field,
				ids
			);
			const missing = labels.missing[ language ];
			return ( value ) => {
				const text = texts.get( Number( value ) );
				if ( text !== undefined ) {
					return text || missing;
				}
				return Number( value ) > 0
					? ( labels.deleted?.[ language ].replace(
							'{id}',
							String( value )
						) ?? missing )
					: ( labels.none?.[ language ] ?? missing );
			};
		}
	}
}
