/** Segments of plain characters, none of which begins with a dot, then perhaps a query. */
const plainPath = /^(?=\/)(\/[\w~-][\w.~-]*)*\/?(\?[\x21-\x7e]*)?$/;

/**
 * Where somebody wanted to go: a path below the base, with its query. Whatever else it is
 * becomes `/`, so that nobody is sent away from the reports.
 */
export function toPathBelow( to: unknown ): string {
	const isPlain =
		typeof to === 'string' &&
		to.length <= 2000 &&
		plainPath.test( to ) &&
		! /[#\\]/.test( to );
	return isPlain ? to : '/';
}
