// The start-up file that cPanel and Passenger look for.
require( './gatehouse.cjs' );
