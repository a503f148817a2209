/** What a command has to say, and its exit code. */
export type Ending = {
	sentences: string[];
	exit: number;
	/** A report goes to standard output, whatever it says. */
	isReport?: true;
};
