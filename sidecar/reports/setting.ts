import type { KnownSite } from '../store/facts/sites';
import type { Subject } from './counted';
import type { DateWriter } from './dates';
import type { ReportDeclaration } from './declaration';
import type { ResolvedPeriod } from './period';
import type { Scope } from './permission';
import type { EngineWords, Language } from './words';

/** Everything that the parts of a document are made from. */
export type Setting = {
	declaration: ReportDeclaration;
	scope: Scope;
	site: KnownSite;
	subject: Subject;
	period: ResolvedPeriod;
	locale: string;
	language: Language;
	words: EngineWords;
	dates: DateWriter;
};
