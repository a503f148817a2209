import type { Migration } from 'kysely/migration';
import { createActivity } from './activity-tables';
import { createLeases } from './lease-tables';
import { createMarks } from './mark-tables';
import { createProcesses } from './process-tables';
import { createSessions } from './session-tables';

/** In order of their names; what has run anywhere is never changed. */
export const migrations: Record< string, Migration > = {
	'0001-sessions': { up: createSessions },
	'0002-activity': { up: createActivity },
	'0003-processes': { up: createProcesses },
	'0004-leases': { up: createLeases },
	'0005-marks': { up: createMarks },
};
