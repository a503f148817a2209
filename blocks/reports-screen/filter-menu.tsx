import { useId } from '@wordpress/element';
import type {
	Filter,
	ReportDocument,
} from '../../sidecar/contract/report-document';
import { asText, writeCell } from '../report-view/cell';
import { reportWords } from '../report-view/words';
import { Menu } from './menu';
import type { ScreenWords } from './words';

type Props = {
	filter: Filter;
	document: ReportDocument;
	words: ScreenWords;
	onChoose: ( values: string[] ) => void;
};

/** Several values of one filter; none of them is all of them. */
export function FilterMenu( { filter, document, words, onChoose }: Props ) {
	const { label, options, chosen } = filter;
	const id = useId();
	const written = ( option: Filter[ 'options' ][ number ] ) =>
		writeCell(
			option.label,
			asText,
			document,
			reportWords( document.locale )
		);
	const [ first, ...others ] = options.filter( ( { value } ) =>
		chosen.includes( value )
	);
	return (
		<Menu
			label={ label }
			shown={
				first
					? words.chosen( written( first ), others.length )
					: words.all
			}
			isActive={ first !== undefined }
		>
			<fieldset>
				<legend className="gatehouse-unseen">{ label }</legend>
				{ options.map( ( option ) => (
					<label
						key={ option.value }
						htmlFor={ `${ id }${ option.value }` }
					>
						<input
							id={ `${ id }${ option.value }` }
							type="checkbox"
							checked={ chosen.includes( option.value ) }
							onChange={ ( { target } ) =>
								onChoose(
									target.checked
										? [ ...chosen, option.value ]
										: chosen.filter(
												( one ) => one !== option.value
											)
								)
							}
						/>
						{ written( option ) }
					</label>
				) ) }
			</fieldset>
			{ first && (
				<button
					type="button"
					className="button-link"
					onClick={ () => onChoose( [] ) }
				>
					{ words.clear }
				</button>
			) }
		</Menu>
	);
}
