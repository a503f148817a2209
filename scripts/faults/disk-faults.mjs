import { findProgram } from '../command.mjs';
import { slowSyncs } from './slow-disk.mjs';

const isRefused = ( { failed } ) => failed > 0;

/** The logs lie on the same disk. */
export const diskFull = ( { disk } ) =>
	disk
		? {
				name: `disk full (a tmpfs of ${ disk.megabytes } MB)`,
				begin: disk.fill,
				holdSeconds: 6,
				end: disk.empty,
				isFelt: isRefused,
			}
		: {
				leftOut:
					'A full disk is left out: only root may mount one of its own.',
			};

export function diskSlow( { fleet, folder } ) {
	const milliseconds = 300;
	let slowed = null;
	let delayed = 0;
	return findProgram( 'strace' )
		? {
				name: `every sync to disk takes ${ milliseconds } ms longer`,
				async begin() {
					slowed = await slowSyncs( {
						pids: fleet.pids(),
						milliseconds,
						folder,
					} );
				},
				holdSeconds: 10,
				async end() {
					delayed = await slowed.stop();
				},
				isFelt: () => delayed > 0,
			}
		: { leftOut: 'A slow disk is left out: strace is not installed.' };
}
