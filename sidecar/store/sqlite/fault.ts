/** SQLite's primary result codes. */
export const busyCodes = [ 5, 6 ];
const failedCodes = [ 8, 10, 11, 13, 14, 26 ];

/** SQLite's extended result code; null for an error of somebody else. */
export function resultCodeOf( error: unknown ): number | null {
	return error instanceof Error &&
		'errcode' in error &&
		typeof error.errcode === 'number'
		? error.errcode
		: null;
}

/** Whether the file is busy or broken, and not what was written to it wrong. */
export function isStoreFault( error: unknown ): error is Error {
	const code = ( resultCodeOf( error ) ?? 0 ) & 0xff;
	return busyCodes.includes( code ) || failedCodes.includes( code );
}
