import type { Condition } from '../../store/facts/dataset';
import type {
	Addend,
	BreakdownColumn,
	ReportDeclaration,
} from '../declaration';
import type { Words } from '../words';
import { categoryLabel, termTitles } from './terms';

const isPublished: Condition = { field: 'status', is: [ 'publish' ] };
const published: Addend = { total: 'facts' };

const publishedLabel: Words = { en: 'Published', ko: '발행' };
const authorLabel: Words = { en: 'Author', ko: '글쓴이' };
const wordsLabel: Words = { en: 'Words a post', ko: '글당 단어 수' };
const commentsLabel: Words = { en: 'Comments a post', ko: '글당 댓글 수' };

const columns: readonly [ BreakdownColumn, ...BreakdownColumn[] ] = [
	{
		id: 'published',
		label: publishedLabel,
		measure: { kind: 'sum', ...published },
		format: 'count',
	},
	{
		id: 'words',
		label: wordsLabel,
		measure: { kind: 'ratio', of: { total: 'words' }, per: published },
		format: 'count',
	},
	{
		id: 'comments',
		label: commentsLabel,
		measure: { kind: 'ratio', of: { total: 'comments' }, per: published },
		format: 'decimal',
	},
];

export const publishing: ReportDeclaration = {
	id: 'publishing',
	grant: 'view',
	own: 'author',
	title: { en: 'Publishing', ko: '발행' },
	description: {
		en: 'What was published, when and by whom.',
		ko: '언제, 누가, 무엇을 발행했는지 보여 줍니다.',
	},
	dataset: 'posts',
	where: [ isPublished ],
	figures: [
		{
			id: 'published',
			label: publishedLabel,
			measure: { kind: 'sum', ...published },
			format: 'count',
			better: 'more',
		},
		{
			id: 'authors',
			label: { en: 'Authors', ko: '글쓴이' },
			measure: {
				kind: 'distinct',
				field: 'author',
				where: [ { field: 'author', not: [ 0 ] } ],
			},
			format: 'count',
			better: 'more',
		},
		{
			id: 'words',
			label: wordsLabel,
			measure: { kind: 'ratio', of: { total: 'words' }, per: published },
			format: 'count',
			better: null,
		},
		{
			id: 'comments',
			label: commentsLabel,
			measure: {
				kind: 'ratio',
				of: { total: 'comments' },
				per: published,
			},
			format: 'decimal',
			better: 'more',
		},
	],
	chart: {
		kind: 'line',
		title: { en: 'Posts published', ko: '발행 글' },
		measure: { kind: 'sum', ...published },
		column: publishedLabel,
	},
	breakdowns: [
		{
			id: 'authors',
			title: { en: 'By author', ko: '글쓴이별' },
			field: 'author',
			fieldLabel: authorLabel,
			labels: { kind: 'people' },
			columns,
			top: 10,
		},
		{
			id: 'types',
			title: { en: 'By type', ko: '유형별' },
			field: 'type',
			fieldLabel: { en: 'Type', ko: '유형' },
			labels: { kind: 'site', words: 'types' },
			columns,
			top: 10,
		},
		{
			id: 'terms',
			title: { en: 'By category', ko: '카테고리별' },
			field: 'terms',
			fieldLabel: categoryLabel,
			labels: termTitles,
			columns,
			top: 10,
		},
	],
	facts: {
		posts: {
			columns: [
				{
					id: 'title',
					label: { en: 'Title', ko: '제목' },
					field: 'title',
					format: 'text',
				},
				{
					id: 'author',
					label: authorLabel,
					field: 'author',
					format: 'text',
					labels: { kind: 'people' },
				},
				{
					id: 'at',
					label: publishedLabel,
					field: 'at',
					format: 'moment',
				},
				{
					id: 'words',
					label: { en: 'Words', ko: '단어 수' },
					field: 'words',
					format: 'count',
				},
				{
					id: 'comments',
					label: { en: 'Comments', ko: '댓글' },
					field: 'comments',
					format: 'count',
				},
			],
			link: { kind: 'post' },
		},
	},
	counted: {
		en: { none: 'No posts', one: '{n} post', other: '{n} posts' },
		ko: { none: '발행한 글이 없습니다', other: '발행한 글은 모두 {n}개' },
	},
	source: { en: 'posts counted', ko: '집계한 글' },
	emptyAdvice: {
		en: 'Choose a longer period, or publish something: drafts and scheduled posts are not counted.',
		ko: '더 긴 기간을 선택하거나 글을 발행해 보세요. 임시글과 예약글은 집계하지 않습니다.',
	},
	definitions: [
		{
			term: publishedLabel,
			text: {
				en: 'Posts, pages and other public content with the status “published”, on the day of their publication date. Drafts, scheduled, private and trashed posts are not counted.',
				ko: '상태가 ‘발행됨’인 글, 페이지와 그 밖의 공개 콘텐츠를 발행일 기준으로 집계합니다. 임시글, 예약글, 비공개 글, 휴지통의 글은 제외합니다.',
			},
		},
		{
			term: wordsLabel,
			text: {
				en: 'Words of the current text, as the WordPress editor counts them, divided by the posts published.',
				ko: '현재 본문의 단어 수(워드프레스 편집기 기준)를 발행한 글 수로 나눈 값입니다.',
			},
		},
		{
			term: commentsLabel,
			text: {
				en: 'Approved comments these posts have received until now, divided by the posts. Older posts have had more time to receive them.',
				ko: '해당 글에 지금까지 달린 승인된 댓글 수를 글 수로 나눈 값입니다. 오래된 글일수록 댓글이 달릴 시간이 더 길었습니다.',
			},
		},
		{
			term: categoryLabel,
			text: {
				en: 'Categories and other hierarchical taxonomies that the content has now, not tags. What is in two of them counts in both, so the rows can come to more than there is.',
				ko: '콘텐츠에 현재 지정된 카테고리와 그 밖의 계층형 분류이며 태그는 제외합니다. 카테고리가 둘이면 양쪽에 모두 집계하므로 표의 합이 전체보다 클 수 있습니다.',
			},
		},
	],
};
