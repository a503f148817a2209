import { describe, expect, it } from 'vitest';
import { activityWords } from '../../blocks/activity/words';
import { barWords } from '../../blocks/notices/bar-words';
import { noticeWords } from '../../blocks/notices/words';
import { loadingWords } from '../../blocks/report-view/loading-words';
import { periodWords } from '../../blocks/report-view/period-words';
import { reportWords } from '../../blocks/report-view/words';
import { blockWords } from '../../blocks/report/words';
import { refusalWords } from '../../blocks/reports-screen/failure-words';
import { syncWords } from '../../blocks/reports-screen/sync-words';
import { tableWords } from '../../blocks/reports-screen/table-words';
import { viewWords } from '../../blocks/reports-screen/view-words';
import { screenWords } from '../../blocks/reports-screen/words';
import { detailWords } from '../../blocks/session/detail-words';
import { endedWords } from '../../blocks/session/ended-words';
import { sessionWords } from '../../blocks/session/words';
import { signedInWords } from '../../blocks/signed-in/words';
import { connectWords } from '../../blocks/settings/words';

/** Every text under its path; what has a place for a number or a time is given one. */
function texts( words: object, path = '' ): Map< string, string > {
	const found = new Map< string, string >();
	for ( const [ name, word ] of Object.entries( words ) ) {
		if ( typeof word === 'object' ) {
			texts( word, `${ path }${ name }.` ).forEach( ( text, key ) =>
				found.set( key, text )
			);
		} else {
			found.set(
				path + name,
				typeof word === 'function' ? word( '2', '3' ) : word
			);
		}
	}
	return found;
}

describe.each( [
	[ 'report-view', reportWords ],
	[ 'loading', loadingWords ],
	[ 'period', periodWords ],
	[ 'session', sessionWords ],
	[ 'session details', detailWords ],
	[ 'ended', endedWords ],
	[ 'reports-screen', screenWords ],
	[ 'tables', tableWords ],
	[ 'refusals', refusalWords ],
	[ 'views', viewWords ],
	[ 'sync', syncWords ],
	[ 'block', blockWords ],
	[ 'activity', activityWords ],
	[ 'notices', noticeWords ],
	[ 'notices in the admin bar', barWords ],
	[ 'settings', connectWords ],
	[ 'signed-in', signedInWords ],
] )( 'the words of %s', ( name, wordsFor ) => {
	const english = texts( wordsFor( 'en' ) );
	const korean = texts( wordsFor( 'ko-KR' ) );

	it( 'are the same in number and name in English and Korean', () => {
		expect( [ ...korean.keys() ].sort() ).toEqual(
			[ ...english.keys() ].sort()
		);
	} );

	it( 'are Korean in Korean', () => {
		const foreign = [ ...korean ].filter(
			( [ key, text ] ) =>
				! /[가-힣]/.test( text ) &&
				! [
					'counted',
					'points',
					'a4',
					'arrived',
					'on',
					'name',
					'chosen',
					'csv',
					'pdf',
				].includes( key.split( '.' ).at( -1 ) ?? '' )
		);
		expect( foreign, name ).toEqual( [] );
	} );

	it( 'say English to anybody else', () => {
		expect( texts( wordsFor( 'fr-FR' ) ) ).toEqual( english );
	} );
} );
