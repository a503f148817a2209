const [
	scripts,
	modules,
] = require( '@wordpress/scripts/config/webpack.config' );
const DependencyExtraction = require( '@wordpress/dependency-extraction-webpack-plugin' );

// Beside the blocks, which are found by their block.json.
const screens = {
	'session/admin-bar': './blocks/session/admin-bar.ts',
	'reports-screen/index': './blocks/reports-screen/index.tsx',
	'activity/index': './blocks/activity/index.tsx',
	'signed-in/index': './blocks/signed-in/index.tsx',
	'settings/index': './blocks/settings/index.ts',
	'onward/index': './blocks/onward/index.ts',
};

// A reader's page gets Preact inside the module. WordPress's own plugin would make an external
// of react/jsx-runtime, which no module there provides.
const bundled = modules.plugins.map( ( plugin ) =>
	plugin instanceof DependencyExtraction
		? new DependencyExtraction( { useDefaults: false } )
		: plugin
);

module.exports = [
	{
		...scripts,
		entry: () => ( { ...scripts.entry(), ...screens } ),
	},
	{
		...modules,
		plugins: bundled,
		resolve: {
			...modules.resolve,
			alias: {
				...modules.resolve.alias,
				'react/jsx-runtime': 'preact/jsx-runtime',
			},
		},
	},
];
