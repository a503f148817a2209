import type { Dataset } from '../store/facts/dataset';

export const posts: Dataset = {
	id: 'posts',
	fields: {
		type: { kind: 'word' },
		status: { kind: 'word' },
		author: { kind: 'reference' },
		at: { kind: 'moment', optional: true },
		words: { kind: 'count' },
		comments: { kind: 'count' },
		title: { kind: 'text', length: 200 },
	},
	moment: 'at',
	totals: {
		words: { kind: 'sum', field: 'words' },
		comments: { kind: 'sum', field: 'comments' },
	},
	rollups: { all: [ 'status', 'type', 'author' ] },
};

export const comments: Dataset = {
	id: 'comments',
	fields: {
		post: { kind: 'reference' },
		status: {
			kind: 'choice',
			of: [ 'approved', 'pending', 'spam', 'trash' ],
		},
		kind: { kind: 'word' },
		author: { kind: 'reference' },
		parent: { kind: 'reference' },
		at: { kind: 'moment' },
	},
	moment: 'at',
	totals: { replies: { kind: 'present', field: 'parent' } },
	// Nearly as long as the facts themselves once split by post, so the figures get a short one.
	rollups: {
		brief: [ 'status', 'kind' ],
		posts: [ 'status', 'kind', 'post' ],
	},
};

export const builtInDatasets: readonly Dataset[] = [ posts, comments ];
