import { fork } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSidecar } from '../scripts/bundle.mjs';
import { inRoot } from '../scripts/places.mjs';
import { say } from '../scripts/terminal.mjs';
import { openConnection, post } from './connection.mjs';
import { benchCopy } from './copy.mjs';
import { cpuSeconds, startServer, startSidecar } from './sidecar.mjs';
import { benchReports } from './reports.mjs';
import { signHandOff, startSite } from './site.mjs';

const rounds = Number( process.env.BENCH_ROUNDS ?? 5 );
const count = Number( process.env.BENCH_COUNT ?? 5000 );
const connections = 64;

if ( process.argv[ 2 ] === 'copy' ) {
	await benchCopy();
	process.exit();
}
if ( process.argv[ 2 ] === 'reports' ) {
	await benchReports();
	process.exit();
}

const folder = await mkdtemp( join( tmpdir(), 'gatehouse-bench-' ) );
const children = [];
const site = await startSite();
try {
	await bundleSidecar();
	const sidecar = await startSidecar( site, folder );
	children.push( sidecar.child );
	const bare = await startServer( [ inRoot( 'bench', 'bare.mjs' ) ], {
		ANSWER: JSON.stringify( await answerOf( sidecar ) ),
	} );
	children.push( bare.child );

	const measured = [
		{
			name: 'hand-offs, node:http',
			server: bare,
			work: 'handOffs',
			runs: [],
		},
		{
			name: 'hand-offs, Gatehouse',
			server: sidecar,
			work: 'handOffs',
			runs: [],
		},
		{
			name: 'renewals, Gatehouse',
			server: sidecar,
			work: 'renewals',
			runs: [],
		},
	];
	for ( const one of measured ) {
		await measure( one );
	}
	// Rounds alternate, so that whatever else the machine does falls on all alike.
	for ( let round = 0; round < rounds; round++ ) {
		for ( const one of measured ) {
			one.runs.push( await measure( one ) );
		}
	}
	print( measured );
} finally {
	children.forEach( ( child ) => child.kill() );
	site.close();
	await rm( folder, { recursive: true, force: true } );
}

/** Headers and body of a real hand-off, for node:http to repeat. */
async function answerOf( { port } ) {
	const { kid, jwk } = site.signing;
	const key = createPrivateKey( { key: jwk, format: 'jwk' } );
	const connection = await openConnection( port );
	const answer = await connection.ask(
		post(
			'/reports/',
			{ Origin: site.home, 'Content-Type': 'application/jose' },
			signHandOff( { ...site, kid, key } )
		)
	);
	connection.close();
	const [ head, body ] = answer.split( '\r\n\r\n' );
	const headers = head
		.split( '\r\n' )
		.slice( 1 )
		.filter( ( line ) => ! /^(date|connection|keep-alive):/i.test( line ) )
		.flatMap( ( line ) => {
			const colon = line.indexOf( ': ' );
			return [ line.slice( 0, colon ), line.slice( colon + 2 ) ];
		} );
	return { headers, body };
}

async function measure( { server, work } ) {
	const load = fork( inRoot( 'bench', 'load.mjs' ) );
	children.push( load );
	const before = cpuSeconds( server.child.pid );
	load.send( {
		work,
		count,
		connections,
		port: server.port,
		home: site.home,
		base: site.base,
		path: '/reports',
		...site.signing,
	} );
	const ended = once( load, 'exit' ).then( () => {
		throw new Error( 'the load ended early' );
	} );
	const [ { seconds } ] = await Promise.race( [
		once( load, 'message' ),
		ended,
	] );
	ended.catch( () => undefined );
	load.kill();
	return {
		perSecond: count / seconds,
		cpu: ( ( cpuSeconds( server.child.pid ) - before ) / count ) * 1e6,
	};
}

function print( measured ) {
	const median = ( values ) =>
		values.sort( ( a, b ) => a - b )[ Math.floor( values.length / 2 ) ];
	const [ bare ] = measured.map( ( { runs } ) =>
		median( runs.map( ( { perSecond } ) => perSecond ) )
	);
	say(
		`Node ${ process.versions.node }, ${ cpus().length } × ${ cpus()[ 0 ]?.model }; one process, SQLite, commits synced to disk`
	);
	say(
		`${ rounds } rounds of ${ count } requests over ${ connections } connections; medians (lowest to highest)`
	);
	for ( const { name, runs } of measured ) {
		const rates = runs.map( ( { perSecond } ) => perSecond );
		const rate = median( rates );
		const text = [
			name.padEnd( 22 ),
			`${ Math.round( rate ) } a second`.padStart( 16 ),
			`(${ Math.round( rates[ 0 ] ) } to ${ Math.round( rates.at( -1 ) ) })`.padStart(
				18
			),
			`${ Math.round( median( runs.map( ( { cpu } ) => cpu ) ) ) } µs CPU`.padStart(
				12
			),
			`${ Math.round( ( rate / bare ) * 100 ) } % of node:http`.padStart(
				20
			),
		];
		say( text.join( '' ) );
	}
}
