import type { Language } from './words';

/** A language and a region we have words for; English where we have none, null for no tag at all. */
export function resolveLocale( tag: string ): string | null {
	let locale: Intl.Locale;
	try {
		locale = new Intl.Locale( tag );
	} catch {
		return null;
	}
	const { language, region } = locale;
	if ( language !== 'en' && language !== 'ko' ) {
		return 'en';
	}
	return region === undefined ? language : `${ language }-${ region }`;
}

export function languageOf( locale: string ): Language {
	return locale.startsWith( 'ko' ) ? 'ko' : 'en';
}
