import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { PageFrame } from '../render/page';
import type { Parts } from './parts';

type Asset = { path: string; type: string; body: Buffer };

export type PageAssets = { script: Asset; style: Asset };

/** The page's own files; their names carry a hash of what they hold. */
export function pageAssets( { assets }: Pick< Parts, 'assets' > ): PageAssets {
	return {
		script: toAsset( 'page', 'js', 'text/javascript', assets.script ),
		style: toAsset( 'report-view', 'css', 'text/css', assets.style ),
	};
}

/** Below a base, as the pages name them. */
export function assetPaths( {
	script,
	style,
}: PageAssets ): PageFrame[ 'assets' ] {
	return { script: script.path, styles: [ style.path ] };
}

export function assetRoutes( { script, style }: PageAssets ): Router {
	const routes = Router();
	for ( const { path, type, body } of [ script, style ] ) {
		routes.get( path, ( _request, response ) => {
			response
				.set( {
					'Content-Type': `${ type }; charset=utf-8`,
					'Cache-Control': 'public, max-age=31536000, immutable',
				} )
				.send( body );
		} );
	}
	return routes;
}

function toAsset(
	name: string,
	ending: string,
	type: string,
	text: string
): Asset {
	const hash = createHash( 'sha256' ).update( text ).digest( 'base64url' );
	return {
		path: `/assets/${ name }.${ hash.slice( 0, 12 ) }.${ ending }`,
		type,
		body: Buffer.from( text ),
	};
}
