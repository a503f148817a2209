import { join } from 'node:path';
import {
	type MessagePort,
	parentPort,
	type ResourceLimits,
	Worker,
} from 'node:worker_threads';
import type { Config } from './config';

/** What follow.cjs is started with. */
export type Following = { config: Config };

/** What print.cjs is started with: the folder of its fonts. */
export type Printing = { fonts: string };

/** Megabytes. What a page of facts leaves behind is collected soon, instead of when it has become much. */
const followingLimits = {
	maxYoungGenerationSizeMb: 8,
	maxOldGenerationSizeMb: 160,
};

/** A PDF of tables with 2,000 rows takes a third of it. */
const printingLimits = {
	maxYoungGenerationSizeMb: 4,
	maxOldGenerationSizeMb: 384,
};

/** Follows the sites. `folder` is where the program is: its workers lie beside it. */
export function startFollowing( folder: string, config: Config ): Worker {
	const work: Following = { config };
	return start( join( folder, 'follow.cjs' ), work, followingLimits );
}

/** Makes PDFs. */
export function startPrinting( folder: string ): Worker {
	const work: Printing = { fonts: join( folder, 'fonts' ) };
	return start( join( folder, 'print.cjs' ), work, printingLimits );
}

/** The worker's way to who started it. */
export function portOf( program: string ): MessagePort {
	if ( parentPort === null ) {
		throw new Error( `${ program } is started by gatehouse.cjs.` );
	}
	return parentPort;
}

function start( file: string, work: object, limits: ResourceLimits ): Worker {
	return new Worker( file, { workerData: work, resourceLimits: limits } );
}
