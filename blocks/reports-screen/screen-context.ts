import { createContext, useContext } from '@wordpress/element';
import type { PageSession } from '../session/page-session';
import type { Place } from './address';
import type { AskedReport } from './ask-rows';
import type { GoTo } from './use-place';

/** What the parts of the screen share that a report's own components know nothing of. */
export type Screen = {
	page: PageSession;
	place: Place;
	goTo: GoTo;
	asked: AskedReport;
};

export const ScreenContext = createContext< Screen | null >( null );

export function useScreen(): Screen {
	const screen = useContext( ScreenContext );
	if ( screen === null ) {
		throw new Error( 'This is a part of the Reports screen.' );
	}
	return screen;
}
