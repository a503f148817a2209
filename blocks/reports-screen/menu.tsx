import { useRef } from '@wordpress/element';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';

type Props = {
	label: string;
	/** What the closed menu says beside its label. */
	shown: string;
	isActive?: boolean;
	children: ReactNode;
};

/** Opens below itself; Escape, or going elsewhere, closes it. */
export function Menu( { label, shown, isActive = false, children }: Props ) {
	const place = useRef< HTMLDetailsElement >( null );

	function onKey( event: KeyboardEvent ) {
		if ( event.key === 'Escape' && place.current?.open ) {
			event.stopPropagation();
			place.current.open = false;
			place.current.querySelector( 'summary' )?.focus();
		}
	}

	function onBlur( { relatedTarget, currentTarget }: FocusEvent ) {
		if ( relatedTarget && ! currentTarget.contains( relatedTarget ) ) {
			currentTarget.removeAttribute( 'open' );
		}
	}

	return (
		<div className="gatehouse-screen__field">
			<span aria-hidden="true" className="gatehouse-screen__label">
				{ label }
			</span>
			{ /* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- A menu of the page's own: what it holds takes the keys. */ }
			<details
				ref={ place }
				className="gatehouse-menu"
				onKeyDown={ onKey }
				onBlur={ onBlur }
			>
				<summary
					className={ isActive ? 'is-active' : '' }
					aria-label={ `${ label }: ${ shown }` }
				>
					<span>{ shown }</span>
				</summary>
				<div className="gatehouse-menu__inside">{ children }</div>
			</details>
		</div>
	);
}
