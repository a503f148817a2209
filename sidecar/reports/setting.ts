import type { KnownSite } from '../store/facts/sites';
import type { DateWriter } from './dates';
import type { ReportDeclaration } from './declaration';
import type { ResolvedPeriod } from './period';
import type { Scope } from './permission';
import type { Subject } from './subject';
import type { EngineWords, Language } from './words';

/** Everything that the parts of a document are made from. */
export type Setting = {
	declaration: ReportDeclaration;
	scope: Scope;
	site: KnownSite;
	subject: Subject;
	/** Ids of the filters in which something is chosen. */
	chosen: readonly string[];
	period: ResolvedPeriod;
	/** Of every amount; null in a report without money. */
	currency: string | null;
	locale: string;
	language: Language;
	words: EngineWords;
	dates: DateWriter;
	/** Of the reports, by their ids. */
	titles: ( report: string ) => string | undefined;
};
