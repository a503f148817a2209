import { inflateSync } from 'node:zlib';
import { logoSideAtMost } from '../contract/facts';

/**
 * Null for a PNG or JPEG that a PDF can take. What is wrong inside a PNG would end the worker that
 * makes the PDF, since it is unpacked there out of everybody's reach; so it is unpacked here first.
 */
export function whyUnprintable( bytes: Buffer ): string | null {
	if ( bytes.subarray( 0, 8 ).equals( pngSignature ) ) {
		return whyWrongPng( bytes );
	}
	return bytes[ 0 ] === 0xff && bytes[ 1 ] === 0xd8
		? whyWrongJpeg( bytes )
		: 'it is neither PNG nor JPEG';
}

const pngSignature = Buffer.from( '89504e470d0a1a0a', 'hex' );

/** Samples of a pixel by colour type. */
const samples = new Map( [
	[ 0, 1 ],
	[ 2, 3 ],
	[ 3, 1 ],
	[ 4, 2 ],
	[ 6, 4 ],
] );

const indexed = 3;
const filters = 5;

function whyWrongPng( bytes: Buffer ): string | null {
	const chunks = chunksOf( bytes );
	const header = chunks?.get( 'IHDR' );
	if ( ! chunks?.has( 'IEND' ) || header?.length !== 13 ) {
		return 'it is cut short';
	}
	const width = header.readUInt32BE( 0 );
	const height = header.readUInt32BE( 4 );
	const [ depth, colour = -1, , , interlace ] = header.subarray( 8 );
	if ( ! isSide( width ) || ! isSide( height ) ) {
		return `it has ${ width } by ${ height } pixels`;
	}
	const perPixel = samples.get( colour );
	const colours = chunks.get( 'PLTE' )?.length ?? 0;
	if (
		perPixel === undefined ||
		depth !== 8 ||
		interlace !== 0 ||
		( colour === indexed ) !== colours > 0 ||
		colours % 3 !== 0
	) {
		return 'it is a PNG of a rare kind';
	}
	const row = 1 + width * perPixel;
	const pixels = inflate( chunks.get( 'IDAT' ), row * height );
	if ( pixels?.length !== row * height ) {
		return 'its pixels can not be read';
	}
	for ( let at = 0; at < pixels.length; at += row ) {
		if ( ( pixels[ at ] ?? filters ) >= filters ) {
			return 'its pixels can not be read';
		}
	}
	return null;
}

function inflate( packed: Buffer | undefined, size: number ): Buffer | null {
	try {
		return packed
			? inflateSync( packed, { maxOutputLength: size + 1 } )
			: null;
	} catch {
		return null;
	}
}

/** Each with all its parts in one, up to the end; null where one leads beyond. */
function chunksOf( bytes: Buffer ): Map< string, Buffer > | null {
	const chunks = new Map< string, Buffer >();
	for ( let at = pngSignature.length; ! chunks.has( 'IEND' ); ) {
		if ( at + 12 > bytes.length ) {
			return null;
		}
		const end = at + 8 + bytes.readUInt32BE( at );
		if ( end + 4 > bytes.length ) {
			return null;
		}
		const type = bytes.toString( 'latin1', at + 4, at + 8 );
		const before = chunks.get( type ) ?? Buffer.alloc( 0 );
		const part = bytes.subarray( at + 8, end );
		chunks.set( type, Buffer.concat( [ before, part ] ) );
		at = end + 4;
	}
	return chunks;
}

/** Baseline, extended and progressive. */
const frames = [ 0xffc0, 0xffc1, 0xffc2 ];

/** Its pixels are the reader's to unpack; only its frame is looked at. */
function whyWrongJpeg( bytes: Buffer ): string | null {
	for ( let at = 2; at + 10 <= bytes.length; ) {
		const marker = bytes.readUInt16BE( at );
		if ( frames.includes( marker ) ) {
			const height = bytes.readUInt16BE( at + 5 );
			const width = bytes.readUInt16BE( at + 7 );
			if ( ! isSide( width ) || ! isSide( height ) ) {
				return `it has ${ width } by ${ height } pixels`;
			}
			const isUsual =
				bytes[ at + 4 ] === 8 &&
				[ 1, 3, 4 ].includes( bytes[ at + 9 ] ?? 0 );
			return isUsual ? null : 'it is a JPEG of a rare kind';
		}
		if ( marker < 0xff01 ) {
			break;
		}
		at += 2 + bytes.readUInt16BE( at + 2 );
	}
	return 'it is cut short';
}

function isSide( pixels: number ): boolean {
	return pixels >= 1 && pixels <= logoSideAtMost;
}
