import { access } from './built-in/access';
import { categories } from './built-in/categories';
import { comments } from './built-in/comments';
import { coupons } from './built-in/coupons';
import { customers } from './built-in/customers';
import { people } from './built-in/people';
import { products } from './built-in/products';
import { publishing } from './built-in/publishing';
import { sales } from './built-in/sales';
import { stock } from './built-in/stock';
import type { ReportDeclaration } from './declaration';

/** In the order in which they are offered. */
export const builtInReports: readonly ReportDeclaration[] = [
	publishing,
	comments,
	people,
	sales,
	products,
	categories,
	coupons,
	customers,
	stock,
	access,
];
