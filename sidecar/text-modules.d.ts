/** What the bundler carries as text: style sheets, and the script of the sidecar's own pages. */
declare module '*.css' {
	const text: string;
	export default text;
}

declare module 'gatehouse:page-script' {
	const text: string;
	export default text;
}
