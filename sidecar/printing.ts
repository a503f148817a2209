import type { Worker } from 'node:worker_threads';
import { Refusal } from './errors';
import type { Print } from './render/pdf/pages';
import type { Printed } from './render/pdf/worker';

/** Makes PDFs in one worker of bounded memory, so that nobody else waits for them. */
export type Printing = {
	/** Refuses with `files_busy` and `file_too_large`. */
	print( print: Print ): Promise< Buffer >;
	stop(): Promise< void >;
};

export type PrintingParts = {
	startWorker: () => Worker;
	log: { error( detail: object, message: string ): void };
	/** Milliseconds that one PDF may take. */
	longest?: number;
	/** Milliseconds after which a worker without work is let go, and its memory with it. */
	idle?: number;
};

/** Prints that wait for the one being made. */
const waitingAtMost = 10;
const retryAfterSeconds = 5;

type Job = {
	print: Print;
	resolve: ( pdf: Buffer ) => void;
	reject: ( error: unknown ) => void;
};

export function createPrinting( {
	startWorker,
	log,
	longest = 20_000,
	idle = 30_000,
}: PrintingParts ): Printing {
	const waiting: Job[] = [];
	let worker: Worker | null = null;
	let job: Job | null = null;
	let timer: NodeJS.Timeout | undefined;

	function goOn() {
		clearTimeout( timer );
		job = waiting.shift() ?? null;
		if ( job === null ) {
			timer = setTimeout( dismiss, idle ).unref();
			return;
		}
		timer = setTimeout( () => end( 'took too long' ), longest );
		worker ??= start();
		worker.postMessage( job.print );
	}

	function start(): Worker {
		const started = startWorker();
		started.unref();
		started.on( 'message', ( printed: Printed ) => {
			if ( worker === started ) {
				hear( printed );
			}
		} );
		// Unheard, its error would end the whole process.
		started.on( 'error', ( error: unknown ) => {
			if ( worker === started ) {
				end( String( error ) );
			}
		} );
		started.on( 'exit', ( code ) => {
			if ( worker === started ) {
				end( `the worker ended with ${ code }` );
			}
		} );
		return started;
	}

	function hear( printed: Printed ) {
		const done = job;
		if ( 'pdf' in printed ) {
			if ( printed.logoFault !== null ) {
				log.error( { reason: printed.logoFault }, 'a PDF has no logo' );
			}
			done?.resolve( Buffer.from( printed.pdf.buffer ) );
		} else {
			log.error( { reason: printed.fault }, 'a PDF was not made' );
			done?.reject( new Error( printed.fault ) );
		}
		goOn();
	}

	/** What it was making cost too much; the next begins with another worker. */
	function end( reason: string ) {
		log.error( { reason }, 'a PDF was given up' );
		const failed = job;
		dismiss();
		failed?.reject( new Refusal( 'file_too_large', { reason } ) );
		goOn();
	}

	function dismiss() {
		void worker?.terminate();
		worker = null;
	}

	return {
		print: ( print ) =>
			new Promise( ( resolve, reject ) => {
				if ( waiting.length >= waitingAtMost ) {
					reject(
						new Refusal( 'files_busy', { retryAfterSeconds } )
					);
					return;
				}
				waiting.push( { print, resolve, reject } );
				if ( job === null ) {
					goOn();
				}
			} ),

		async stop() {
			clearTimeout( timer );
			const leaving = worker;
			worker = null;
			const refused = new Refusal( 'files_busy', { retryAfterSeconds } );
			for ( const one of [ job, ...waiting.splice( 0 ) ] ) {
				one?.reject( refused );
			}
			await leaving?.terminate();
		},
	};
}
