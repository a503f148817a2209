import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from './fault.mjs';
import { inRoot } from './places.mjs';

export const usage = `npm run demo -- [options]

  --port <number>      where WordPress answers on this machine (8080)
  --php native|wasm    native PHP, or PHP in WebAssembly; without it native where it is
                       there or can be installed
  --no-install         install no packages of the system
  --data <folder>      where the demo keeps its data (.cache/demo)
  --shop               with a shop: WooCommerce, from the folder or zip that WOOCOMMERCE names
                       or from wordpress.org
  --reset              begin anew
  --help               this text
`;

export function readOptions( args ) {
	const values = parse( args );
	const port = Number( values.port ?? 8080 );
	if ( ! Number.isInteger( port ) || port < 1 || port > 65535 ) {
		throw new Fault(
			`--port takes a number from 1 to 65535, not "${ values.port }".`
		);
	}
	if ( ! [ undefined, 'native', 'wasm' ].includes( values.php ) ) {
		throw new Fault( `--php takes native or wasm, not "${ values.php }".` );
	}
	return {
		port,
		php: values.php,
		install: ! values[ 'no-install' ],
		folder: values.data
			? resolve( values.data )
			: inRoot( '.cache', 'demo' ),
		shop: values.shop === true,
		reset: values.reset === true,
		help: values.help === true,
	};
}

function parse( args ) {
	try {
		return parseArgs( {
			args,
			options: {
				port: { type: 'string' },
				php: { type: 'string' },
				'no-install': { type: 'boolean' },
				data: { type: 'string' },
				shop: { type: 'boolean' },
				reset: { type: 'boolean' },
				help: { type: 'boolean', short: 'h' },
			},
		} ).values;
	} catch ( error ) {
		const [ sentence ] = error.message.split( /\. |\n/, 1 );
		throw new Fault(
			`${ sentence }. The options are listed by: npm run demo -- --help`
		);
	}
}
