import { useSyncExternalStore } from '@wordpress/element';
import type { LiveSession, View } from '../session/live-session';

export function useSessionView( session: LiveSession ): View {
	return useSyncExternalStore( session.subscribe, session.view );
}
