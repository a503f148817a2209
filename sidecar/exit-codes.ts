/** BSD's EX_CONFIG: whoever restarts us would only fail again. */
export const configExit = 78;

/** EX_TEMPFAIL: the same may go well later. */
export const temporaryExit = 75;
