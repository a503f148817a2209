import { createServer } from 'node:http';

/** node:http alone: reads the body, answers with the same bytes and headers. */
const { headers, body } = JSON.parse( process.env.ANSWER );
const server = createServer( ( request, response ) => {
	request.resume().on( 'end', () => {
		response.writeHead( 200, headers ).end( body );
	} );
} );
server.listen( 0, '127.0.0.1', () => {
	process.stdout.write( `{"port":${ server.address().port }}\n` );
} );
