import { join } from 'node:path';
import { buildAll } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { runScript } from './fault.mjs';
import { findProgram } from './command.mjs';
import { findMariadb } from './servers/mariadb.mjs';
import { minutesSince, say, step } from './terminal.mjs';
import {
	installServers,
	installTestPackages,
	missingServers,
} from './test-packages.mjs';

const sites = [ 'newest', 'oldest' ];

await runScript( async () => {
	const started = Date.now();
	const counts = [];

	part( 'Preparing' );
	await installTestPackages();
	await installServers();
	await installDependencies();
	const { checkCode, installComposerPackages } =
		await import( './checks.mjs' );
	const { packArchives } = await import( './archives.mjs' );
	const { prepareTestSite, testSite } = await import( './test-sites.mjs' );
	const { runPhpUnit, runVitest } = await import( './tests.mjs' );
	await installComposerPackages();
	await buildAll();
	const archives = await step( 'Packing', packArchives );
	const php = findProgram( 'php' );
	for ( const site of sites ) {
		await step( `Preparing the ${ site } WordPress`, ( report ) =>
			prepareTestSite( site, archives.plugin, php, report )
		);
	}

	part( 'Checks' );
	counts.push( await checkCode() );
	part( 'Sidecar and blocks' );
	counts.push( await runVitest( [ 'sidecar', 'blocks' ] ) );
	part( 'Sidecar on MariaDB' );
	if ( findMariadb() === null ) {
		say( 'Left out: MariaDB is not installed.' );
	} else {
		counts.push( await runVitest( [ 'sidecar-mariadb' ] ) );
	}
	for ( const site of sites ) {
		const wordpress = join( testSite( site ), 'wordpress' );
		part( `Plugin in the ${ site } WordPress` );
		counts.push( await runPhpUnit( php, wordpress, site, 'plugin' ) );
		part( `Plugin on a network of the ${ site } WordPress` );
		counts.push( await runPhpUnit( php, wordpress, site, 'network' ) );
	}
	part( 'Journeys in a browser' );
	counts.push( await runVitest( [ 'journey' ] ) );
	part( 'Homes: hosts of other kinds' );
	counts.push( await runVitest( [ 'hosting' ] ) );

	const sum = ( name ) =>
		counts.reduce( ( total, count ) => total + ( count[ name ] ?? 0 ), 0 );
	const failed = sum( 'failed' );
	say( `\n${ minutesSince( started ) } minutes` );
	say( `${ sum( 'passed' ) } passed, ${ failed } failed` );
	if ( sum( 'leftOut' ) > 0 ) {
		say(
			`${ sum( 'leftOut' ) } left out here: tests of another store, or that need a server that is absent or root.`
		);
	}
	if ( missingServers().length > 0 ) {
		say(
			`Left out, since these packages are not installed: ${ missingServers().join( ', ' ) }`
		);
	}
	return failed === 0 ? 0 : 1;

	function part( title ) {
		say(
			`\n${ title } (${ Math.round( ( Date.now() - started ) / 1000 ) } s)`
		);
	}
} );
