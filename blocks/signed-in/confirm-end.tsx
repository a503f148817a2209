import { useEffect, useId, useRef } from '@wordpress/element';
import type { SignedInWords } from './words';

type Props = {
	warning: string;
	words: SignedInWords;
	onConfirm: () => void;
	onCancel: () => void;
};

/** The browser's own modal: it holds the focus, closes by Escape and gives the focus back. */
export function ConfirmEnd( props: Props ) {
	const { warning, words, onConfirm, onCancel } = props;
	const dialog = useRef< HTMLDialogElement >( null );
	const id = useId();

	useEffect( () => dialog.current?.showModal(), [] );

	return (
		<dialog
			ref={ dialog }
			role="alertdialog"
			className="gatehouse-confirm"
			aria-labelledby={ `${ id }-title` }
			aria-describedby={ `${ id }-warning` }
			onCancel={ onCancel }
		>
			<h2 id={ `${ id }-title` }>{ words.confirmTitle }</h2>
			<p id={ `${ id }-warning` }>{ warning }</p>
			<div className="gatehouse-confirm__buttons">
				{ /* First in line for the focus: Enter by habit ends nothing. */ }
				<button type="button" className="button" onClick={ onCancel }>
					{ words.cancel }
				</button>
				<button
					type="button"
					className="button button-primary"
					onClick={ onConfirm }
				>
					{ words.end }
				</button>
			</div>
		</dialog>
	);
}
