/**
 * Loads a Node program as LiteSpeed's lsnode.js does: with `require`, in its folder, in one
 * process. The first server that listens gets the socket that stands ready as standard input,
 * whatever port it asked for; every connection seems to come from 127.0.0.1, and standard
 * output goes to LSNODE_CONSOLE_LOG or nowhere.
 */
const fs = require( 'node:fs' );
const http = require( 'node:http' );
const path = require( 'node:path' );

const {
	LSNODE_ROOT: folder = process.cwd(),
	LSNODE_STARTUP_FILE: startUpFile = 'app.js',
	LSNODE_CONSOLE_LOG: consoleLog = '/dev/null',
	LSNODE_SOCKET: socket,
} = process.env;

process.chdir( folder );
process.title = `lsnode:${ folder }`;
fs.closeSync( 1 );
fs.openSync( consoleLog, 'a' );

const { listen } = http.Server.prototype;
let hasListened = false;
http.Server.prototype.address = () => socket;
http.Server.prototype.listen = function ( ...wanted ) {
	if ( hasListened ) {
		return this;
	}
	hasListened = true;
	this.prependListener( 'request', ( request ) =>
		Object.defineProperty( request.socket, 'remoteAddress', {
			get: () => '127.0.0.1',
			configurable: true,
		} )
	);
	const callback = wanted.at( -1 );
	return listen.call( this, { fd: 0 }, () => {
		if ( typeof callback === 'function' ) {
			this.once( 'listening', callback );
		}
		this.emit( 'listening' );
	} );
};

const program = require( path.resolve( folder, startUpFile ) );
if ( ! hasListened && typeof program.listen === 'function' ) {
	program.listen( 3000 );
}
