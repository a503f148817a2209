import { comments } from './built-in/comments';
import { customers } from './built-in/customers';
import { products } from './built-in/products';
import { publishing } from './built-in/publishing';
import { sales } from './built-in/sales';
import type { ReportDeclaration } from './declaration';

/** In the order in which they are offered. */
export const builtInReports: readonly ReportDeclaration[] = [
	publishing,
	comments,
	sales,
	products,
	customers,
];
