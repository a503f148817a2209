import { paths } from '../../sidecar/contract';
import type { NoticesAnswer } from '../../sidecar/contract/activity';
import { isFields } from '../session/answers';
import type { Outcome } from '../session/call';
import type { Client } from '../session/client';
import { isNothing } from '../session/client';

export function askNotices(
	client: Client
): Promise< Outcome< NoticesAnswer > > {
	return client.read( paths.notices, isNoticesAnswer );
}

/** One of them, for whoever is signed in. */
export function dismissNotice(
	client: Client,
	id: number,
	csrf: string
): Promise< Outcome< null > > {
	return client.send(
		{ path: `${ paths.notices }/${ id }`, method: 'DELETE' },
		csrf,
		isNothing
	);
}

function isNoticesAnswer( value: unknown ): value is NoticesAnswer {
	return (
		isFields( value ) &&
		isFields( value[ 'people' ] ) &&
		Array.isArray( value[ 'notices' ] ) &&
		value[ 'notices' ].every(
			( notice ) =>
				isFields( notice ) &&
				typeof notice[ 'id' ] === 'number' &&
				typeof notice[ 'at' ] === 'number' &&
				Array.isArray( notice[ 'reports' ] )
		)
	);
}
