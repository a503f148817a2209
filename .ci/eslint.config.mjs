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
				tsconfigRootDir: fileURLToPath(
					new URL( '..', import.meta.url )
				),
			},
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unnecessary-condition': 'error',
			'@typescript-eslint/no-unnecessary-type-assertion': 'error',
			// An interface may be asynchronous although one of its implementations is not.
			'@typescript-eslint/require-await': 'off',
			// Nothing here uses `this` outside a class, so methods may be taken apart.
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, varsIgnorePattern: '^_' },
			],
			eqeqeq: 'error',
			'no-console': 'error',
		},
	},
	{
		// Answers over HTTP are read as they come, the assertion is the check; a lost rejection fails the run.
		files: [ 'tests/**/*.{ts,tsx}' ],
		plugins: { '@typescript-eslint': typescript.plugin },
		rules: {
			'@typescript-eslint/no-misused-promises': [
				'error',
				{ checksVoidReturn: false },
			],
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
	{
		files: [ 'blocks/**/*.tsx' ],
		extends: [ wordpress.configs[ 'jsx-a11y' ], wordpress.configs.react ],
	}
);
