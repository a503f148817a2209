/** Of blocks/report-view/colours.css, by day: paper is light. */
export const ink = {
	text: '#1d2327',
	soft: '#50575e',
	line: '#dcdcde',
	rule: '#8c8f94',
	accent: '#2271b1',
	area: '#edf3f9',
	previous: '#787c82',
	good: '#00713b',
	bad: '#b32d2e',
	note: '#fcf9e8',
	noteLine: '#dba617',
} as const;
