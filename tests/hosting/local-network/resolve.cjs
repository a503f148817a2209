// Stands in for DNS in a process that is started with it: example.test is this machine.
const dns = require( 'node:dns' );

const { lookup } = dns;
dns.lookup = ( name, ...rest ) =>
	lookup( name.endsWith( '.test' ) ? '127.0.0.1' : name, ...rest );
