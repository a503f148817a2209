/** The languages that have a dictionary here; any other reader gets English. */
export type Language = 'en' | 'ko';

export function languageOf( locale: string ): Language {
	return /^ko\b/i.test( locale ) ? 'ko' : 'en';
}
