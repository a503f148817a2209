import {
	type Config,
	ConfigFault,
	type Environment,
	readConfig,
} from '../config';
import { advice, type Finding, well, wrong } from './finding';

/** The settings, null when they can't be read, and what is to be said of them. */
export function examineSettings(
	environment: Environment,
	folder: string
): { config: Config | null; findings: Finding[] } {
	const read = new Set< string >();
	const watched = new Proxy( environment, {
		get( target, name ) {
			read.add( String( name ) );
			return target[ String( name ) ];
		},
	} );
	try {
		const config = readConfig( watched, folder );
		const unknown = Object.keys( environment ).filter(
			( name ) => name.startsWith( 'GATEHOUSE_' ) && ! read.has( name )
		);
		return {
			config,
			findings: [
				well(
					'settings_readable',
					`The settings can be read. Data folder: ${ config.data }`
				),
				...unknown.map( unknownSetting ),
			],
		};
	} catch ( error ) {
		if ( ! ( error instanceof ConfigFault ) ) {
			throw error;
		}
		const findings = error.faults.map( ( fault ) =>
			wrong( {
				id: 'setting_wrong',
				what: fault,
				why: 'The sidecar does not start with it.',
				fix: 'Change the setting. In cPanel: Setup Node.js App, the pencil, Environment variables; then Restart.',
			} )
		);
		return { config: null, findings };
	}
}

function unknownSetting( name: string ): Finding {
	return advice( {
		id: 'setting_unknown',
		what: `${ name } is set, and is no setting of this version.`,
		why: 'A setting with a wrong name does nothing.',
		fix: 'Compare its name with docs/environment.md, or remove it.',
	} );
}
