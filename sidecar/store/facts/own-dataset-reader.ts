import {
	below,
	byKind,
	DeclarationFault,
	exactly,
	list,
	listOfSome,
	map,
	members,
	orNull,
	type Read,
	text,
	whole,
	yes,
} from '../../declared';
import { isRecord } from '../../user-state';
import type { Condition, Dataset, Field, FieldValue } from './dataset';

/** They become columns, and those beside them are ours. Every object has a constructor. */
const fieldName =
	/^(?!(?:id|site|day|span|facts|constructor)$)[a-z][a-z0-9_]{0,30}$/;
/** With two `_` at once, tables of two datasets could have one name. */
const datasetName = /^[a-z](?:_?[a-z0-9])*$/;
const rollupName = /^(?=.{1,12}$)[a-z](?:_?[a-z0-9])*$/;
/** Bytes in a key of MySQL, less those of site, span and day. */
const keyAtMost = 3000;

const kindOnly = < Kind extends string >( kind: Kind ) =>
	members( { kind: exactly( kind ) }, {} );
const optional = < Kind extends string >( kind: Kind ) =>
	members( { kind: exactly( kind ) }, { optional: yes } );

const readField: Read< Field > = byKind( {
	count: optional( 'count' ),
	signed: optional( 'signed' ),
	amount: kindOnly( 'amount' ),
	currency: kindOnly( 'currency' ),
	references: members(
		{ kind: exactly( 'references' ), atMost: whole( 1, 50 ) },
		{}
	),
	reference: kindOnly( 'reference' ),
	moment: optional( 'moment' ),
	choice: members(
		{
			kind: exactly( 'choice' ),
			of: listOfSome( text( 64, /^[\w.:-]+$/ ), 100 ),
		},
		{}
	),
	word: kindOnly( 'word' ),
	text: members( { kind: exactly( 'text' ), length: whole( 1, 500 ) }, {} ),
} );

const readValue: Read< FieldValue > = ( value, at ) => {
	if (
		value === null ||
		( typeof value === 'string' && value.length <= 500 ) ||
		( typeof value === 'number' && Number.isSafeInteger( value ) )
	) {
		return value;
	}
	throw new DeclarationFault(
		at,
		'has to be a text, a whole number or null'
	);
};

const field = text( 31, fieldName );
const otherField = members( { field }, {} );
const anyNumber = whole( -1e15, 1e15 );
const limit: Read< number | { field: string } > = ( value, at ) =>
	isRecord( value ) ? otherField( value, at ) : anyNumber( value, at );
const values = list( readValue, 100 );

const conditions: Readonly< Record< string, Read< Condition > > > = {
	is: members( { field, is: values }, {} ),
	not: members( { field, not: values }, {} ),
	has: members( { field, has: anyNumber }, {} ),
	atMost: members( { field, atMost: limit }, {} ),
	atLeast: members( { field, atLeast: limit }, {} ),
	equals: members( { field, equals: otherField }, {} ),
	differs: members( { field, differs: otherField }, {} ),
};

export const readCondition: Read< Condition > = ( value, at ) => {
	const name = Object.keys( conditions ).find(
		( one ) => isRecord( value ) && one in value
	);
	const read = name === undefined ? undefined : conditions[ name ];
	if ( read === undefined ) {
		throw new DeclarationFault(
			at,
			`has to have one of ${ Object.keys( conditions ).join( ', ' ) }`
		);
	}
	return read( value, at );
};

const where = list( readCondition, 10 );

/** One as another plugin declares it; each part for itself. */
export const readOwnDataset = members(
	{
		id: text( 24, datasetName ),
		label: text( 100 ),
		fields: map( fieldName, readField, 30 ),
		moment: orNull( field ),
		totals: map(
			fieldName,
			byKind( {
				sum: members( { kind: exactly( 'sum' ), field }, { where } ),
				present: members(
					{ kind: exactly( 'present' ), field },
					{ where }
				),
				known: members(
					{ kind: exactly( 'known' ), field },
					{ where }
				),
				count: members( { kind: exactly( 'count' ) }, { where } ),
			} ),
			20
		),
		rollups: map(
			rollupName,
			members( { by: list( field, 6 ) }, { where } ),
			5
		),
	},
	{
		derived: map(
			fieldName,
			members( { kind: exactly( 'month' ), of: field }, {} ),
			5
		),
	}
);

