import { findProgram, run } from '../../scripts/command.mjs';

export type PassengerProcess = {
	pid: number;
	/** Requests answered, and being answered. */
	processed: number;
	sessions: number;
	/** Gets no more requests, and is stopped when it has answered those it has. */
	isLeaving: boolean;
};

/** The processes that Passenger keeps now. */
export async function processesOf(
	registry: string
): Promise< PassengerProcess[] > {
	const status = await run(
		findProgram( 'passenger-status' ) ?? 'passenger-status',
		[ '--show=xml' ],
		{ env: { PASSENGER_INSTANCE_REGISTRY_DIR: registry } }
	);
	return [ ...status.matchAll( /<process>.*?<\/process>/gs ) ].map(
		( [ process ] ) => ( {
			pid: numberIn( process, 'pid' ),
			processed: numberIn( process, 'processed' ),
			sessions: numberIn( process, 'sessions' ),
			isLeaving: process.includes( '<enabled>DETACHED</enabled>' ),
		} )
	);
}

function numberIn( xml: string, name: string ): number {
	const text = new RegExp( `<${ name }>(\\d+)</${ name }>` ).exec(
		xml
	)?.[ 1 ];
	return Number( text );
}
