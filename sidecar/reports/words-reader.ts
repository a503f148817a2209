import { members, type Read, text } from '../declared';
import type { CountWords, Words } from './words';

const sentence = text( 500 );

/** One text for every language, or one for each, English among them. */
export const words: Read< Words > = ( value, at ) => {
	if ( typeof value === 'string' ) {
		const same = sentence( value, at );
		return { en: same, ko: same };
	}
	const { en, ko = en } = members( { en: sentence }, { ko: sentence } )(
		value,
		at
	);
	return { en, ko };
};

export const counted: Read< CountWords > = ( value, at ) => {
	const { en, ko } = members(
		{
			en: members(
				{ none: sentence, one: sentence, other: sentence },
				{}
			),
		},
		{
			ko: members(
				{ none: sentence, other: sentence },
				{ unit: text( 10 ) }
			),
		}
	)( value, at );
	return { en, ko: ko ?? { none: en.none, other: en.other } };
};
