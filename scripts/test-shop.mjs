import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { Fault, runScript } from './fault.mjs';
import { cache } from './places.mjs';
import { say, step } from './terminal.mjs';

const orders = Number( process.env.SHOP_ORDERS ?? 20_000 );

await runScript( async () => {
	await installDependencies();
	const { installComposerPackages } = await import( './checks.mjs' );
	const { fetchWooCommerce } = await import( './woocommerce.mjs' );
	const { findMariadb } = await import( './servers/mariadb.mjs' );
	await installComposerPackages();
	const woocommerce = await step(
		'Fetching WooCommerce',
		fetchWooCommerce
	).catch( ( error ) => {
		if ( ! ( error instanceof Fault ) ) {
			throw error;
		}
		say( `\n${ error.message }` );
		return null;
	} );
	if ( woocommerce === null ) {
		say( 'The tests of the shop were skipped for want of WooCommerce.' );
		return 0;
	}
	const databases =
		findMariadb() === null ? [ 'SQLite' ] : [ 'SQLite', 'MariaDB' ];
	let failed = 0;
	for ( const database of databases ) {
		for ( const tables of [ true, false ] ) {
			failed += await testShop( { woocommerce, database, tables } );
		}
	}
	if ( databases.length === 1 ) {
		say( 'Left out: the shop on MariaDB, which is not installed.' );
	}
	say( failed === 0 ? '\nThe shop is right.' : `\n${ failed } failed` );
	return failed === 0 ? 0 : 1;
} );

/** @return How many tests failed. */
async function testShop( { woocommerce, database, tables } ) {
	const { withShop } = await import( './shop-site.mjs' );
	const { runPhpUnit, runVitest } = await import( './tests.mjs' );
	const php = findProgram( 'php' );
	const name = `${ database }, orders ${ tables ? 'in tables of their own' : 'among the posts' }`;
	const folder = join( cache, 'shop' );
	say( `\n${ name }` );
	try {
		return await withShop(
			{ folder, woocommerce, database, tables, orders, program: php },
			async ( wordpress ) => {
				process.env.SHOP_EXPORT = join( folder, 'facts.json' );
				const facts = await runPhpUnit(
					php,
					wordpress,
					name.replaceAll( /\W+/g, '-' ),
					'shop'
				);
				say( 'Its reports' );
				const reports = await runVitest( [ 'shop' ] );
				return facts.failed + reports.failed;
			}
		);
	} finally {
		await rm( folder, { recursive: true, force: true } );
	}
}
