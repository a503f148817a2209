import type { Grant } from '../contract/user-state';
import { Refusal } from '../errors';

/** Who asks: a session's user, or whom the site asks for. */
export type Viewer = { user: number; grants: readonly Grant[] };

/** What is guarded: a declared report, or anything else that says the same of itself. */
export type Guarded = {
	/** Opens all of it. */
	grant: Grant;
	/** The field that names whose content a fact is: it opens for `own` too, narrowed to the viewer's. */
	own?: string;
};

/** `export` is any file or message made from it, `share` shows it to others. */
export type Act = 'open' | 'export' | 'share' | 'manage';

/** How much a viewer gets: all, or what belongs to one user. */
export type Scope = 'all' | { own: number };

const needed = {
	open: null,
	export: 'export',
	share: 'publish',
	manage: 'manage',
} as const satisfies Record< Act, Grant | null >;

/** The one check of every surface and format; null when the viewer may not. */
export function scopeOf(
	{ grant, own }: Guarded,
	{ user, grants }: Viewer,
	act: Act
): Scope | null {
	const also = needed[ act ];
	if ( also !== null && ! grants.includes( also ) ) {
		return null;
	}
	if ( grants.includes( grant ) ) {
		return 'all';
	}
	return own !== undefined && grants.includes( 'own' ) ? { own: user } : null;
}

export function requireScope(
	guarded: Guarded,
	viewer: Viewer,
	act: Act
): Scope {
	const scope = scopeOf( guarded, viewer, act );
	if ( scope === null ) {
		throw new Refusal( 'permission_missing' );
	}
	return scope;
}

/** Of sessions, activity and notices: everybody's with `manage`, to all others their own. */
export function scopeOfRecords( viewer: Viewer ): Scope {
	return (
		scopeOf( { grant: 'manage' }, viewer, 'manage' ) ?? {
			own: viewer.user,
		}
	);
}

/** Part of the key of whatever is kept for several viewers. */
export function scopeKey( scope: Scope ): string {
	return scope === 'all' ? 'all' : `own ${ scope.own }`;
}
