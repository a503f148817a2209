/// <reference types="node" />
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

// Preact 4.2 KB, the session 5.4, drawing with money, times and losses the rest.
const budgetBytes = 17.5 * 1024;

describe( 'the module of a reader’s page', () => {
	it( 'is Preact and nothing else, within its budget', async () => {
		const { outputFiles, metafile } = await build( {
			entryPoints: [
				fileURLToPath(
					new URL(
						'../../../blocks/report/view.tsx',
						import.meta.url
					)
				),
			],
			alias: { 'react/jsx-runtime': 'preact/jsx-runtime' },
			bundle: true,
			minify: true,
			charset: 'utf8',
			format: 'esm',
			metafile: true,
			write: false,
		} );
		const packages = Object.keys( metafile.inputs ).flatMap(
			( path ) =>
				/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec( path )?.[ 1 ] ?? []
		);
		expect( [ ...new Set( packages ) ] ).toEqual( [ 'preact' ] );
		const [ script ] = outputFiles;
		expect(
			gzipSync( script?.contents ?? '', { level: 9 } ).byteLength
		).toBeLessThan( budgetBytes );
	} );
} );
