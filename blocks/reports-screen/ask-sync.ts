import { paths } from '../../sidecar/contract';
import type {
	ResyncAnswer,
	ResyncOrder,
	SyncAnswer,
} from '../../sidecar/contract/sync';
import { isFields } from '../session/answers';
import type { Outcome } from '../session/call';
import type { Client } from '../session/client';

export function askSync( client: Client ): Promise< Outcome< SyncAnswer > > {
	return client.read( paths.sync, isSyncAnswer );
}

export function orderResync(
	client: Client,
	order: ResyncOrder,
	csrf: string
): Promise< Outcome< ResyncAnswer > > {
	return client.send( { path: paths.sync, body: order }, csrf, isResync );
}

function isSyncAnswer( value: unknown ): value is SyncAnswer {
	return (
		isFields( value ) &&
		[ 'datasets', 'resyncs', 'skipped', 'wrong' ].every( ( name ) =>
			Array.isArray( value[ name ] )
		)
	);
}

function isResync( value: unknown ): value is ResyncAnswer {
	return isFields( value ) && Array.isArray( value[ 'resyncs' ] );
}
