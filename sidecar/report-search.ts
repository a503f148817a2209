import { isRecord } from './user-state';

/** A `ReportQuery` that came as JSON, as it would stand in an address; nothing of it is checked. */
export function toSearch( {
	filters,
	...query
}: Record< string, unknown > ): URLSearchParams {
	const chosen = Object.entries( isRecord( filters ) ? filters : {} ).flatMap(
		( [ id, values ] ) =>
			( Array.isArray( values ) ? values : [ values ] ).map(
				( value ) => [ `filter.${ id }`, String( value ) ]
			)
	);
	const rest = Object.entries( query ).map( ( [ name, value ] ) => [
		name,
		String( value ),
	] );
	return new URLSearchParams( [ ...rest, ...chosen ] );
}
