import { useEffect, useRef } from '@wordpress/element';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import { walkCharts } from '../report-view/walk-chart';

/** Charts below the returned place can be walked; again whenever another report is drawn. */
export function useChartWalk( drawn: ReportDocument | null ) {
	const place = useRef< HTMLDivElement >( null );
	useEffect(
		() => ( place.current ? walkCharts( place.current ) : undefined ),
		[ drawn ]
	);
	return place;
}
