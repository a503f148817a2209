import { useCallback, useEffect, useState } from '@wordpress/element';
import type { RowsAnswer } from '../../sidecar/contract/report-rows';
import type { Behind } from '../report-view/behind';
import type { PageSession } from '../session/page-session';
import type { AskedReport } from './ask-rows';
import { askRows } from './ask-rows';
import type { Answered } from './use-answer';
import { useAnswer } from './use-answer';

/** The facts behind a number; further ones are joined to those that are shown. */
export function useRows(
	page: PageSession,
	asked: AskedReport,
	behind: Behind
): Answered< RowsAnswer > & { showMore: () => void } {
	const [ shown, setShown ] = useState< RowsAnswer | null >( null );
	const [ after, setAfter ] = useState< string | null >( null );
	const question = useCallback(
		() => askRows( page.client, asked, behind, after ),
		[ page.client, asked, behind, after ]
	);
	const { value, ...rest } = useAnswer( page, question );

	useEffect( () => {
		if ( value ) {
			setShown( ( before ) =>
				after === null || before === null
					? value
					: join( before, value )
			);
		}
		// Only what has come is joined, and once.
	}, [ value ] );

	return {
		...rest,
		value: shown,
		showMore: () => setAfter( shown?.next ?? null ),
	};
}

function join( before: RowsAnswer, next: RowsAnswer ): RowsAnswer {
	return {
		...next,
		rows: [ ...before.rows, ...next.rows ],
		people: { ...before.people, ...next.people },
	};
}
