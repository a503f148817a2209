// The process that is started with it comes to one port from an address of its own.
const { Socket } = require( 'node:net' );

const { connect } = Socket.prototype;
const { VISITED_PORT, VISITOR_ADDRESS } = process.env;

Socket.prototype.connect = function ( ...given ) {
	const [ options ] = given.flat();
	if ( String( options?.port ) === VISITED_PORT ) {
		options.localAddress = VISITOR_ADDRESS;
		options.family = 4;
	}
	return connect.apply( this, given );
};
