import { useCallback, useMemo } from '@wordpress/element';
import type { Behind } from '../report-view/behind';
import { FollowedReport } from '../report-view/followed-report';
import type { Followed } from '../session/follow-report';
import type { View } from '../session/live-session';
import { BehindDialog } from './behind-dialog';
import { Copies } from './copies';
import { refusalWords } from './failure-words';
import { useScreen } from './screen-context';
import { ScreenTable } from './screen-table';
import { useChartWalk } from './use-chart-walk';

const everything = { figures: true, chart: true, table: true };

type Props = { followed: Followed; view: View };

/** The report, and what is behind its numbers. */
export function ShownReport( { followed, view }: Props ) {
	const { page, place, goTo } = useScreen();
	const { locale } = page.context;
	const { document } = followed;
	const mayManage = view.answer?.grants.includes( 'manage' ) ?? false;
	const isSignedIn = view.status.kind !== 'ended';
	const lookBehind = useCallback(
		( behind: Behind ) => goTo( { ...place, behind } ),
		[ place, goTo ]
	);
	const beyond = useMemo(
		() => ( {
			Table: ScreenTable,
			openTable: place.table?.id ?? null,
			lookBehind,
		} ),
		[ place.table?.id, lookBehind ]
	);
	const area = useChartWalk( document, lookBehind );
	return (
		<div ref={ area } className="gatehouse-screen__report">
			<FollowedReport
				followed={ followed }
				display={ everything }
				locale={ locale }
				now={ view.wallNow }
				isSignedIn={ isSignedIn }
				refusals={ refusalWords( locale ) }
				beyond={ beyond }
			/>
			{ isSignedIn && document && mayManage && (
				<Copies document={ document } />
			) }
			{ isSignedIn && document && place.behind && (
				<BehindDialog
					key={ JSON.stringify( place.behind ) }
					document={ document }
					behind={ place.behind }
					onClose={ () => goTo( { ...place, behind: null } ) }
				/>
			) }
		</div>
	);
}
