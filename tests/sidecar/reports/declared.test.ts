import { expect, it } from 'vitest';
import type { ReportDeclaration } from '../../../sidecar/reports/declaration';
import { createReports } from '../../../sidecar/reports/reports';
import { openReports, post } from './site-with-reports';

const words = ( text: string ) => ( { en: text, ko: text } );

const drafts: ReportDeclaration = {
	id: 'drafts',
	grant: 'manage',
	title: words( 'Drafts' ),
	description: words( 'What lies unfinished.' ),
	dataset: 'posts',
	where: [ { field: 'status', not: [ 'publish' ] } ],
	figures: [],
	chart: {
		kind: 'bar',
		title: words( 'Words' ),
		measure: { kind: 'sum', total: 'words' },
		column: words( 'Words' ),
	},
	breakdowns: [
		{
			id: 'statuses',
			title: words( 'By status' ),
			field: 'status',
			fieldLabel: words( 'Status' ),
			labels: { kind: 'words', words: { draft: words( 'Draft' ) } },
			columns: [
				{
					id: 'words',
					label: words( 'Words' ),
					measure: { kind: 'sum', total: 'words' },
					format: 'count',
				},
			],
			top: 1,
		},
	],
	counted: {
		en: { none: 'No words', one: '{n} word', other: '{n} words' },
		ko: { none: '', other: '' },
	},
	source: words( 'drafts counted' ),
	definitions: [],
};

it( 'counts a report that was declared elsewhere as it counts its own', async () => {
	const at = '2026-11-20T10:00:00Z';
	const { facts, site, clock, close } = await openReports( {
		posts: [
			post( at ),
			post( at, { status: 'draft', words: 40 } ),
			post( at, { status: 'private', words: 2 } ),
		],
	} );
	const reports = createReports( {
		facts,
		people: async () => ( {} ),
		clock: () => clock.now,
		declarations: [ drafts ],
	} );

	const { document } = await reports.prepare( {
		site: site.home,
		report: 'drafts',
		search: '',
		locale: 'en',
		viewer: { user: 1, grants: [ 'manage' ] },
	} );

	expect( document.summary ).toMatch(
		/^42 words, after none in the 28 days before\./
	);
	expect( document.tables[ 1 ]?.rows ).toEqual( [
		[ 'Draft', 40 ],
		[ 'Others', 2 ],
	] );
	expect( document.source ).toEqual( { count: 2, label: 'drafts counted' } );
	await close();
} );
