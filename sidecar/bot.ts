/** Every browser begins so, and whoever wants to pass for one. */
const browser = /^(Mozilla|Opera)\//;

/** Crawlers name themselves, or the page that tells of them. A Cubot is a telephone. */
const crawler = /(?<!cu)bot|crawl|spider|slurp|headless|https?:\/\//i;

/** Longer ones are no browser's, and cost no more than this. */
const longest = 1000;

/** Whether the agent says that it is a program; one that lies is not found out. */
export function isBot( userAgent: string ): boolean {
	const start = userAgent.slice( 0, longest );
	return ! browser.test( start ) || crawler.test( start );
}
