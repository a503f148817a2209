import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import { Choice } from './choice';
import { FilterMenu } from './filter-menu';
import type { ScreenWords } from './words';

type Props = {
	query: ReportQuery;
	document: ReportDocument;
	words: ScreenWords;
	onChange: ( query: ReportQuery ) => void;
};

/** What this report can be narrowed to on this site. */
export function ReportFilters( { query, document, words, onChange }: Props ) {
	const { currency, otherCurrencies } = document;
	const { filters = {}, ...unfiltered } = query;

	function choose( id: string, values: string[] ) {
		const { [ id ]: _before, ...others } = filters;
		const chosen =
			values.length > 0 ? { ...others, [ id ]: values } : others;
		onChange(
			Object.keys( chosen ).length > 0
				? { ...unfiltered, filters: chosen }
				: unfiltered
		);
	}

	return (
		<>
			{ currency !== null && otherCurrencies.length > 0 && (
				<Choice
					label={ words.currency }
					options={ [ currency, ...otherCurrencies ]
						.toSorted()
						.map( ( one ) => [ one, one ] as const ) }
					value={ currency }
					onChange={ ( chosen ) =>
						onChange( { ...query, currency: chosen } )
					}
				/>
			) }
			{ document.filters.map( ( filter ) => (
				<FilterMenu
					key={ filter.id }
					filter={ {
						...filter,
						chosen: [ ...( filters[ filter.id ] ?? [] ) ],
					} }
					document={ document }
					words={ words }
					onChoose={ ( values ) => choose( filter.id, values ) }
				/>
			) ) }
			{ Object.keys( filters ).length > 0 && (
				<button
					type="button"
					className="button-link gatehouse-screen__clear"
					onClick={ () => onChange( unfiltered ) }
				>
					{ words.clearFilters }
				</button>
			) }
		</>
	);
}
