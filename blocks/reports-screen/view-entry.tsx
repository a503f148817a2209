import { useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import type { View, ViewChange } from '../../sidecar/contract/views';
import type { ViewWords } from './view-words';

type Props = {
	view: View;
	isCurrent: boolean;
	mayChange: boolean;
	mayShare: boolean;
	words: ViewWords;
	onOpen: () => void;
	onChange: ( change: ViewChange ) => Promise< boolean >;
	onDelete: () => Promise< boolean >;
};

export function ViewEntry( props: Props ) {
	const { view, isCurrent, mayChange, mayShare, words } = props;
	const { onOpen, onChange, onDelete } = props;
	const [ name, setName ] = useState< string | null >( null );

	async function rename( event: FormEvent ) {
		event.preventDefault();
		if ( name !== null && ( await onChange( { name } ) ) ) {
			setName( null );
		}
	}

	if ( name !== null ) {
		return (
			<li>
				<form
					className="gatehouse-views__save"
					onSubmit={ ( event ) => void rename( event ) }
				>
					<div>
						<input
							aria-label={ words.newName( view.name ) }
							value={ name }
							maxLength={ 80 }
							required
							ref={ ( input ) => input?.focus() }
							onChange={ ( { target } ) =>
								setName( target.value )
							}
						/>
						<button type="submit" className="button">
							{ words.rename }
						</button>
					</div>
				</form>
			</li>
		);
	}
	const action = ( label: string, of: string, act: () => void ) => (
		<button
			type="button"
			className="button-link"
			aria-label={ of }
			onClick={ act }
		>
			{ label }
		</button>
	);
	return (
		<li>
			<button
				type="button"
				className="gatehouse-views__open"
				aria-current={ isCurrent || undefined }
				onClick={ onOpen }
			>
				{ view.name }
			</button>
			{ view.isShared && (
				<span className="gatehouse-views__shared">
					{ words.shared }
				</span>
			) }
			{ mayChange && (
				<span className="gatehouse-views__actions">
					{ action( words.rename, words.renameOf( view.name ), () =>
						setName( view.name )
					) }
					{ mayShare &&
						action(
							view.isShared ? words.unshare : words.share,
							view.isShared
								? words.unshareOf( view.name )
								: words.shareOf( view.name ),
							() => void onChange( { isShared: ! view.isShared } )
						) }
					{ action(
						words.delete,
						words.deleteOf( view.name ),
						() => void onDelete()
					) }
				</span>
			) }
		</li>
	);
}
