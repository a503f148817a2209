import type { Settings } from './settings';

const logLevels = [ 'silent', 'error', 'warn', 'info', 'debug' ] as const;

export type LogLevel = ( typeof logLevels )[ number ];

export function readLogLevel( { read, fault }: Settings ): LogLevel {
	const text = read( 'GATEHOUSE_LOG_LEVEL' ) ?? 'info';
	const level = logLevels.find( ( one ) => one === text );
	if ( level === undefined ) {
		fault(
			`GATEHOUSE_LOG_LEVEL is "${ text }". Choose one of ${ logLevels.join( ', ' ) }.`
		);
	}
	return level ?? 'info';
}
