import { workerData } from 'node:worker_threads';
import { followSites } from './follow-sites';
import { hideExperimentalWarnings } from './warnings';
import { type Following, portOf } from './workers';

/** The program of the worker that follows the sites. */
hideExperimentalWarnings();
// Given by workers.ts alone.
const { config } = workerData as Following;
void followSites( config, portOf( 'follow.cjs' ) );
