import { expect, it } from 'vitest';
import { examinePlacement } from '../../sidecar/doctor/placement';
import { toSite } from '../../sidecar/site';

it.each( [
	[ 'https://www.example.com', 'https://reports.example.com' ],
	[ 'http://127.0.0.1', '127.0.0.1 can have no subdomain' ],
	[ 'http://[::1]', '[::1] can have no subdomain' ],
	[ 'http://localhost', 'localhost can have no subdomain' ],
] )( 'says of %s what can be done about the shared host', ( home, fix ) => {
	const site = toSite( home, `${ home }/reports` );
	expect(
		typeof site === 'string' || examinePlacement( site )
	).toMatchObject( {
		id: 'placement_path',
		fix: expect.stringContaining( fix ),
	} );
} );
