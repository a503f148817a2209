const closed =
	'M5 8V5.5a3 3 0 0 1 6 0V8h.5A1.5 1.5 0 0 1 13 9.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 13.5v-4A1.5 1.5 0 0 1 4.5 8H5Zm1.5 0h3V5.5a1.5 1.5 0 0 0-3 0V8Z';
const open =
	'M5 8V4.5a3 3 0 0 1 5.9-.7l-1.45.4A1.5 1.5 0 0 0 6.5 4.5V8h5A1.5 1.5 0 0 1 13 9.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 13.5v-4A1.5 1.5 0 0 1 4.5 8H5Z';

/** The outline of a lock in a box of 16. Not the emoji: many machines have no font for it. */
export function lockPath( isClosed: boolean ): string {
	return isClosed ? closed : open;
}
