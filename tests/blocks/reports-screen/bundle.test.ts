/// <reference types="node" />
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

// WordPress's own table component alone weighs more than 100 KB.
const budgets = { '.js': 30 * 1024, '.css': 5.5 * 1024 };

describe( 'the Reports screen', () => {
	it( 'brings nothing but its own code, within its budget', async () => {
		const { outputFiles, metafile } = await build( {
			entryPoints: [
				fileURLToPath(
					new URL(
						'../../../blocks/reports-screen/index.tsx',
						import.meta.url
					)
				),
			],
			// These are WordPress's own, and on its page in any case.
			external: [
				'@wordpress/element',
				'@wordpress/api-fetch',
				'react/jsx-runtime',
			],
			jsx: 'automatic',
			bundle: true,
			minify: true,
			charset: 'utf8',
			format: 'esm',
			outdir: 'built',
			metafile: true,
			write: false,
		} );
		expect(
			Object.keys( metafile.inputs ).filter( ( path ) =>
				path.includes( 'node_modules/' )
			)
		).toEqual( [] );
		for ( const [ ending, budget ] of Object.entries( budgets ) ) {
			const file = outputFiles.find( ( { path } ) =>
				path.endsWith( ending )
			);
			expect( file, ending ).toBeDefined();
			expect(
				gzipSync( file?.contents ?? '', { level: 9 } ).byteLength
			).toBeLessThan( budget );
		}
	} );
} );
