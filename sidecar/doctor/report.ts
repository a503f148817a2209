import type { Environment } from '../config';
import type { Finding, Level } from './finding';

const marks: Record< Level, string > = {
	well: 'well   ',
	advice: 'advice ',
	wrong: 'WRONG  ',
};

export type Examination = { findings: Finding[]; isWell: boolean };

export function conclude( findings: Finding[] ): Examination {
	return { findings, isWell: findings.every( isBearable ) };
}

export function writeText( { findings, isWell }: Examination ): string {
	const lines = findings.flatMap( ( finding ) => [
		`${ marks[ finding.level ] }${ finding.site === null ? '' : `${ finding.site }: ` }${ finding.what }`,
		...( finding.why === '' ? [] : [ `       Why: ${ finding.why }` ] ),
		...( finding.fix === '' ? [] : [ `       Fix: ${ finding.fix }` ] ),
	] );
	const count = ( level: Level ) =>
		findings.filter( ( one ) => one.level === level ).length;
	return [
		...lines,
		'',
		`${ isWell ? 'Passed' : 'Failed' }: ${ count( 'wrong' ) } wrong, ${ count( 'advice' ) } to consider, ${ count( 'well' ) } well.`,
	].join( '\n' );
}

/** docs/doctor.md has the schema. */
export function writeJson( { findings, isWell }: Examination ): string {
	return JSON.stringify( { version: 1, passed: isWell, findings }, null, 2 );
}

/** Whatever a message may have quoted, what is secret in the settings does not get out. */
export function withoutSecrets(
	text: string,
	environment: Environment
): string {
	return secretsIn( environment ).reduce(
		( rest, secret ) => rest.replaceAll( secret, '…' ),
		text
	);
}

function secretsIn( environment: Environment ): string[] {
	const settings = Object.entries( environment ).filter( ( [ name ] ) =>
		name.startsWith( 'GATEHOUSE_' )
	);
	return settings
		.flatMap( ( [ name, value = '' ] ) => [
			...( /KEY|TOKEN|SECRET|PASSWORD/.test( name )
				? [ value, ...value.split( /[^\w-]+/ ) ]
				: [] ),
			...passwordsIn( value ),
		] )
		.filter( ( secret ) => secret.length >= 6 )
		.sort( ( a, b ) => b.length - a.length );
}

/** Of addresses such as mysql://user:password@host and redis+sentinel://…?sentinel-password=. */
function passwordsIn( value: string ): string[] {
	return [
		...value.matchAll( /:\/\/[^/\s]*?:([^/\s]+)@/g ),
		...value.matchAll( /[?&]sentinel-password=([^&\s]+)/g ),
	].flatMap( ( [ , password = '' ] ) => [ password, decode( password ) ] );
}

function decode( text: string ): string {
	try {
		return decodeURIComponent( text );
	} catch {
		return text;
	}
}

function isBearable( { level }: Finding ): boolean {
	return level !== 'wrong';
}