/** Its parts have to fit together, or a table could not be made or a report counted. */
export function requireWhole( dataset: Dataset ): void {
	const { fields, moment, totals, rollups } = dataset;
	const derived = dataset.derived ?? {};
	const kindOf = ( name: string ) => fields[ name ]?.kind;
	if ( moment !== null && kindOf( moment ) !== 'moment' ) {
		throw new DeclarationFault(
			'moment',
			'has to be a field of kind moment'
		);
	}
	if ( moment === null && Object.keys( rollups ).length > 0 ) {
		throw new DeclarationFault( 'rollups', 'need a moment' );
	}
	for ( const [ name, { of } ] of Object.entries( derived ) ) {
		if ( kindOf( of ) !== 'moment' || name in fields ) {
			throw new DeclarationFault(
				`derived.${ name }`,
				'has to be of a field of kind moment, under a name of its own'
			);
		}
	}
	for ( const [ name, total ] of Object.entries( totals ) ) {
		const at = `totals.${ name }`;
		if ( total.kind !== 'count' ) {
			const kind = kindOf( total.field );
			const isNumber = [ 'count', 'signed', 'amount', 'reference' ];
			if (
				kind === undefined ||
				( total.kind !== 'known' && ! isNumber.includes( kind ) )
			) {
				throw new DeclarationFault(
					below( at, 'field' ),
					'has to be a field with numbers'
				);
			}
		}
		requireFields( dataset, total.where ?? [], at );
	}
	for ( const [ name, rollup ] of Object.entries( rollups ) ) {
		const at = `rollups.${ name }`;
		requireFields( dataset, rollup.where ?? [], at );
		const bytes = rollup.by.map( ( one ) =>
			bytesOf(
				one in derived ? { kind: 'count' } : fields[ one ],
				at,
				one
			)
		);
		if ( new Set( rollup.by ).size < rollup.by.length ) {
			throw new DeclarationFault( at, 'is by a field twice' );
		}
		if ( rollup.by.some( ( one ) => one in totals ) ) {
			throw new DeclarationFault(
				at,
				'is by a field that is a total too'
			);
		}
		if ( bytes.reduce( ( sum, one ) => sum + one, 0 ) > keyAtMost ) {
			throw new DeclarationFault(
				at,
				'is by fields that are too long together'
			);
		}
	}
}

/** All that a condition names is there. */
export function requireFields(
	{ fields }: Dataset,
	wanted: readonly Condition[],
	at: string
): void {
	for ( const condition of wanted ) {
		const others = Object.values( condition ).flatMap( ( part ) =>
			isRecord( part ) && typeof part.field === 'string' ? part.field : []
		);
		for ( const name of [ condition.field, ...others ] ) {
			if ( fields[ name ] === undefined ) {
				throw new DeclarationFault(
					below( at, 'where' ),
					`is about ${ name }, which is no field`
				);
			}
		}
	}
}

function bytesOf( kept: Field | undefined, at: string, name: string ): number {
	if ( kept === undefined ) {
		throw new DeclarationFault( at, `is by ${ name }, which is no field` );
	}
	if ( 'optional' in kept && kept.optional === true ) {
		throw new DeclarationFault(
			at,
			`is by ${ name }, which may be left out: give it a value instead`
		);
	}
	switch ( kept.kind ) {
		case 'text':
			return kept.length * 4;
		case 'references':
			return kept.atMost * 17 + 2;
		case 'choice':
		case 'word':
			return 64 * 4;
		default:
			return 32;
	}
}
