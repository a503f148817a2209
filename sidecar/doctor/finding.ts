/** `advice` works as it is; `wrong` makes the doctor end with 1. */
export type Level = 'well' | 'advice' | 'wrong';

export type Finding = {
	/** Stable, such as `clock_apart`. */
	id: string;
	/** The home of the site it is about; null: the whole sidecar. */
	site: string | null;
	level: Level;
	what: string;
	/** Empty where all is well. */
	why: string;
	fix: string;
};

export type Examined = Pick< Finding, 'id' | 'what' > &
	Partial< Omit< Finding, 'id' | 'what' | 'level' > >;

export function well( id: string, what: string, site?: string ): Finding {
	return toFinding( 'well', { id, what, site: site ?? null } );
}

export function advice( examined: Examined ): Finding {
	return toFinding( 'advice', examined );
}

export function wrong( examined: Examined ): Finding {
	return toFinding( 'wrong', examined );
}

function toFinding( level: Level, examined: Examined ): Finding {
	return { site: null, why: '', fix: '', ...examined, level };
}
