import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { inRoot } from './places.mjs';

/**
 * What the sidecar imports that is no JavaScript file: the style sheet as its text, and
 * `gatehouse:page-script`, the text of the script of its own pages. The same for the bundle
 * (esbuild) and for the tests (vite). And what it leaves out.
 */

const pageScript = 'gatehouse:page-script';
const pageScriptSource = inRoot( 'blocks', 'session', 'sidecar-page.ts' );

/** The blocks' components are written for React; the sidecar draws them with Preact. */
export const preactAliases = {
	'react/jsx-runtime': 'preact/jsx-runtime',
	'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
};

async function buildPageScript() {
	const { outputFiles } = await build( {
		entryPoints: [ pageScriptSource ],
		bundle: true,
		minify: true,
		write: false,
		format: 'iife',
		target: 'es2022',
		alias: preactAliases,
		logLevel: 'silent',
	} );
	return outputFiles[ 0 ].text;
}

export const sidecarModulesForEsbuild = {
	name: 'sidecar-modules',
	setup( bundle ) {
		// fontkit unpacks WOFF2 with it. Our fonts are TTF, and its dictionary is half a megabyte.
		bundle.onResolve( { filter: /^brotli\/decompress/ }, ( { path } ) => ( {
			path,
			namespace: 'left-out',
		} ) );
		bundle.onLoad( { filter: /.*/, namespace: 'left-out' }, () => ( {
			contents: '',
		} ) );
		bundle.onResolve(
			{ filter: /^gatehouse:page-script$/ },
			( { path } ) => ( { path, namespace: 'gatehouse' } )
		);
		bundle.onLoad( { filter: /.*/, namespace: 'gatehouse' }, async () => ( {
			contents: await buildPageScript(),
			loader: 'text',
		} ) );
	},
};

export const sidecarModulesForVite = {
	name: 'sidecar-modules',
	enforce: 'pre',
	resolveId( id, importer ) {
		if ( id === pageScript ) {
			return `\0${ pageScript }`;
		}
		return id.endsWith( '.css' ) && importer
			? this.resolve( id, importer, { skipSelf: true } ).then(
					( found ) =>
						found &&
						`\0text:${ found.id.slice( 0, -'.css'.length ) }`
				)
			: null;
	},
	async load( id ) {
		if ( id === `\0${ pageScript }` ) {
			return asModule( await buildPageScript() );
		}
		if ( id.startsWith( '\0text:' ) ) {
			return asModule(
				await readFile(
					`${ id.slice( '\0text:'.length ) }.css`,
					'utf8'
				)
			);
		}
		return null;
	},
};

function asModule( text ) {
	return `export default ${ JSON.stringify( text ) };`;
}
