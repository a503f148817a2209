import type { Environment } from '../config';
import type { Ending } from '../ending';
import { examine } from './doctor';
import { withoutSecrets, writeJson, writeText } from './report';

/** It has to run where settings can't be read, too. */
export async function runDoctor(
	environment: Environment,
	folder: string,
	asJson = false
): Promise< Ending > {
	const examination = await examine( {
		environment,
		program: folder,
		clock: Date.now,
		fetch,
		nodeVersion: process.versions.node,
	} );
	const write = asJson ? writeJson : writeText;
	return {
		sentences: [ withoutSecrets( write( examination ), environment ) ],
		exit: examination.isWell ? 0 : 1,
		isReport: true,
	};
}
