import { type Counted, countGroups, rankValues } from '../store/facts/count';
import type { FieldValue } from '../store/facts/dataset';
import { readIdsWith } from '../store/facts/read';
import type { Source } from '../store/facts/source';
import type { FilterDeclaration } from './declaration';
import { readList, spread } from './ranking';
import type { Subject } from './subject';

/** What can be chosen in a filter. */
export type FilterValues = {
	/** Offered, the most frequent first; any other value that there is may be asked for by name. */
	frequent(): Promise< FieldValue[] >;
	/** As it is kept. What cannot be one of these is no value of any fact. */
	read( text: string ): Exclude< FieldValue, null >;
	/** What the field of a fact then is one of; null where one of them is no value of this site. */
	matching( texts: readonly string[] ): Promise< FieldValue[] | null >;
};

const offeredAtMost = 100;

const facts = { facts: { total: 'facts' } };

/** `all` is the subject before anything was chosen. */
export function valuesOf(
	all: Subject,
	{ field, through }: FilterDeclaration
): FilterValues {
	return through === undefined
		? ownValues( all, field )
		: valuesThrough( all.source( through.dataset ), through.field );
}

function ownValues( all: Subject, field: string ): FilterValues {
	const source = all.source();
	const read = readerOf( source, field );
	return {
		read,

		async frequent() {
			const question = { days: null, where: all.where(), sums: facts };
			const { rows } = await rankValues( source, question, field, {
				order: { by: 'sum', name: 'facts', direction: 'descending' },
				limit: offeredAtMost,
			} );
			return rows.map( ( { key } ) => key );
		},

		async matching( texts ) {
			const wanted = texts.map( read );
			const where = [ ...all.where(), { field, is: wanted } ];
			const found = await countGroups(
				source,
				{ days: null, where, sums: facts },
				{ kind: 'value', field }
			);
			return found.length < wanted.length ? null : wanted;
		},
	};
}

/** Of the facts that the field names; chosen are those that have it in a list. */
function valuesThrough( named: Source, field: string ): FilterValues {
	const read = ( text: string ) =>
		/^\d{1,15}$/.test( text ) ? Number( text ) : -1;
	return {
		read,

		async frequent() {
			const groups = await countGroups(
				named,
				{ days: null, where: [], sums: facts },
				{ kind: 'value', field }
			);
			const often = ( { sums }: Counted ) => sums.facts ?? 0;
			return spread( groups, readList )
				.sort( ( one, other ) => often( other ) - often( one ) )
				.slice( 0, offeredAtMost )
				.map( ( { key } ) => key );
		},

		async matching( texts ) {
			const ids = new Set< number >();
			for ( const has of texts.map( read ) ) {
				const found = await readIdsWith( named, { field, has } );
				if ( found.length === 0 ) {
					return null;
				}
				found.forEach( ( id ) => ids.add( id ) );
			}
			return [ ...ids ];
		},
	};
}

function readerOf(
	{ dataset }: Source,
	field: string
): FilterValues[ 'read' ] {
	switch ( dataset.fields[ field ]?.kind ) {
		case 'count':
		case 'signed':
		case 'amount':
		case 'moment':
		case 'reference':
		case undefined:
			return ( text ) =>
				/^-?\d{1,15}$/.test( text ) ? Number( text ) : -1;
		default:
			return ( text ) => text;
	}
}
