import { useEffect, useRef } from '@wordpress/element';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { LookBehind } from '../report-view/behind';
import { walkCharts } from '../report-view/walk-chart';

/** Charts below the returned place can be walked; again whenever another report is drawn. */
export function useChartWalk(
	drawn: ReportDocument | null,
	lookBehind?: LookBehind
) {
	const place = useRef< HTMLDivElement >( null );
	useEffect(
		() =>
			place.current ? walkCharts( place.current, lookBehind ) : undefined,
		[ drawn, lookBehind ]
	);
	return place;
}
