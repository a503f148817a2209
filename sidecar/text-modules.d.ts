/** What the bundler carries as text: style sheets, and the script of the sidecar's own pages. */
declare module '*.css' {
	const text: string;
	export default text;
}

declare module 'gatehouse:page-script' {
	const text: string;
	export default text;
}

/** Has no types of its own: what is used of it. */
declare module 'fontkit' {
	export type Font = {
		unitsPerEm: number;
		hasGlyphForCodePoint( codePoint: number ): boolean;
		glyphForCodePoint( codePoint: number ): { advanceWidth: number };
	};
	export function create( bytes: Uint8Array ): Font;
}
