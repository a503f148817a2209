import { Refusal } from '../errors';
import type { Declarations, DeclaredReports } from './declared-reports';
import type { ReportDeclaration } from './declaration';
import { languageOf, resolveLocale } from './locale';
import type { AskedReport } from './opened';
import { type Act, requireScope, type Scope, type Viewer } from './permission';
import type { AskedQuery } from './query';
import { zoneOf } from './site-days';
import type { OwnSources } from './subject';

/** One report as somebody asks for it. `search` is the query string as it arrived, with or without `?`. */
export type Asked = {
	/** The site's home. */
	site: string;
	report: string;
	search: string;
	/** BCP 47, of the session; `lang` in `search` goes before it. */
	locale: string;
	viewer: Viewer;
};

/** What somebody asks and may have. */
export type Question = {
	site: string;
	all: Declarations;
	declaration: ReportDeclaration;
	scope: Scope;
	query: AskedQuery;
	locale: string;
};

type Wanted = Pick< Asked, 'site' | 'report' | 'viewer' >;

/** With nothing left to be refused but what the facts say. */
export type Open = (
	asked: Omit< Asked, 'search' >,
	act: Act,
	query: URLSearchParams
) => Promise< AskedReport >;

export type Questions = {
	/** Refuses with `report_unknown` and `permission_missing`. */
	requireScope(
		wanted: Wanted,
		act: Act
	): Promise< Pick< Question, 'all' | 'declaration' | 'scope' > >;
	/** Refuses as `requireScope` does. `locale` is the session's; that of the query goes before it. */
	ask(
		wanted: Wanted & { locale: string },
		act: Act,
		query: AskedQuery
	): Promise< Question >;
	/** At a moment, in milliseconds since 1970: it says which day is today. */
	open( question: Question, now: number ): AskedReport;
};

export function createQuestions( {
	declared,
	ownSources,
}: {
	declared: DeclaredReports;
	ownSources: OwnSources;
} ): Questions {
	const requireQuestion: Questions[ 'requireScope' ] = async (
		{ site, report, viewer },
		act
	) => {
		const all = await declared.of( site );
		const declaration = all.get( report );
		if ( declaration === undefined ) {
			throw new Refusal( 'report_unknown', { parameter: 'report' } );
		}
		return {
			all,
			declaration,
			scope: requireScope( declaration, viewer, act ),
		};
	};

	return {
		requireScope: requireQuestion,

		ask: async ( wanted, act, query ) => ( {
			site: wanted.site,
			...( await requireQuestion( wanted, act ) ),
			query,
			locale: query.locale ?? resolveLocale( wanted.locale ) ?? 'en',
		} ),

		open: ( { site, all, ...question }, now ) => ( {
			home: site,
			...question,
			now,
			todayIn: ( timezone ) =>
				zoneOf( timezone ).dayOf( Math.floor( now / 1000 ) ),
			ownSources,
			titles: ( id ) =>
				all.get( id )?.title[ languageOf( question.locale ) ],
		} ),
	};
}
