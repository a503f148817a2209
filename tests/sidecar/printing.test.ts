import type { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createPrinting } from '../../sidecar/printing';
import { startPrinting } from '../../sidecar/workers';
import { publishing } from '../blocks/report-view/publishing';
import { program } from './processes';

it(
	'prints in one worker, lets it go when nothing is to be printed, and begins another',
	{ timeout: 60_000 },
	async () => {
		const ended: Array< Promise< unknown > > = [];
		const startWorker = (): Worker => {
			const worker = startPrinting( program );
			ended.push(
				new Promise( ( done ) => worker.once( 'exit', done ) )
			);
			return worker;
		};
		const printing = createPrinting( {
			startWorker,
			idle: 1000,
			log: { error: () => undefined },
		} );
		const print = () =>
			printing.print( {
				document: publishing(),
				left: {},
				paper: 'a4',
				logo: null,
			} );
		await print();
		await print();
		expect( ended ).toHaveLength( 1 );
		await ended[ 0 ];
		expect( String( ( await print() ).subarray( 0, 5 ) ) ).toBe( '%PDF-' );
		expect( ended ).toHaveLength( 2 );
		await printing.stop();
	}
);
