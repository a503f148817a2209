import { defineConfig } from 'vitest/config';
import {
	preactAliases,
	sidecarModulesForVite,
} from './scripts/sidecar-modules.mjs';

export default defineConfig( {
	test: {
		projects: [
			{
				plugins: [ sidecarModulesForVite ],
				resolve: { alias: preactAliases },
				test: {
					name: 'sidecar',
					globalSetup: [ 'tests/sidecar/bundled.ts' ],
					// Servers and processes start in some of them, and the machine may be busy.
					testTimeout: 20_000,
					include: [ 'tests/{sidecar,contract}/**/*.test.{ts,tsx}' ],
				},
			},
			{
				plugins: [ sidecarModulesForVite ],
				resolve: { alias: preactAliases },
				test: {
					name: 'sidecar-mariadb',
					globalSetup: [
						'tests/sidecar/bundled.ts',
						'tests/sidecar/mariadb.ts',
					],
					// Each question goes through a socket, and the machine may be busy.
					testTimeout: 30_000,
					include: [ 'tests/sidecar/**/*.test.{ts,tsx}' ],
				},
			},
			{
				plugins: [ sidecarModulesForVite ],
				resolve: { alias: preactAliases },
				test: {
					name: 'shop',
					include: [ 'tests/shop/**/*.test.ts' ],
					testTimeout: 60_000,
					hookTimeout: 600_000,
				},
			},
			{
				test: {
					name: 'blocks',
					include: [ 'tests/blocks/**/*.test.{ts,tsx}' ],
				},
			},
			{
				test: {
					name: 'journey',
					include: [ 'tests/journey/**/*.test.ts' ],
					globalSetup: [ 'tests/journey/provisioned.ts' ],
					testTimeout: 90_000,
					hookTimeout: 120_000,
					maxWorkers: 1,
				},
			},
			{
				test: {
					name: 'hosting',
					include: [ 'tests/hosting/**/*.test.ts' ],
					globalSetup: [ 'tests/hosting/released.ts' ],
					testTimeout: 60_000,
					hookTimeout: 120_000,
					maxWorkers: 1,
				},
			},
		],
	},
} );
