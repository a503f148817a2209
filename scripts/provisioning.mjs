import { randomBytes } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { scripts } from './places.mjs';

/**
 * Opens the door by which a running WordPress is set up, hands a function that calls its
 * steps to `work`, and takes the door away afterwards.
 *
 * @param {{ folder: string, wordpress?: string, port: number, home: string, archive?: string }} site `wordpress` is the folder of its files, `port` PHP's own; `archive` is the plugin as it is uploaded.
 * @param {( ask: ( step: string, order?: object ) => Promise< any > ) => Promise< any >} work
 */
export async function provision(
	{ folder, wordpress = join( folder, 'wordpress' ), port, home, archive },
	work
) {
	const secret = randomBytes( 24 ).toString( 'hex' );
	const name = `provisioning-${ secret.slice( 0, 8 ) }`;
	const door = join( wordpress, name );
	const source = join( scripts, 'provisioning' );

	await mkdir( door, { recursive: true } );
	try {
		await cp( source, door, { recursive: true } );
		if ( archive ) {
			await cp( archive, join( door, 'plugin.zip' ) );
		}
		const script = await readFile(
			join( source, 'provision.php' ),
			'utf8'
		);
		await writeFile(
			join( door, 'provision.php' ),
			script.replace( '{SECRET}', secret )
		);

		return await work( ( step, order = {} ) =>
			post( {
				port,
				home,
				path: `/${ name }/provision.php`,
				secret,
				order: { step, home, ...order },
			} )
		);
	} finally {
		await rm( door, { recursive: true, force: true } );
	}
}

async function post( { port, home, path, secret, order } ) {
	const body = JSON.stringify( order );
	const { status, text } = await send(
		{
			host: '127.0.0.1',
			port,
			path,
			method: 'POST',
			agent: false,
			headers: {
				Host: new URL( home ).host,
				'Content-Type': 'application/json',
				'Content-Length': Buffer.byteLength( body ),
				'X-Provisioning': secret,
			},
		},
		body
	);
	try {
		const answer = JSON.parse( text );
		if ( status === 200 ) {
			return answer;
		}
		throw new Fault(
			`WordPress could not be set up (step ${ order.step }): ${ answer.fault }`
		);
	} catch ( error ) {
		if ( error instanceof Fault ) {
			throw error;
		}
		throw new Fault(
			`WordPress could not be set up (step ${ order.step }, answer ${ status }): ${ text.slice( 0, 600 ) }`
		);
	}
}

function send( options, body ) {
	return new Promise( ( resolve, reject ) => {
		const outgoing = request( options, ( answer ) => {
			const chunks = [];
			answer.on( 'data', ( chunk ) => chunks.push( chunk ) );
			answer.on( 'error', reject );
			answer.on( 'end', () =>
				resolve( {
					status: answer.statusCode,
					text: Buffer.concat( chunks ).toString(),
				} )
			);
		} );
		outgoing.on( 'error', reject );
		outgoing.end( body );
	} );
}
