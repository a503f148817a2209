import type { ComponentChildren } from 'preact';
import { type PageFrame, renderShell } from './shell';
import { pageWords } from './words';

/** A refusal, or anything else a person has to read: a title, a sentence, one way on. */
export function renderMessage(
	frame: PageFrame,
	message: {
		title: string;
		text: string;
		action?: { href: string; label: string };
	}
): string {
	const { title, text, action } = message;
	return renderShell( frame, {
		title,
		children: (
			<Message title={ title } action={ action ?? null }>
				<p>{ text }</p>
			</Message>
		),
	} );
}

/** Navigates again from our own address; works without JavaScript. */
export function renderOnward(
	frame: PageFrame,
	{ href }: { href: string }
): string {
	const words = pageWords( frame.locale );
	return renderShell( frame, {
		title: words.onwardTitle,
		refresh: href,
		children: (
			<Message
				title={ words.onwardTitle }
				action={ { href, label: words.onwardLink } }
			>
				<p>{ words.onwardText }</p>
			</Message>
		),
	} );
}

/** Stays where it is: navigating again would only come back here. */
export function renderCookieMissing(
	frame: PageFrame,
	{ href }: { href: string }
): string {
	const words = pageWords( frame.locale );
	return renderShell( frame, {
		title: words.cookieTitle,
		children: (
			<Message
				title={ words.cookieTitle }
				action={ { href, label: words.cookieRetry } }
			>
				<p>{ words.cookieText }</p>
				<p>{ words.cookieAdvice }</p>
			</Message>
		),
	} );
}

function Message( {
	title,
	action,
	children,
}: {
	title: string;
	action: { href: string; label: string } | null;
	children: ComponentChildren;
} ) {
	return (
		<main className="gatehouse-page__message">
			<h1>{ title }</h1>
			{ children }
			{ action && (
				<a className="gatehouse-page__action" href={ action.href }>
					{ action.label }
				</a>
			) }
		</main>
	);
}
