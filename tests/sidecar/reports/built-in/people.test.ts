import { describe, expect, it } from 'vitest';
import {
	figuresOf,
	noon,
	november,
	openShop,
	rowsOf,
	seconds,
} from './small-shop';

const user = ( day: string, role: string ) => ( {
	role,
	at: seconds( noon( day ) ),
} );

const users = [
	user( '01-01', 'administrator' ),
	user( '11-02', 'customer' ),
	user( '11-02', 'customer' ),
	user( '11-09', 'none' ),
	user( '10-12', 'customer' ),
];

const roles = { administrator: '관리자', customer: '고객' };

describe( 'People', () => {
	it( 'counts who joined in the period, and who is there now', async () => {
		const { ask, close } = await openShop( { users }, { roles } );

		const document = await ask( 'people' );

		expect( figuresOf( document ) ).toEqual( {
			registered: 3,
			users: 5,
			administrators: 1,
		} );
		expect( rowsOf( document, 'roles' ) ).toEqual( [
			[ '고객', 3, 0.6 ],
			[ '관리자', 1, 0.2 ],
			[ 'No role', 1, 0.2 ],
		] );
		await close();
	} );

	it( 'compares those who joined, not those who are there', async () => {
		const { ask, close } = await openShop( { users }, { roles } );

		const { summary, figures } = await ask( 'people', november, 'ko-KR' );

		expect( summary ).toBe(
			'새로 가입한 사용자는 모두 3명으로, 직전 22일보다 2명 늘었습니다. 11월 2일 월요일에 가장 많았습니다(2명).'
		);
		expect( figures.map( ( { previous } ) => previous ) ).toEqual( [
			1,
			null,
			null,
		] );
		await close();
	} );
} );
