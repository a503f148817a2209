import { InspectorControls } from '@wordpress/block-editor';
import { PanelBody, SelectControl, ToggleControl } from '@wordpress/components';
import { namedPeriods } from '../../sidecar/contract/report-query';
import type { CatalogueEntry } from '../../sidecar/contract/report-query';
import { periodWords } from '../report-view/period-words';
import type { EditProps } from './attributes';
import type { BlockWords } from './words';

const parts = [ 'figures', 'chart', 'table' ] as const;

type Props = EditProps & {
	catalogue: CatalogueEntry[];
	/** BCP 47. */
	locale: string;
	words: BlockWords;
};

export function ReportSettings( props: Props ) {
	const { attributes, setAttributes, catalogue, locale, words } = props;
	const { report, period } = attributes;
	const { period: periodLabel, periods } = periodWords( locale );
	// A report that its readers may see and the author may not stays chosen.
	const isListed = catalogue.some( ( { id } ) => id === report );
	const unlisted = isListed ? [] : [ { label: report, value: report } ];
	return (
		<InspectorControls>
			<PanelBody title={ words.title }>
				<SelectControl
					__next40pxDefaultSize
					label={ words.report }
					value={ report }
					options={ [
						...catalogue.map( ( { id, title } ) => ( {
							label: title,
							value: id,
						} ) ),
						...unlisted,
					] }
					onChange={ ( chosen ) =>
						setAttributes( { report: chosen } )
					}
				/>
				<SelectControl
					__next40pxDefaultSize
					label={ periodLabel }
					value={ period }
					options={ namedPeriods.map( ( each ) => ( {
						label: periods[ each ],
						value: each,
					} ) ) }
					onChange={ ( chosen ) =>
						setAttributes( { period: chosen } )
					}
				/>
			</PanelBody>
			<PanelBody title={ words.content }>
				{ parts.map( ( part ) => (
					<ToggleControl
						key={ part }
						label={ words[ part ] }
						checked={ attributes[ part ] }
						onChange={ ( isShown ) =>
							setAttributes( { [ part ]: isShown } )
						}
					/>
				) ) }
			</PanelBody>
		</InspectorControls>
	);
}
