import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesIn } from './block-build.mjs';
import { findProgram, run } from './command.mjs';
import { modernNode } from './dependencies.mjs';
import { Fault } from './fault.mjs';
import { inspectPhp } from './php.mjs';
import { inRoot, modules, root } from './places.mjs';
import { say, step } from './terminal.mjs';

const formatted = [
	'{blocks,sidecar,tests,scripts}/**/*.{ts,tsx,mjs,js,css}',
	'*.{ts,mts,js}',
];

/** What can be said about the code without running it. Gives the number of checks that passed and failed. */
export async function checkCode() {
	const parts = [
		[
			'Format',
			() =>
				tool(
					'prettier/bin/prettier.cjs',
					'--check',
					'--log-level=warn',
					...formatted
				),
		],
		[
			'Lint',
			() =>
				tool(
					'eslint/bin/eslint.js',
					'--config=.ci/eslint.config.mjs',
					'--max-warnings=0',
					'blocks',
					'sidecar',
					'tests'
				),
		],
		[
			'Types of the blocks',
			() => tool( 'typescript/bin/tsc', '-p', '.' ),
		],
		[
			'Types of the sidecar',
			() => tool( 'typescript/bin/tsc', '-p', 'sidecar' ),
		],
	];
	const php = await inspectPhp();
	if ( php ) {
		parts.push( [ 'PHP syntax', () => checkSyntax( php.program ) ] );
	}
	if ( php && findProgram( 'composer' ) ) {
		await installComposerPackages();
		parts.push( [
			'PHPStan',
			() =>
				run(
					php.program,
					[
						'vendor/bin/phpstan',
						'analyse',
						'--no-progress',
						'--memory-limit=1G',
					],
					{ cwd: root, everything: true }
				),
		] );
	} else {
		say( '  PHPStan is left out: php and composer are not both here.' );
	}
	return runParts( parts );
}

/** The PHP packages for PHPStan and PHPUnit, when absent or other than composer.json says. */
export async function installComposerPackages() {
	if ( await areInstalled() ) {
		return;
	}
	await step( 'Installing Composer packages', () =>
		run(
			findProgram( 'composer' ),
			[ 'update', '--no-interaction', '--no-progress', '--quiet' ],
			{
				cwd: root,
				env: { COMPOSER_ALLOW_SUPERUSER: '1' },
				what: 'composer update',
			}
		)
	);
}

async function areInstalled() {
	const file = inRoot( 'vendor', 'composer', 'installed.json' );
	if ( ! existsSync( file ) ) {
		return false;
	}
	const read = async ( name ) => JSON.parse( await readFile( name, 'utf8' ) );
	const { packages } = await read( file );
	const { 'require-dev': wanted } = await read( inRoot( 'composer.json' ) );
	return Object.entries( wanted ).every( ( [ name, version ] ) =>
		packages.some(
			( found ) =>
				found.name === name &&
				found.version.replace( /^v/, '' ) === version
		)
	);
}

async function runParts( parts ) {
	const count = { passed: 0, failed: 0 };
	for ( const [ name, check ] of parts ) {
		try {
			await step( name, check );
			count.passed += 1;
		} catch ( error ) {
			if ( ! ( error instanceof Fault ) ) {
				throw error;
			}
			count.failed += 1;
			say( error.message );
		}
	}
	return count;
}

function tool( file, ...args ) {
	return run( modernNode(), [ join( modules, file ), ...args ], {
		cwd: root,
		everything: true,
		what: args[ 0 ]?.startsWith( '-p' ) ? 'tsc' : file.split( '/' )[ 0 ],
	} );
}

async function checkSyntax( php ) {
	const files = [ 'plugin', 'tests/plugin', 'scripts' ].map( ( folder ) =>
		filesIn( inRoot( folder ) )
	);
	for ( const file of ( await Promise.all( files ) ).flat() ) {
		if ( file.endsWith( '.php' ) ) {
			await run( php, [ '-l', file ] );
		}
	}
}
