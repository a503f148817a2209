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

/** `GET api/views`: one's own and the shared ones, by name. */
export type ViewsAnswer = { views: View[] };

/**
 * Body of `POST api/views` as JSON, answered by 201 and the `View`. A name has up to 80 characters.
 * Sharing takes the grant `publish`. `lang` is not kept: everybody reads in their own language.
 */
export type NewView = Pick< View, 'name' | 'report' | 'query' | 'isShared' >;

/** Body of `PUT api/views/:id`, answered by the `View`; what is left out stays. */
export type ViewChange = Partial< Pick< View, 'name' | 'query' | 'isShared' > >;
