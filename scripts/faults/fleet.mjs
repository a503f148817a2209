import { join } from 'node:path';
import { freePort } from '../service.mjs';
import { startSidecar } from '../sidecar.mjs';

/** Several sidecars on one store, any of which may be killed and started again. */
export async function startFleet( { site, folder, count, settingsOf } ) {
	const members = [];
	for ( let i = 0; i < count; i++ ) {
		members.push( { port: await freePort(), service: null } );
	}
	let isClosed = false;
	const start = async ( member, i ) => {
		if ( isClosed ) {
			return;
		}
		member.service = await startSidecar( {
			home: site.home,
			base: site.base,
			port: member.port,
			folder: join( folder, 'sidecar' ),
			log: join( folder, `sidecar-${ i + 1 }.log` ),
			env: {
				GATEHOUSE_LIMIT_FACTOR: '999999',
				...settingsOf( i ),
			},
		} ).ready( 60 );
	};
	const fleet = {
		ports: members.map( ( { port } ) => port ),
		pids: () => members.map( ( { service } ) => service.pid ),
		async kill( ...which ) {
			for ( const i of which ) {
				const { service } = members[ i ];
				fleet.signal( i, 'SIGKILL' );
				await service.ended;
			}
		},
		signal: ( i, name ) => process.kill( members[ i ].service.pid, name ),
		/** Whether each of them says that this is wrong. */
		async tells( trouble ) {
			const told = await Promise.all(
				members.map( async ( { port } ) =>
					( await askReady( port, site ) ).text()
				)
			);
			return told.every( ( text ) => text.includes( trouble ) );
		},
		start: ( ...which ) =>
			Promise.all( which.map( ( i ) => start( members[ i ], i ) ) ),
		async stop() {
			isClosed = true;
			await Promise.all(
				members.map( ( { service } ) => service?.stop() )
			);
		},
	};
	try {
		// The first makes the key and the tables.
		await fleet.start( 0 );
		await fleet.start( ...members.keys().filter( ( i ) => i > 0 ) );
		await untilReady( fleet, site );
	} catch ( error ) {
		await fleet.stop();
		throw error;
	}
	return fleet;
}

async function untilReady( { ports }, site ) {
	for ( const port of ports ) {
		const limit = Date.now() + 20_000;
		let answer = null;
		do {
			answer = await askReady( port, site );
			await new Promise( ( done ) => setTimeout( done, 50 ) );
		} while ( ! answer.ok && Date.now() < limit );
		if ( ! answer.ok ) {
			throw new Error(
				`a sidecar is not ready: ${ await answer.text() }`
			);
		}
	}
}

function askReady( port, { base } ) {
	const { pathname } = new URL( base );
	return fetch( `http://127.0.0.1:${ port }${ pathname }/readyz` );
}
