import { dirname, join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Config } from './config';

/** What a worker of this program is started for. */
export type Work =
	{ part: 'follow'; config: Config } | { part: 'print'; fonts: string };

/** Megabytes. What a page of facts leaves behind is collected soon, instead of when it has become much. */
const followingLimits = {
	maxYoungGenerationSizeMb: 8,
	maxOldGenerationSizeMb: 160,
};

/** A PDF of tables with 2,000 rows takes a third of it. */
const printingLimits = {
	maxYoungGenerationSizeMb: 8,
	maxOldGenerationSizeMb: 384,
};

/** Follows the sites. `file` is the program. */
export function startFollowing( file: string, config: Config ): Worker {
	return start( file, { part: 'follow', config }, followingLimits );
}

/** Makes PDFs with the fonts that lie beside the program. */
export function startPrinting( file: string ): Worker {
	const fonts = join( dirname( file ), 'fonts' );
	return start( file, { part: 'print', fonts }, printingLimits );
}

function start( file: string, work: Work, limits: ResourceLimits ): Worker {
	return new Worker( file, { workerData: work, resourceLimits: limits } );
}
