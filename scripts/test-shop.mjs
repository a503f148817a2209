import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { runScript } from './fault.mjs';
import { cache } from './places.mjs';
import { minutesSince, say, step } from './terminal.mjs';
import { installShopPackages, missingServers } from './test-packages.mjs';
import { fetchWooCommerce, findNamed, Unreachable } from './woocommerce.mjs';

const orders = Number( process.env.SHOP_ORDERS ?? 20_000 );
/** Seconds since 1970. The same orders in every run, so that recorded facts can be compared. */
const now = Date.parse( '2026-11-15T03:00:00Z' ) / 1000;
const folder = join( cache, 'shop' );

await runScript( async () => {
	const started = Date.now();
	// Whoever mistyped it should not wait for packages first.
	findNamed();
	await installDependencies();
	const woocommerce = await step(
		'Fetching WooCommerce',
		fetchWooCommerce
	).catch( ( error ) => {
		if ( ! ( error instanceof Unreachable ) ) {
			throw error;
		}
		say( `\nskipped: the tests of the shop. ${ error.message }` );
		return null;
	} );
	if ( woocommerce === null ) {
		return 0;
	}
	await installShopPackages();
	const { installComposerPackages } = await import( './checks.mjs' );
	const { bundleSidecar } = await import( './bundle.mjs' );
	await installComposerPackages();
	await step( 'Bundling the sidecar', bundleSidecar );

	const missing = missingServers( [ 'mariadb-server', 'php-mysql' ] );
	const hasMariadb = missing.length === 0;
	const databases = hasMariadb ? [ 'SQLite', 'MariaDB' ] : [ 'SQLite' ];
	const shops = databases.flatMap( ( database ) =>
		[ true, false ].map( ( tables ) => ( { database, tables } ) )
	);
	const results = [];
	for ( const shop of shops ) {
		results.push( await testShop( { woocommerce, started, ...shop } ) );
	}

	say( `\nThe tests of the shop, with ${ orders } orders each:` );
	for ( const { name, passed, failed, leftOut, took } of results ) {
		say(
			`  ${ failed === 0 ? '✓' : '✗' } ${ name }: ${ passed } passed, ${ failed } failed, ${ leftOut } left out (${ took } minutes)`
		);
	}
	if ( ! hasMariadb ) {
		say(
			`  skipped: the shop on MariaDB. Install ${ missing.join( ' and ' ) }.`
		);
	}
	const failed = results.filter( ( result ) => result.failed > 0 ).length;
	say(
		`${ failed === 0 ? 'The shop is right.' : `${ failed } of ${ results.length } shops are wrong.` } (${ minutesSince( started ) } minutes)`
	);
	return failed === 0 ? 0 : 1;
} );

/** Everything about one kind of shop: what it exports, its reports, and the service beside a small one. */
async function testShop( { woocommerce, started, database, tables } ) {
	const { withShop } = await import( './shop-site.mjs' );
	const { runPhpUnit, runVitest } = await import( './tests.mjs' );
	const program = findProgram( 'php' );
	const name = `${ database }, orders ${ tables ? 'in tables of their own' : 'among the posts' }`;
	const begun = Date.now();
	const kind = { folder, woocommerce, database, tables, now, program };
	const test = ( wordpress, suite ) =>
		runPhpUnit( program, wordpress, name.replaceAll( /\W+/g, '-' ), suite );
	say( `\n${ name } (after ${ minutesSince( started ) } minutes)` );
	process.env.SHOP_EXPORT = join( folder, 'facts.json' );
	const counts = [];
	try {
		await withShop( { ...kind, orders }, async ( wordpress ) => {
			counts.push( await test( wordpress, 'shop' ) );
			say( 'Its reports' );
			counts.push( await runVitest( [ 'shop' ] ) );
		} );
		say( 'The report service beside it, with a few orders' );
		await withShop( { ...kind, orders: 60 }, async ( wordpress ) => {
			counts.push( await test( wordpress, 'shop-service' ) );
		} );
	} finally {
		await rm( folder, { recursive: true, force: true } );
	}
	const sum = ( part ) =>
		counts.reduce( ( total, count ) => total + ( count[ part ] ?? 0 ), 0 );
	return {
		name,
		passed: sum( 'passed' ),
		failed: sum( 'failed' ),
		leftOut: sum( 'leftOut' ),
		took: minutesSince( begun ),
	};
}
