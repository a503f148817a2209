/** What else of ours a site is asked meanwhile: it stands in the site's queue as visitors do. */
export type OwnQuestions = {
	begin(): void;
	end(): void;
	/** Answers, later, whether there was one since. */
	watch(): () => boolean;
};

export function createOwnQuestions(): OwnQuestions {
	let open = 0;
	let begun = 0;
	return {
		begin() {
			open++;
			begun++;
		},
		// A worker that was started anew has not heard of all that are open.
		end: () => void ( open = Math.max( open - 1, 0 ) ),
		watch() {
			const before = begun;
			const wasOpen = open > 0;
			return () => wasOpen || begun > before;
		},
	};
}
