import type { ComponentChildren } from 'preact';
import {
	type PeriodWords,
	periodWords,
} from '../../blocks/report-view/period-words';
import type { ReportDocument } from '../contract/report-document';
import { comparisons, groupings, namedPeriods } from '../contract/report-query';

type Props = {
	document: ReportDocument;
	/** What was asked for, as far as it was. */
	query: URLSearchParams;
};

/** Works without a script. Two forms, since a named period and two dates exclude each other. */
export function PeriodForm( { document, query }: Props ) {
	const words = periodWords( document.locale );
	const { name, from, to } = document.period;
	return (
		<div className="gatehouse-page__tools">
			<form method="get">
				<Choice name="period" label={ words.period } isRequired>
					{ name === null && (
						<option value="">{ words.choosePeriod }</option>
					) }
					{ namedPeriods.map( ( period ) => (
						<option
							key={ period }
							value={ period }
							selected={ period === name }
						>
							{ words.periods[ period ] }
						</option>
					) ) }
				</Choice>
				<Manner query={ query } words={ words } />
			</form>
			<details open={ name === null }>
				<summary>{ words.otherDates }</summary>
				<form method="get">
					<DayField name="from" label={ words.from } value={ from } />
					<DayField name="to" label={ words.to } value={ to } />
					<Manner query={ query } words={ words } />
				</form>
			</details>
		</div>
	);
}

/** How the period is shown, and the button. */
function Manner( {
	query,
	words,
}: {
	query: URLSearchParams;
	words: PeriodWords;
} ) {
	const by = query.get( 'by' ) ?? '';
	const compare = query.get( 'compare' ) || 'previous';
	return (
		<>
			<Choice name="by" label={ words.by }>
				<option value="">{ words.automatic }</option>
				{ groupings.map( ( grouping ) => (
					<option
						key={ grouping }
						value={ grouping }
						selected={ grouping === by }
					>
						{ words.groupings[ grouping ] }
					</option>
				) ) }
			</Choice>
			<Choice name="compare" label={ words.compare }>
				{ comparisons.map( ( comparison ) => (
					<option
						key={ comparison }
						value={ comparison }
						selected={ comparison === compare }
					>
						{ words.comparisons[ comparison ] }
					</option>
				) ) }
			</Choice>
			{ [ ...query ]
				.filter( ( [ name ] ) => isKept( name ) )
				.map( ( [ name, value ] ) => (
					<input
						key={ name + value }
						type="hidden"
						name={ name }
						value={ value }
					/>
				) ) }
			<button>{ words.show }</button>
		</>
	);
}

/** What this form has no field for: it stays as it was asked. */
function isKept( name: string ): boolean {
	return (
		[ 'currency', 'lang' ].includes( name ) || name.startsWith( 'filter.' )
	);
}

function Choice( {
	name,
	label,
	isRequired = false,
	children,
}: {
	name: string;
	label: string;
	isRequired?: boolean;
	children: ComponentChildren;
} ) {
	return (
		<label>
			<span>{ label }</span>
			<select name={ name } required={ isRequired }>
				{ children }
			</select>
		</label>
	);
}

function DayField( {
	name,
	label,
	value,
}: {
	name: string;
	label: string;
	value: string;
} ) {
	return (
		<label>
			<span>{ label }</span>
			<input type="date" name={ name } value={ value } required />
		</label>
	);
}
