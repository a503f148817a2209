import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { startForwarder } from './forwarder.mjs';
import { startNativePhp } from './native-php.mjs';
import { startWasmPhp } from './playground.mjs';
import { freePort } from './service.mjs';
import { startSidecar } from './sidecar.mjs';

const path = '/reports';

/**
 * One address with WordPress and, below /reports, the sidecar; either may be down. The demo
 * and the journey tests stand on it.
 *
 * @param {{ folder: string, port?: number }} place A site's folder, and the public port; without one a free one is taken.
 */
export async function openStage( { folder, port = 0 } ) {
	let wordpress = null;
	let sidecar = null;
	let closed = false;
	const ports = { wordpress: await freePort(), sidecar: await freePort() };
	const forwarder = await startForwarder( {
		port,
		path,
		wordpress: () => ( wordpress ? ports.wordpress : null ),
		sidecar: () => ( sidecar ? ports.sidecar : null ),
	} );
	const home = `http://localhost:${ forwarder.port }`;
	const base = home + path;

	const refuseWhenClosed = () => {
		if ( closed ) {
			throw new Fault( 'Stopped.' );
		}
	};

	const stage = {
		home,
		base,
		folder,
		ports,
		/** @param {{ kind: 'native' | 'wasm', program: string, workers: number }} php */
		async startWordPress( php ) {
			refuseWhenClosed();
			const start = php.kind === 'wasm' ? startWasmPhp : startNativePhp;
			wordpress = start( {
				...php,
				folder,
				home,
				port: ports.wordpress,
				log: join( folder, 'logs', 'php.log' ),
			} );
			return wordpress.ready( 180 );
		},
		async stopWordPress() {
			await wordpress?.stop();
			wordpress = null;
		},
		/** @param {Record< string, string >} env More of the sidecar's environment. */
		async startSidecar( env = {} ) {
			refuseWhenClosed();
			sidecar = await startSidecar( {
				home,
				base,
				port: ports.sidecar,
				folder: join( folder, 'sidecar' ),
				log: join( folder, 'logs', 'sidecar.log' ),
				env,
			} );
			return sidecar.ready( 30 );
		},
		async stopSidecar() {
			await sidecar?.stop();
			sidecar = null;
		},
		/** Its process stands still until it is let go. */
		holdSidecar( isHeld ) {
			process.kill( -sidecar.pid, isHeld ? 'SIGSTOP' : 'SIGCONT' );
		},
		sidecarRuns: () => sidecar !== null,
		async stop() {
			closed = true;
			await Promise.all( [
				stage.stopSidecar(),
				stage.stopWordPress(),
				forwarder.stop(),
			] );
		},
	};
	return stage;
}
