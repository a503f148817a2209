import { workerData } from 'node:worker_threads';
import { printPdfs } from './render/pdf/worker';
import { type Printing, portOf } from './workers';

/** The program of the worker that makes PDFs. */
// Given by workers.ts alone.
const { fonts } = workerData as Printing;
printPdfs( portOf( 'print.cjs' ), fonts );
