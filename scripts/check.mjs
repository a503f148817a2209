import { installDependencies } from './dependencies.mjs';
import { runScript } from './fault.mjs';
import { say } from './terminal.mjs';

await runScript( async () => {
	await installDependencies();
	const { checkCode } = await import( './checks.mjs' );
	const { runVitest } = await import( './tests.mjs' );
	const counts = [
		await checkCode(),
		await runVitest( [ 'sidecar', 'blocks' ] ),
	];
	const passed = counts.reduce( ( sum, count ) => sum + count.passed, 0 );
	const failed = counts.reduce( ( sum, count ) => sum + count.failed, 0 );
	say( `\n${ passed } passed, ${ failed } failed` );
	return failed === 0 ? 0 : 1;
} );
