import { formatSince } from './moments';
import type { Person, Row } from './people';
import type { SignedInWords } from './words';
import { deviceWords } from './words';

type Props = {
	person: Person;
	row: Row;
	words: SignedInWords;
	locale: string;
	/** Milliseconds since 1970. */
	now: number;
	isBusy: boolean;
	onEnd: () => void;
};

export function SessionRow( props: Props ) {
	const { person, row, words, locale, now, isBusy, onEnd } = props;
	const device = deviceWords( row.device, words );
	const moment = ( seconds: number | null ) =>
		seconds === null
			? words.notKnown
			: formatSince( seconds * 1000, now, locale );
	return (
		<tr>
			<th scope="row" data-label={ words.device }>
				<strong>{ device }</strong>
				{ row.isThisBrowser && (
					<span className="gatehouse-roster__here">
						{ words.thisBrowser }
					</span>
				) }
				<span className="gatehouse-roster__address">
					{ row.address }
				</span>
			</th>
			<td data-label={ words.since }>{ moment( row.since ) }</td>
			<td data-label={ words.lastSeen }>{ moment( row.lastSeen ) }</td>
			<td data-label={ words.path }>{ pathOf( row, words ) }</td>
			<td className="gatehouse-roster__action">
				{ ! row.isThisBrowser && (
					<button
						type="button"
						className="button button-small"
						aria-label={ words.endOf( device, person.name ) }
						disabled={ isBusy }
						onClick={ onEnd }
					>
						{ words.end }
					</button>
				) }
			</td>
		</tr>
	);
}

function pathOf( row: Row, words: SignedInWords ): string {
	if ( ! row.areReportsKnown ) {
		return words.notKnown;
	}
	if ( row.session === null ) {
		return words.wordPressOnly;
	}
	if ( ! row.hasWordPress ) {
		return words.reportsOnly;
	}
	return row.way === null ? words.notKnown : words.ways[ row.way ];
}
