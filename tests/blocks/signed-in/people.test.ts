import { describe, expect, it } from 'vitest';
import { joinPeople } from '../../../blocks/signed-in/people';
import type { SignedIn, SitePerson } from '../../../sidecar/contract/sessions';

const jin: SitePerson = {
	id: 7,
	name: 'Jin Park',
	endsWordPress: true,
	sessions: [
		{
			verifier: 'a1',
			device: 'Firefox, Linux',
			address: '203.0.113.0/24',
			since: 1000,
		},
	],
};

const report: SignedIn = {
	id: 's1',
	user: { id: 7, name: 'Jin Park' },
	verifier: 'a1',
	device: 'Firefox, Linux',
	address: '198.51.100.0/24',
	way: 'php',
	startedAt: 1010,
	lastSeenAt: 2000,
	endsAt: 9000,
	isThisBrowser: false,
};

describe( 'the people who are signed in', () => {
	it( 'have one row where WordPress and the reports know the same session', () => {
		expect( joinPeople( [ jin ], [ report ], null )[ 0 ]?.rows ).toEqual( [
			{
				verifier: 'a1',
				device: 'Firefox, Linux',
				address: '198.51.100.0/24',
				since: 1000,
				lastSeen: 2000,
				way: 'php',
				session: 's1',
				areReportsKnown: true,
				hasWordPress: true,
				isThisBrowser: false,
			},
		] );
	} );

	it( 'keep a session that only one side knows', () => {
		const rows = joinPeople(
			[ jin ],
			[ { ...report, verifier: 'b2' } ],
			null
		)[ 0 ]?.rows;
		expect(
			rows?.map( ( row ) => [
				row.verifier,
				row.session,
				row.hasWordPress,
			] )
		).toEqual( [
			[ 'b2', 's1', false ],
			[ 'a1', null, true ],
		] );
	} );

	it( 'are those of WordPress alone while the reports are away', () => {
		const [ person ] = joinPeople( [ jin ], null, null );
		expect( person?.rows[ 0 ] ).toMatchObject( {
			address: '203.0.113.0/24',
			session: null,
			areReportsKnown: false,
		} );
	} );

	it( 'never get the session of somebody else', () => {
		const foreign = { ...report, user: { id: 8, name: 'Ada' } };
		expect(
			joinPeople( [ jin ], [ foreign ], null )[ 0 ]?.rows
		).toHaveLength( 1 );
		expect(
			joinPeople( [ jin ], [ foreign ], null )[ 0 ]?.rows[ 0 ]?.session
		).toBeNull();
	} );

	it( 'begin with this browser, then whoever was seen last', () => {
		const sessions = [ 'old', 'here', 'new' ].map( ( verifier, i ) => ( {
			...report,
			id: verifier,
			verifier,
			lastSeenAt: i === 2 ? 9000 : 10,
		} ) );
		const [ person ] = joinPeople(
			[ { ...jin, sessions: [] } ],
			sessions,
			'here'
		);
		expect( person?.rows.map( ( { verifier } ) => verifier ) ).toEqual( [
			'here',
			'new',
			'old',
		] );
	} );

	it( 'leave out who has no session left', () => {
		expect( joinPeople( [ { ...jin, sessions: [] } ], [], null ) ).toEqual(
			[]
		);
	} );
} );
