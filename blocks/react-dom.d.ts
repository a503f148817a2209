// @wordpress/element takes createRoot from here; its types are of a package of their own.
declare module 'react-dom/client' {
	import type { ReactNode } from 'react';

	export function createRoot( place: Element ): {
		render( node: ReactNode ): void;
		unmount(): void;
	};
}
