import { useId } from '@wordpress/element';

type Props< Value extends string > = {
	label: string;
	options: ReadonlyArray< readonly [ Value, string ] >;
	value: Value;
	onChange: ( value: Value ) => void;
};

export function Choice< Value extends string >( props: Props< Value > ) {
	const { label, options, value, onChange } = props;
	const id = useId();
	return (
		<div className="gatehouse-screen__field">
			<label htmlFor={ id }>{ label }</label>
			<select
				id={ id }
				value={ value }
				onChange={ ( { target } ) => {
					const chosen = options[ target.selectedIndex ];
					if ( chosen ) {
						onChange( chosen[ 0 ] );
					}
				} }
			>
				{ options.map( ( [ each, words ] ) => (
					<option key={ each } value={ each }>
						{ words }
					</option>
				) ) }
			</select>
		</div>
	);
}
