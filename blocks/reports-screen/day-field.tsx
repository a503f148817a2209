import { useId } from '@wordpress/element';

type Props = {
	label: string;
	/** `YYYY-MM-DD`; empty is no day, and no limit. */
	value: string;
	min?: string;
	max?: string;
	required?: boolean;
	onChange: ( day: string ) => void;
};

export function DayField( { label, onChange, ...input }: Props ) {
	const id = useId();
	return (
		<div className="gatehouse-screen__field">
			<label htmlFor={ id }>{ label }</label>
			<input
				id={ id }
				type="date"
				{ ...input }
				onChange={ ( { target } ) => onChange( target.value ) }
			/>
		</div>
	);
}
