import type { Content } from 'pdfmake/interfaces';
import { formatNumber } from '../../../blocks/report-view/format';
import { formatMoment } from '../../../blocks/report-view/moment';
import { reportWords } from '../../../blocks/report-view/words';
import type { ReportDocument } from '../../contract/report-document';
import { ink } from './ink';
import type { Lettering } from './lettering';
import { write } from './text';

/** What has to be known before the numbers are believed, or why there are none. */
export function printNotices(
	document: ReportDocument,
	lettering: Lettering
): Content[] {
	return sentencesOf( document ).map( ( sentences ) => ( {
		margin: [ 0, 0, 0, 14 ],
		layout: {
			hLineWidth: () => 0,
			vLineWidth: ( line: number ) => ( line === 0 ? 2 : 0 ),
			vLineColor: () => ink.noteLine,
			fillColor: () => ink.note,
			paddingLeft: () => 10,
			paddingRight: () => 10,
			paddingTop: () => 7,
			paddingBottom: () => 7,
		},
		table: {
			widths: [ '*' ],
			body: [
				[
					{
						stack: sentences.map( ( sentence, at ) =>
							write( lettering, sentence, {
								bold: at === 0 && sentences.length > 1,
							} )
						),
					},
				],
			],
		},
	} ) );
}

function sentencesOf( document: ReportDocument ): string[][] {
	const { state, asOf, site, locale, skipped, progress } = document;
	const words = reportWords( locale );
	const count = ( value: number ) => formatNumber( value, 'count', document );
	const found: string[][] = [];
	if ( state === 'empty' ) {
		found.push( [
			words.empty,
			document.emptyAdvice ?? words.emptyAdvice,
		] );
	}
	if ( state === 'stale' ) {
		const time = formatMoment( asOf, site.timezone, locale );
		found.push( [ words.stale( time ) ] );
	}
	if ( state === 'filling' ) {
		found.push( [
			words.filling,
			...( progress
				? [
						words.fillingProgress(
							count( progress.done ),
							count( progress.total )
						),
					]
				: [] ),
		] );
	}
	if ( skipped > 0 ) {
		found.push( [ words.skipped( skipped, count( skipped ) ) ] );
	}
	return found;
}
