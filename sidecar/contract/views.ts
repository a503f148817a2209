import type { ReportQuery } from './report-query';

/** A report with its settings, kept under a name. */
export type View = {
	id: string;
	name: string;
	report: string;
	query: ReportQuery;
	/** Everybody with the report's grant sees a shared one; its owner may change it, and who manages. */
	isShared: boolean;
	isOwn: boolean;
};

/** `GET api/views`: one's own and the shared ones. */
export type ViewsAnswer = { views: View[] };

/** Body of `POST api/views`, answered by the `View`. Sharing takes the grant `publish`. */
export type NewView = Pick< View, 'name' | 'report' | 'query' | 'isShared' >;
