import type { Config } from './config';

/** What was typed. */
export type Running = {
	config: Config;
	parameters: string[];
	options: {
		site?: string;
		before?: string;
		leaked?: boolean;
		yes?: boolean;
	};
	/** Milliseconds since 1970. */
	clock: () => number;
};

/** What a command has to say, and its exit code. */
export type Ending = {
	sentences: string[];
	exit: number;
	/** A report goes to standard output, whatever it says. */
	isReport?: true;
};

/** BSD's sysexits. */
export const usageExit = 64;
