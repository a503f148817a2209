import { fileURLToPath } from 'node:url';

import wordpress from '@wordpress/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

export default defineConfig(
	globalIgnores( [
		'.cache/',
		'dist/',
		'node_modules/',
		'plugin/build/',
		'vendor/',
	] ),
	{
		files: [ '**/*.{ts,tsx}' ],
		extends: [ typescript.configs.recommendedTypeChecked ],
		languageOptions: {
			parserOptions: {
				project: [ './tsconfig.json', './sidecar/tsconfig.json' ],
				tsconfigRootDir: fileURLToPath( new URL( '..', import.meta.url ) ),
			},
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unnecessary-condition': 'error',
			'@typescript-eslint/no-unnecessary-type-assertion': 'error',
			eqeqeq: 'error',
			'no-console': 'error',
		},
	},
	{
		files: [ 'blocks/**/*.tsx' ],
		extends: [ wordpress.configs[ 'jsx-a11y' ], wordpress.configs.react ],
	}
);
