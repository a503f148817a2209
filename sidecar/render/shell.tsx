import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { pageWords } from './words';

/** What every page has around it. */
export type PageFrame = {
	/** The public address of the sidecar for this site, no trailing slash. */
	base: string;
	home: string;
	siteName: string;
	/** BCP 47. */
	locale: string;
	/** Paths below the base; each carries the hash of its content. */
	assets: { script: string; styles: string[] };
};

type Page = {
	title: string;
	/** Where the page goes by itself. */
	refresh?: string;
	children: ComponentChildren;
};

/** A whole HTML document. No inline script or style: the policy refuses both. */
export function renderShell(
	frame: PageFrame,
	{ title, refresh, children }: Page
): string {
	const { base, home, siteName, locale, assets } = frame;
	const words = pageWords( locale );
	const html = renderToString(
		<html lang={ locale } className="gatehouse-auto">
			<head>
				<meta charSet="utf-8" />
				<meta
					name="viewport"
					content="width=device-width, initial-scale=1"
				/>
				<meta name="color-scheme" content="light dark" />
				<meta name="robots" content="noindex" />
				{ refresh !== undefined && (
					<meta
						httpEquiv="refresh"
						content={ `0;url=${ refresh }` }
					/>
				) }
				<title>{ `${ title } – ${ siteName }` }</title>
				{ assets.styles.map( ( path ) => (
					<link key={ path } rel="stylesheet" href={ base + path } />
				) ) }
				<script defer src={ base + assets.script } />
			</head>
			<body className="gatehouse-page">
				<header className="gatehouse-page__header">
					<a href={ `${ home }/` }>
						<span aria-hidden="true">← </span>
						<span className="gatehouse-unseen">
							{ words.backTo( siteName ) }
						</span>
						<span aria-hidden="true">{ siteName }</span>
					</a>
				</header>
				{ children }
			</body>
		</html>
	);
	return `<!doctype html>${ html }`;
}
