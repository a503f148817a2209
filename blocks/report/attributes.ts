import type { NamedPeriod } from '../../sidecar/contract/report-query';
import type { Display } from '../report-view/report-view';

/** As in block.json. */
export type ReportAttributes = Display & {
	report: string;
	period: NamedPeriod;
};

/** What the editor hands to the block. */
export type EditProps = {
	attributes: ReportAttributes;
	setAttributes: ( changed: Partial< ReportAttributes > ) => void;
};
