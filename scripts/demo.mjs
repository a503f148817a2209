import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { buildAll } from './build.mjs';
import { endCommands } from './command.mjs';
import { readOptions, usage } from './demo-options.mjs';
import { installDependencies } from './dependencies.mjs';
import { Fault, runScript } from './fault.mjs';
import { choosePhp } from './php.mjs';
import { root } from './places.mjs';
import { fetchPlayground } from './playground.mjs';
import { lastLines } from './service.mjs';
import { openStage } from './stage.mjs';
import { say, step } from './terminal.mjs';

// PHP in WebAssembly warns of waiting for one another below six.
const workers = { native: 4, wasm: 6 };

await runScript( async () => {
	const options = readOptions( process.argv.slice( 2 ) );
	if ( options.help ) {
		say( usage );
		return 0;
	}
	const release = await takeFolder( options.folder );
	try {
		const stage = await openStage( options );
		const stopped = untilStopped();
		try {
			await Promise.race( [ start( stage, options ), stopped ] );
			if ( ! stopped.signal ) {
				introduce( stage, options );
				switchSidecarByKey( stage );
				await stopped;
			}
			return 0;
		} finally {
			endCommands();
			await stage.stop();
			say( '\n  Stopped.' );
		}
	} finally {
		await release();
	}
} );

async function start( stage, options ) {
	say( `\nGatehouse demo at ${ stage.home }\n` );
	await installDependencies();
	await buildAll();
	const { packArchives } = await import( './archives.mjs' );
	const archives = await step( 'Packing the plugin', packArchives );

	const php = await choosePhp( {
		wanted: options.php,
		install: options.install,
	} );
	if ( php.kind === 'wasm' ) {
		php.program = await step(
			'Fetching PHP in WebAssembly',
			fetchPlayground
		);
	}
	const { addShop, clearSite, connectSite, fillSite, laySiteOut } =
		await import( './demo-site.mjs' );
	if ( options.reset ) {
		await clearSite( options.folder );
	}
	await laySiteOut( options.folder );
	if ( options.shop ) {
		await addShop( options.folder );
	}
	watch(
		await step( 'Starting WordPress', () =>
			stage.startWordPress( { ...php, workers: workers[ php.kind ] } )
		)
	);
	await fillSite( { stage, archive: archives.plugin, shop: options.shop } );
	watch( await step( 'Starting the sidecar', () => stage.startSidecar() ) );
	await connectSite( stage );
}

function introduce( { home, base }, { folder } ) {
	say( `
  Ready.

    WordPress   ${ home }
    Sign in     ${ home }/wp-login.php
    Reports     ${ home }/wp-admin/admin.php?page=gatehouse  and  ${ base }/

    admin       administrator
    editor      sees the reports, does not change settings
    reader      subscriber: may see no report

  The password of each is "password"; only this machine can reach the address.
  Data and logs are in ${ relative( root, folder ) || folder }. The next start keeps them; --reset begins anew.
  ${ process.stdin.isTTY ? 'Type s and Enter to stop the sidecar, and again to start it. ' : '' }Ctrl-C stops everything.` );
}

/** Two demos on the same data would write into one database. */
async function takeFolder( folder ) {
	const file = join( folder, 'demo.pid' );
	const holder = Number( await readFile( file, 'utf8' ).catch( () => '0' ) );
	if ( holder && isAlive( holder ) ) {
		throw new Fault(
			`The demo is already running with this data (process ${ holder }). Stop it with Ctrl-C first, or choose another folder with --data.`
		);
	}
	await mkdir( folder, { recursive: true } );
	await writeFile( file, String( process.pid ) );
	return () => rm( file, { force: true } );
}

function isAlive( pid ) {
	try {
		process.kill( pid, 0 );
		return true;
	} catch ( error ) {
		return error.code === 'EPERM';
	}
}

/** Resolves at Ctrl-C, or when the process is asked to end. A terminal and npm may both tell it. */
function untilStopped() {
	let stop;
	const stopped = new Promise( ( resolve ) => {
		stop = ( signal ) => {
			stopped.signal = signal;
			resolve();
		};
	} );
	for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] ) {
		process.on( signal, stop );
	}
	// An npm that is told to end tells only the shell between us.
	const parent = process.ppid;
	if ( process.env.npm_lifecycle_event ) {
		setInterval( () => {
			if ( process.ppid !== parent ) {
				stop( 'SIGTERM' );
			}
		}, 500 ).unref();
	}
	return stopped;
}

function watch( service ) {
	service.ended.then( ( how ) => {
		if ( ! service.isStopping() ) {
			say(
				`\n  ${ service.name } ended by itself (${ how }). Its log, ${ service.log }, ends with:\n${ lastLines( service.log ) }`
			);
		}
	} );
}

function switchSidecarByKey( stage ) {
	if ( ! process.stdin.isTTY ) {
		return;
	}
	createInterface( { input: process.stdin } ).on( 'line', async ( line ) => {
		if ( line.trim() !== 's' ) {
			return;
		}
		if ( stage.sidecarRuns() ) {
			await stage.stopSidecar();
			say( '  The sidecar is stopped.' );
		} else {
			watch( await stage.startSidecar() );
			say( '  The sidecar runs again.' );
		}
	} );
}
