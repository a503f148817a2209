import { crc32, deflateSync } from 'node:zlib';

type Shape = {
	width?: number;
	height?: number;
	depth?: number;
	/** 2 is RGB, 3 has a palette, 6 is RGB with alpha. */
	colour?: number;
	interlace?: number;
	pixels?: Buffer;
	palette?: Buffer;
	/** Whether it comes to its end. */
	isWhole?: boolean;
};

/** A picture of one colour, or what calls itself one. */
export function png( shape: Shape = {} ): Buffer {
	const { width = 120, height = 40, depth = 8, colour = 6 } = shape;
	const row = 1 + width * ( colour === 6 ? 4 : colour === 2 ? 3 : 1 );
	const pixels = Buffer.alloc( row * height, 1 );
	for ( let at = 0; at < pixels.length; at += row ) {
		pixels[ at ] = 0;
	}
	const header = Buffer.alloc( 13 );
	header.writeUInt32BE( width, 0 );
	header.writeUInt32BE( height, 4 );
	header.set( [ depth, colour, 0, 0, shape.interlace ?? 0 ], 8 );
	return Buffer.concat( [
		Buffer.from( '89504e470d0a1a0a', 'hex' ),
		chunk( 'IHDR', header ),
		...( shape.palette ? [ chunk( 'PLTE', shape.palette ) ] : [] ),
		chunk( 'IDAT', deflateSync( shape.pixels ?? pixels ) ),
		...( shape.isWhole === false
			? []
			: [ chunk( 'IEND', Buffer.alloc( 0 ) ) ] ),
	] );
}

function chunk( type: string, bytes: Buffer ): Buffer {
	const named = Buffer.concat( [ Buffer.from( type, 'latin1' ), bytes ] );
	const around = Buffer.alloc( 8 );
	around.writeUInt32BE( bytes.length, 0 );
	around.writeUInt32BE( crc32( named ), 4 );
	return Buffer.concat( [
		around.subarray( 0, 4 ),
		named,
		around.subarray( 4 ),
	] );
}

/** The head of a JPEG of so many pixels: all of it that is looked at. */
export function jpeg( { width = 120, height = 40, before = '' } = {} ): Buffer {
	const frame = Buffer.from(
		'ffc0001108000000000301110002110103110100',
		'hex'
	);
	frame.writeUInt16BE( height, 5 );
	frame.writeUInt16BE( width, 7 );
	return Buffer.concat( [
		Buffer.from( `ffd8${ before }`, 'hex' ),
		frame,
		Buffer.from( 'ffd9', 'hex' ),
	] );
}
