import { byKind, exactly, map, members, type Read } from '../declared';
import type { Labels } from './declaration';
import { name } from './measure-reader';
import { words } from './words-reader';

/** How values are called; `dataset` reads the names of datasets. */
export function labelsReader( dataset: Read< string > ): Read< Labels > {
	return byKind( {
		value: members( { kind: exactly( 'value' ) }, {} ),
		people: members( { kind: exactly( 'people' ) }, {} ),
		site: members(
			{
				kind: exactly( 'site' ),
				words: exactly( 'types', 'roles', 'orderStatuses' ),
			},
			{ others: map( /^.{1,64}$/, words, 200 ) }
		),
		words: members(
			{ kind: exactly( 'words' ), words: map( /^.{1,64}$/, words, 200 ) },
			{}
		),
		reports: members( { kind: exactly( 'reports' ) }, {} ),
		day: members( { kind: exactly( 'day' ) }, {} ),
		month: members( { kind: exactly( 'month' ) }, {} ),
		facts: members(
			{ kind: exactly( 'facts' ), dataset, field: name, missing: words },
			{ deleted: words, none: words }
		),
	} );
}
