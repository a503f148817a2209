const day = 24 * 60 * 60 * 1000;

/** Milliseconds, for a site that is no longer in the settings. */
export const goneSites = {
	/** Longer than any session of it; and whoever took it out by mistake has time to see that. */
	kept: 60 * day,
	notedEvery: day,
};
