import type { MessagePort } from 'node:worker_threads';
import { readFonts } from './fonts';
import { createPdfMaker } from './make';
import type { Print } from './pages';

/** What the worker answers to a `Print`. */
export type Printed =
	| { pdf: Uint8Array< ArrayBuffer >; logoFault: string | null }
	| { fault: string };

/** The worker's part: one PDF after another, as they are asked for. */
export function printPdfs( port: MessagePort, fontsFolder: string ): void {
	const make = createPdfMaker( readFonts( fontsFolder ) );
	port.on( 'message', ( print: Print ) => {
		void make( print ).then(
			( { bytes, logoFault } ) => {
				// Of its own memory: a Buffer may be part of one that others use.
				const pdf = new Uint8Array( bytes );
				const printed: Printed = { pdf, logoFault };
				port.postMessage( printed, [ pdf.buffer ] );
			},
			( error: unknown ) => {
				const printed: Printed = {
					fault: error instanceof Error ? `${ error.stack }` : '',
				};
				port.postMessage( printed );
			}
		);
	} );
}
