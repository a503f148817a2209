import type { Content } from 'pdfmake/interfaces';
import { asText, writeCell } from '../../../blocks/report-view/cell';
import { formatNumber } from '../../../blocks/report-view/format';
import { formatMoment } from '../../../blocks/report-view/moment';
import { reportWords } from '../../../blocks/report-view/words';
import type { ReportDocument } from '../../contract/report-document';
import { ink } from './ink';
import type { Lettering } from './lettering';
import { write } from './text';

/** Whose report it is, what it is about, and as of when. */
export function printHead(
	document: ReportDocument,
	lettering: Lettering,
	logo: Uint8Array | null
): Content {
	const { title, period, site } = document;
	return {
		margin: [ 0, -18, 0, 16 ],
		stack: [
			whose( site.name, lettering, logo ),
			write( lettering, title, { fontSize: 22, lineHeight: 1.1 } ),
			write( lettering, period.label, {
				fontSize: 12,
				margin: [ 0, 2, 0, 4 ],
			} ),
			...linesOf( document ).map( ( line ) =>
				write( lettering, line, {
					fontSize: 8.5,
					color: ink.soft,
				} )
			),
		],
	};
}

/** Points; a wide logo is lower, a high one narrower. */
const logoBox: [ number, number ] = [ 130, 26 ];

function whose(
	name: string,
	lettering: Lettering,
	logo: Uint8Array | null
): Content {
	const written = write( lettering, name, { fontSize: 10, bold: true } );
	if ( logo === null ) {
		return { ...written, margin: [ 0, 0, 0, 18 ] };
	}
	// The type in the address is not looked at: the bytes say which it is.
	const image = `data:image/png;base64,${ Buffer.from( logo ).toString( 'base64' ) }`;
	return {
		margin: [ 0, -6, 0, 14 ],
		layout: {
			defaultBorder: false,
			paddingLeft: () => 0,
			paddingRight: ( column ) => ( column === 0 ? 9 : 0 ),
			paddingTop: () => 0,
			paddingBottom: () => 0,
		},
		table: {
			widths: [ 'auto', '*' ],
			body: [
				[
					{ image, fit: logoBox },
					{ ...written, verticalAlignment: 'middle' },
				],
			],
		},
	};
}

function linesOf( document: ReportDocument ): string[] {
	const { asOf, lastAgreed, site, locale, source, own } = document;
	const words = reportWords( locale );
	const moment = ( iso: string ) =>
		formatMoment( iso, site.timezone, locale );
	const lines = [
		[
			...( own === undefined ? [] : [ own ] ),
			words.asOf( moment( asOf ) ),
			words.counted(
				formatNumber( source.count, 'count', document ),
				source.label
			),
			...( lastAgreed === null
				? []
				: [ words.agreed( moment( lastAgreed ) ) ] ),
		],
		narrowedTo( document ),
	];
	return lines
		.filter( ( parts ) => parts.length > 0 )
		.map( ( parts ) => parts.join( ' · ' ) );
}

/** What is left out of the numbers, where something is. */
function narrowedTo( document: ReportDocument ): string[] {
	const { currency, otherCurrencies, filters, locale } = document;
	const words = reportWords( locale );
	const chosen = filters
		.filter( ( filter ) => filter.chosen.length > 0 )
		.map( ( { label, options, chosen: values } ) => {
			const names = options
				.filter( ( { value } ) => values.includes( value ) )
				.map( ( option ) =>
					writeCell( option.label, asText, document, words )
				);
			return `${ label }: ${ names.join( ', ' ) }`;
		} );
	return currency !== null && otherCurrencies.length > 0
		? [
				...chosen,
				words.inCurrency( currency, otherCurrencies.join( ', ' ) ),
			]
		: chosen;
}
