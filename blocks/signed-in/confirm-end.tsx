import { useId, useLayoutEffect, useRef } from '@wordpress/element';
import type { SignedInWords } from './words';

type Props = {
	/** Which browser; null for several. */
	browser: string | null;
	warning: string;
	words: SignedInWords;
	onConfirm: () => void;
	onCancel: () => void;
};

/** The browser's own modal: it holds the focus, closes by Escape and gives the focus back. */
export function ConfirmEnd( props: Props ) {
	const { browser, warning, words, onConfirm, onCancel } = props;
	const dialog = useRef< HTMLDialogElement >( null );
	const id = useId();

	// Closed before it leaves the page, so that the browser gives the focus back.
	useLayoutEffect( () => {
		const { current } = dialog;
		current?.showModal();
		return () => current?.close();
	}, [] );

	return (
		<dialog
			ref={ dialog }
			role="alertdialog"
			className="gatehouse-confirm"
			aria-labelledby={ `${ id }-title` }
			aria-describedby={ `${ id }-warning` }
			onCancel={ onCancel }
		>
			<h2 id={ `${ id }-title` }>
				{ browser === null
					? words.confirmTitleAll
					: words.confirmTitle }
			</h2>
			<div id={ `${ id }-warning` }>
				{ browser !== null && (
					<p>
						<strong>{ browser }</strong>
					</p>
				) }
				<p>{ warning }</p>
			</div>
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
