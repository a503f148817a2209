import type { SiteDescription } from '../contract/facts';
import { type AnsweredLogo, readLogo } from './read-logo';
import type { RangesAnswer, Spent, WrongDeclaration } from '../contract/sync';
import { createZone } from '../store/facts/days';
import { declaredAtMost } from '../store/facts/own-datasets';
import { SiteFault } from './ask-site';
import { isRecord } from '../user-state';

/** A page of the change log, its facts still unread. */
export type ChangesPage = {
	site: SiteDescription;
	/** Null while it is the one that was named. */
	logo: AnsweredLogo | null;
	head: number;
	mark: string;
	knows: boolean;
	changes: Array< {
		seq: number;
		dataset: string;
		id: number;
		fact: unknown;
	} >;
	more: boolean;
};

/** A keyset page of a dataset, its facts still unread. */
export type FactsPage = {
	facts: unknown[];
	next: number | null;
	count: number;
	total: number;
	spent: Spent;
};

export function readChangesPage( answer: unknown ): ChangesPage {
	const page = requireObject( answer, 'changes' );
	return {
		site: readSiteDescription( page.site ),
		logo: readLogo( page.logo ),
		head: requireCount( page.head, 'head' ),
		mark: requireText( page.mark, 'mark' ),
		knows: page.knows === true,
		changes: requireList( page.changes, 'changes' ).map( ( entry ) => {
			const change = requireObject( entry, 'a change' );
			return {
				seq: requireCount( change.seq, 'seq' ),
				dataset: requireText( change.dataset, 'dataset' ),
				id: requireCount( change.id, 'id' ),
				fact: change.fact,
			};
		} ),
		more: page.more === true,
	};
}

export function readFactsPage( answer: unknown ): FactsPage {
	const page = requireObject( answer, 'facts' );
	const facts = requireList( page.facts, 'facts' );
	return {
		facts,
		count: facts.length,
		next: readNext( page.next ),
		total: requireCount( page.total, 'total' ),
		spent: readSpent( page.spent ),
	};
}

export function readRangePage( answer: unknown ): RangesAnswer {
	const page = requireObject( answer, 'ranges' );
	return {
		count: requireCount( page.count, 'count' ),
		last: requireCount( page.last, 'last' ),
		checksum: requireText( page.checksum, 'checksum' ),
		next: readNext( page.next ),
		spent: readSpent( page.spent ),
	};
}

function readNext( next: unknown ): number | null {
	return next === null ? null : requireCount( next, 'next' );
}

function readSpent( value: unknown ): Spent {
	const spent = requireObject( value, 'spent' );
	return {
		request: requireDuration( spent.request, 'request' ),
		reading: requireDuration( spent.reading, 'reading' ),
		visits:
			spent.visits === null
				? null
				: requireCount( spent.visits, 'visits' ),
	};
}

export function readPeople( answer: unknown ): Record< string, string > {
	const people = requireObject(
		requireObject( answer, 'people' ).people,
		'people'
	);
	return Object.fromEntries(
		Object.entries( people ).filter(
			( entry ): entry is [ string, string ] =>
				/^[1-9]\d*$/.test( entry[ 0 ] ) &&
				typeof entry[ 1 ] === 'string'
		)
	);
}

function readSiteDescription( value: unknown ): SiteDescription {
	const site = requireObject( value, 'site' );
	const timezone = requireText( site.timezone, 'timezone' );
	if ( createZone( timezone ) === null ) {
		throw new SiteFault(
			`The site's timezone ${ timezone } is not known here.`
		);
	}
	const weekStartsOn = requireCount( site.weekStartsOn, 'weekStartsOn' );
	return {
		name: requireText( site.name, 'name' ),
		locale: requireText( site.locale, 'locale' ),
		timezone,
		weekStartsOn: weekStartsOn % 7,
		types: readLabels( site.types, 'types' ),
		roles: readLabels( site.roles, 'roles' ),
		datasets: requireList( site.datasets, 'datasets' ).map( ( name ) =>
			requireText( name, 'a dataset' )
		),
		currency:
			site.currency === null
				? null
				: requireText( site.currency, 'currency' ),
		orderStatuses: readLabels( site.orderStatuses, 'orderStatuses' ),
		own: readOwn( site.own ),
	};
}

/** What other plugins declare is read where it is used: a wrong one must not stop the rest. */
function readOwn( value: unknown ): SiteDescription[ 'own' ] {
	const own = requireObject( value, 'own' );
	return {
		datasets: requireList( own.datasets, 'own datasets' ),
		reports: requireList( own.reports, 'own reports' ),
		wrong: requireList( own.wrong, 'own wrong' )
			.slice( 0, declaredAtMost )
			.map( readWrong ),
	};
}

function readWrong( value: unknown ): WrongDeclaration {
	const { kind, id, reason } = requireObject( value, 'own wrong' );
	return {
		kind: kind === 'report' ? 'report' : 'dataset',
		id: requireText( id, 'own wrong id' ).slice( 0, 64 ),
		reason: requireText( reason, 'own wrong reason' ).slice( 0, 500 ),
	};
}

function readLabels( value: unknown, name: string ): Record< string, string > {
	// PHP writes an empty map as an empty list.
	if ( Array.isArray( value ) ) {
		return {};
	}
	return Object.fromEntries(
		Object.entries( requireObject( value, name ) ).map(
			( [ key, label ] ) => [
				key,
				requireText( label, `a label of ${ name }` ),
			]
		)
	);
}

function requireObject(
	value: unknown,
	name: string
): Readonly< Record< string, unknown > > {
	if ( ! isRecord( value ) ) {
		throw new SiteFault( `In the site's answer ${ name } is no object.` );
	}
	return value;
}

function requireList( value: unknown, name: string ): unknown[] {
	if ( ! Array.isArray( value ) ) {
		throw new SiteFault( `In the site's answer ${ name } is no list.` );
	}
	return value;
}

function requireCount( value: unknown, name: string ): number {
	if ( ! isCount( value ) ) {
		throw new SiteFault(
			`In the site's answer ${ name } is no whole number from 0.`
		);
	}
	return value;
}

export function isCount( value: unknown ): value is number {
	return Number.isSafeInteger( value ) && Number( value ) >= 0;
}

function requireDuration( value: unknown, name: string ): number {
	if ( typeof value !== 'number' || ! ( value >= 0 && value < Infinity ) ) {
		throw new SiteFault( `In the site's answer ${ name } is no duration.` );
	}
	return value;
}

function requireText( value: unknown, name: string ): string {
	if ( typeof value !== 'string' ) {
		throw new SiteFault( `In the site's answer ${ name } is no text.` );
	}
	return value;
}
