import { paths } from '../../sidecar/contract';
import type {
	NewView,
	View,
	ViewChange,
	ViewsAnswer,
} from '../../sidecar/contract/views';
import { hasStrings, isFields } from '../session/answers';
import type { Outcome } from '../session/call';
import type { Client } from '../session/client';
import { isNothing } from '../session/client';

export function askViews( client: Client ): Promise< Outcome< ViewsAnswer > > {
	return client.read( paths.views, isViewsAnswer );
}

export function keepView(
	client: Client,
	view: NewView,
	csrf: string
): Promise< Outcome< View > > {
	return client.send( { path: paths.views, body: view }, csrf, isView );
}

export function changeView(
	client: Client,
	id: string,
	change: ViewChange,
	csrf: string
): Promise< Outcome< View > > {
	return client.send(
		{ path: pathOf( id ), method: 'PUT', body: change },
		csrf,
		isView
	);
}

export function deleteView(
	client: Client,
	id: string,
	csrf: string
): Promise< Outcome< null > > {
	return client.send(
		{ path: pathOf( id ), method: 'DELETE' },
		csrf,
		isNothing
	);
}

function pathOf( id: string ): string {
	return `${ paths.views }/${ encodeURIComponent( id ) }`;
}

function isView( value: unknown ): value is View {
	return (
		isFields( value ) &&
		hasStrings( value, 'id', 'name', 'report' ) &&
		isFields( value[ 'query' ] )
	);
}

function isViewsAnswer( value: unknown ): value is ViewsAnswer {
	return (
		isFields( value ) &&
		Array.isArray( value[ 'views' ] ) &&
		value[ 'views' ].every( isView )
	);
}
