import type { ViewChange } from '../contract/views';
import { Refusal } from '../errors';
import { normalQuery } from '../views';
import { toSearch } from '../report-search';
import { isRecord } from '../user-state';

/** What a body says; what it leaves out is undefined. */
export type GivenView = ViewChange & { report?: string };

const longestName = 80;
/** A line of text, without what would turn or break the lines around it. */
const plainLine = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u;

/** Refuses with `view_wrong`, and with the codes of a wrong query. */
export function readView( body: unknown ): GivenView {
	if ( ! isRecord( body ) ) {
		throw new Refusal( 'view_wrong' );
	}
	const { name, report, query, isShared } = body;
	return {
		...( name !== undefined && { name: readName( name ) } ),
		...( report !== undefined && { report: readReport( report ) } ),
		...( query !== undefined && { query: readViewQuery( query ) } ),
		...( isShared !== undefined && { isShared: readFlag( isShared ) } ),
	};
}

function readName( value: unknown ): string {
	const name = typeof value === 'string' ? value.trim() : '';
	if ( [ ...name ].length > longestName || ! plainLine.test( name ) ) {
		throw new Refusal( 'view_wrong', { parameter: 'name' } );
	}
	return name;
}

function readReport( value: unknown ): string {
	if ( typeof value !== 'string' ) {
		throw new Refusal( 'view_wrong', { parameter: 'report' } );
	}
	return value;
}

function readViewQuery( value: unknown ) {
	if ( ! isRecord( value ) ) {
		throw new Refusal( 'view_wrong', { parameter: 'query' } );
	}
	return normalQuery( toSearch( value ) );
}

function readFlag( value: unknown ): boolean {
	if ( typeof value !== 'boolean' ) {
		throw new Refusal( 'view_wrong', { parameter: 'isShared' } );
	}
	return value;
}
