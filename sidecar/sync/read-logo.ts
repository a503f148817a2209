import { logoBytesAtMost } from '../contract/facts';
import { isRecord } from '../user-state';
import { whyUnprintable } from './picture';

export type AnsweredLogo = {
	version: string;
	/** PNG or JPEG in base64, found to be sound. */
	picture: string | null;
	/** Why its picture is left out, where it is. For the log. */
	fault: string | null;
};

const versionPattern = /^[A-Za-z0-9_-]{0,64}$/;

/** A wrong logo must not stop the facts that came with it. Null: nothing was said of one. */
export function readLogo( value: unknown ): AnsweredLogo | null {
	if ( ! isRecord( value ) || typeof value.version !== 'string' ) {
		return null;
	}
	const { version, picture } = value;
	if ( ! versionPattern.test( version ) ) {
		return null;
	}
	if ( typeof picture !== 'string' ) {
		return { version, picture: null, fault: null };
	}
	const bytes = Buffer.from( picture, 'base64' );
	const fault =
		bytes.length > logoBytesAtMost
			? `it has ${ bytes.length } bytes`
			: whyUnprintable( bytes );
	return {
		version,
		picture: fault === null ? bytes.toString( 'base64' ) : null,
		fault,
	};
}
