export type Environment = Readonly< Record< string, string | undefined > >;

/** Every fault of the settings: its name, what it got and what it wants. */
export class ConfigFault extends Error {
	constructor( readonly faults: readonly string[] ) {
		super( faults.join( '\n' ) );
	}
}

/** What the readers of settings read from, and tell their faults. */
export type Settings = {
	/** Undefined when it is not set, or holds nothing. */
	read( name: string ): string | undefined;
	/** Whoever calls this answers anything of its type: the settings are refused. */
	fault( sentence: string ): void;
	/** Throws when there was a fault. */
	close(): void;
};

export function openSettings( environment: Environment ): Settings {
	const faults: string[] = [];
	return {
		read: ( name ) => environment[ name ]?.trim() || undefined,
		fault: ( sentence ) => void faults.push( sentence ),
		close() {
			if ( faults.length > 0 ) {
				throw new ConfigFault( faults );
			}
		},
	};
}
