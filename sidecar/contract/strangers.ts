/** What was refused to requests of nobody that is known. */
export const strangerKinds = [
	/** Reports and whatever else needs a session. */
	'session',
	'hand-off',
	/** Signed statements that are not the site's. */
	'statement',
	/** From a page that does not belong to the site. */
	'origin',
	/** More than an address may ask. */
	'limit',
	/** Where there is nothing. */
	'address',
] as const;

export type StrangerKind = ( typeof strangerKinds )[ number ];

/** Whether whoever asked says that it is a program. */
export const strangerAgents = [ 'bot', 'other' ] as const;

export type StrangerAgent = ( typeof strangerAgents )[ number ];
