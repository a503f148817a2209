import type { Migration } from 'kysely/migration';
import { createActivity, createStrangers } from './activity';
import { createHomes } from './home';
import { createLeases } from './lease';
import { createMarks } from './mark';
import { createProcesses } from './process';
import { createSessions } from './session';
import { createViews } from './view';

/** In order of their names; what has run anywhere is never changed. */
export const migrations: Record< string, Migration > = {
	'0001-sessions': { up: createSessions },
	'0002-activity': { up: createActivity },
	'0003-processes': { up: createProcesses },
	'0004-leases': { up: createLeases },
	'0005-marks': { up: createMarks },
	'0006-homes': { up: createHomes },
	'0007-views': { up: createViews },
	'0008-strangers': { up: createStrangers },
};
