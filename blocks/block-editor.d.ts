// @wordpress/block-editor publishes types that don't resolve; this is the little we use of it.
declare module '@wordpress/block-editor' {
	import type { HTMLAttributes, ReactNode } from 'react';

	export function useBlockProps(): HTMLAttributes< HTMLDivElement >;
	export function InspectorControls( props: {
		children: ReactNode;
	} ): ReactNode;
}
