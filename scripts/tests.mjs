import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.mjs';
import { modernNode } from './dependencies.mjs';
import { Fault } from './fault.mjs';
import { cache, modules, root } from './places.mjs';
import { say } from './terminal.mjs';

const results = join( cache, 'results' );

/** Runs the named vitest projects and counts their tests. */
export async function runVitest( projects, env = {} ) {
	const file = await freshResult( `${ projects.join( '-' ) }.json` );
	const ended = await runLoud(
		modernNode(),
		[
			join( modules, 'vitest', 'vitest.mjs' ),
			'run',
			...projects.map( ( name ) => `--project=${ name }` ),
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${ file }`,
		],
		env
	);
	if ( ! existsSync( file ) ) {
		return { passed: 0, failed: 1 };
	}
	const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
		await readFile( file, 'utf8' )
	);
	return settle( ended, {
		passed: numPassedTests,
		failed: numFailedTests,
		leftOut: numPendingTests,
	} );
}

/**
 * Runs PHPUnit inside an installed WordPress and counts its tests.
 *
 * @param {string}               php
 * @param {string}               wordpress
 * @param {string}               name
 * @param {'plugin' | 'network' | 'shop' | 'shop-service'} suite
 */
export async function runPhpUnit( php, wordpress, name, suite ) {
	const file = await freshResult( `phpunit-${ suite }-${ name }.xml` );
	const ended = await runLoud(
		php,
		[
			'vendor/bin/phpunit',
			'--testsuite',
			suite,
			'--log-junit',
			file,
			...( suite.startsWith( 'shop' )
				? [ '--bootstrap', 'tests/plugin/shop/bootstrap.php' ]
				: [] ),
		],
		{ GATEHOUSE_WORDPRESS: wordpress, GATEHOUSE_SUITE: suite }
	);
	const totals = existsSync( file )
		? ( /<testsuite [^>]*>/.exec( await readFile( file, 'utf8' ) )?.[ 0 ] ??
			'' )
		: '';
	const number = ( attribute ) =>
		Number(
			new RegExp( ` ${ attribute }="(\\d+)"` ).exec( totals )?.[ 1 ] ?? 0
		);
	const failed = number( 'failures' ) + number( 'errors' );
	const leftOut = number( 'skipped' );
	return settle( ended, {
		passed: number( 'tests' ) - failed - leftOut,
		failed,
		leftOut,
	} );
}

/** A run that failed without a failed test, such as a file that can't be loaded, is one failure. */
function settle( endedWell, count ) {
	return endedWell || count.failed > 0 ? count : { ...count, failed: 1 };
}

async function runLoud( program, args, env ) {
	try {
		await run( program, args, { cwd: root, env, passThrough: true } );
		return true;
	} catch ( error ) {
		if ( ! ( error instanceof Fault ) ) {
			throw error;
		}
		say( `  ${ error.message.split( '\n', 1 )[ 0 ].slice( -60 ) }` );
		return false;
	}
}

async function freshResult( name ) {
	await mkdir( results, { recursive: true } );
	const file = join( results, name );
	await rm( file, { force: true } );
	return file;
}
