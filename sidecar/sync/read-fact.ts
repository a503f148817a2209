import type {
	Dataset,
	FactRow,
	Field,
	FieldValue,
} from '../store/facts/dataset';
import type { ChangedFact } from '../store/facts/write';
import { isRecord } from '../user-state';
import { isCount } from './site-answers';

/** 1000-01-01 and 9999-12-31, in seconds: what both sides can write as a date. */
const firstMoment = -30_610_224_000;
const lastMoment = 253_402_300_799;

/** The id a row says it has; null when that can't be read. */
export function readId( row: unknown ): number | null {
	return isRecord( row ) && isCount( row.id ) && row.id > 0 ? row.id : null;
}

/** The one edge where a site's row becomes a fact; a string says what is wrong with it. */
export function readFact( dataset: Dataset, row: unknown ): FactRow | string {
	const id = readId( row );
	if ( ! isRecord( row ) || id === null ) {
		return 'id is not a whole number from 1';
	}
	const values: Record< string, FieldValue > = {};
	for ( const [ name, field ] of Object.entries( dataset.fields ) ) {
		const value = readField( field, row[ name ] );
		if ( value === undefined ) {
			return `${ name } is not a ${ field.kind }`;
		}
		values[ name ] = value;
	}
	return { ...values, id };
}

/** What becomes of a row that the site tells under this id. */
export function readRow(
	dataset: Dataset,
	id: number,
	row: unknown
): Exclude< ChangedFact, { kind: 'deleted' } > {
	const fact = readFact( dataset, row );
	if ( typeof fact === 'string' ) {
		return { kind: 'skipped', id, reason: fact };
	}
	return fact.id === id
		? { kind: 'written', id, fact }
		: { kind: 'skipped', id, reason: `id is ${ fact.id }` };
}

/** Undefined when it is not what the field declares. */
function readField( field: Field, value: unknown ): FieldValue | undefined {
	switch ( field.kind ) {
		case 'count':
			return isCount( value ) || isLeftOut( field, value )
				? value
				: undefined;
		case 'reference':
			return isCount( value ) ? value : undefined;
		case 'signed':
			return isWhole( value ) || isLeftOut( field, value )
				? value
				: undefined;
		case 'amount':
			return isWhole( value ) ? value : undefined;
		case 'currency':
			return typeof value === 'string' && /^[A-Z0-9]{2,8}$/.test( value )
				? value
				: undefined;
		case 'references':
			return Array.isArray( value ) &&
				value.length <= field.atMost &&
				value.every( isCount )
				? JSON.stringify( value )
				: undefined;
		case 'moment':
			return isLeftOut( field, value ) ||
				( isWhole( value ) &&
					value >= firstMoment &&
					value <= lastMoment )
				? value
				: undefined;
		case 'choice':
			return typeof value === 'string' && field.of.includes( value )
				? value
				: undefined;
		case 'word':
			return typeof value === 'string' && /^[\w.:-]{1,64}$/.test( value )
				? value
				: undefined;
		case 'text':
			return typeof value === 'string'
				? // By code points: half a character would read back as another text.
					[ ...value ].slice( 0, field.length ).join( '' )
				: undefined;
	}
}

function isWhole( value: unknown ): value is number {
	return Number.isSafeInteger( value );
}

function isLeftOut(
	{ optional }: { optional?: boolean },
	value: unknown
): value is null {
	return optional === true && value === null;
}
