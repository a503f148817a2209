import { comments } from './comments';
import type { ReportDeclaration } from './declaration';
import { publishing } from './publishing';

/** In the order in which they are offered. */
export const builtInReports: readonly ReportDeclaration[] = [
	publishing,
	comments,
];
