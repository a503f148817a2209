import type { Condition } from '../../store/facts/dataset';
import type { Addend, ReportDeclaration } from '../declaration';
import type { Words } from '../words';

const isApproved: Condition = { field: 'status', is: [ 'approved' ] };
const isOutsideTrash: Condition = {
	field: 'status',
	is: [ 'approved', 'pending', 'spam' ],
};
const approved: Addend = { total: 'facts', where: [ isApproved ] };

const approvedLabel: Words = { en: 'Approved', ko: '승인됨' };
const waitingLabel: Words = { en: 'Waiting', ko: '승인 대기' };
const spamLabel: Words = { en: 'Spam share', ko: '스팸 비율' };
const repliesLabel: Words = { en: 'Replies', ko: '답글' };
const commentsLabel: Words = { en: 'Comments', ko: '댓글' };

export const comments: ReportDeclaration = {
	id: 'comments',
	grant: 'view',
	own: 'owner',
	title: commentsLabel,
	description: {
		en: 'How many comments came in, what became of them, and on which posts.',
		ko: '댓글이 얼마나 달렸고 어떻게 처리되었는지, 어느 글에 달렸는지 보여 줍니다.',
	},
	dataset: 'comments',
	where: [ { field: 'kind', is: [ 'comment' ] } ],
	figures: [
		{
			id: 'approved',
			label: approvedLabel,
			measure: { kind: 'sum', ...approved },
			format: 'count',
			better: 'more',
		},
		{
			id: 'waiting',
			label: waitingLabel,
			measure: {
				kind: 'sum',
				total: 'facts',
				where: [ { field: 'status', is: [ 'pending' ] } ],
			},
			format: 'count',
			better: 'less',
		},
		{
			id: 'spam',
			label: spamLabel,
			measure: {
				kind: 'ratio',
				of: {
					total: 'facts',
					where: [ { field: 'status', is: [ 'spam' ] } ],
				},
				per: { total: 'facts', where: [ isOutsideTrash ] },
			},
			format: 'percent',
			better: 'less',
		},
		{
			id: 'replies',
			label: repliesLabel,
			measure: { kind: 'sum', total: 'replies', where: [ isApproved ] },
			format: 'count',
			better: 'more',
		},
	],
	chart: {
		kind: 'line',
		title: { en: 'Approved comments', ko: '승인된 댓글' },
		measure: { kind: 'sum', ...approved },
		column: approvedLabel,
	},
	breakdowns: [
		{
			id: 'statuses',
			title: { en: 'By status', ko: '상태별' },
			field: 'status',
			fieldLabel: { en: 'Status', ko: '상태' },
			labels: {
				kind: 'words',
				words: {
					approved: approvedLabel,
					pending: waitingLabel,
					spam: { en: 'Spam', ko: '스팸' },
					trash: { en: 'Trash', ko: '휴지통' },
				},
			},
			columns: [
				{
					id: 'comments',
					label: commentsLabel,
					measure: { kind: 'sum', total: 'facts' },
					format: 'count',
				},
			],
			top: 10,
		},
		{
			id: 'posts',
			title: { en: 'By post, approved', ko: '글별 승인된 댓글' },
			field: 'post',
			fieldLabel: { en: 'Post', ko: '글' },
			labels: {
				kind: 'facts',
				dataset: 'posts',
				field: 'title',
				missing: { en: 'Without a title', ko: '제목 없음' },
			},
			where: [ isApproved ],
			columns: [
				{
					id: 'comments',
					label: commentsLabel,
					measure: { kind: 'sum', total: 'facts' },
					format: 'count',
				},
				{
					id: 'replies',
					label: repliesLabel,
					measure: { kind: 'sum', total: 'replies' },
					format: 'count',
				},
			],
			top: 10,
		},
	],
	facts: {
		comments: {
			columns: [
				{
					id: 'at',
					label: { en: 'When', ko: '시각' },
					field: 'at',
					format: 'moment',
				},
				{
					id: 'post',
					label: { en: 'Post', ko: '글' },
					field: 'post',
					format: 'text',
					labels: {
						kind: 'facts',
						dataset: 'posts',
						field: 'title',
						missing: { en: 'Without a title', ko: '제목 없음' },
					},
				},
				{
					id: 'author',
					label: { en: 'By', ko: '작성자' },
					field: 'author',
					format: 'text',
					labels: { kind: 'people' },
				},
			],
			link: { kind: 'comment' },
		},
	},
	counted: {
		en: {
			none: 'No approved comments',
			one: '{n} approved comment',
			other: '{n} approved comments',
		},
		ko: {
			none: '승인된 댓글이 없습니다',
			other: '승인된 댓글은 모두 {n}개',
		},
	},
	source: { en: 'comments counted', ko: '집계한 댓글' },
	definitions: [
		{
			term: commentsLabel,
			text: {
				en: 'On the day they were written, with the status they have now. Pingbacks, trackbacks and comments of other types are not counted.',
				ko: '작성일 기준으로, 현재 상태에 따라 집계합니다. 핑백, 트랙백과 다른 유형의 댓글은 제외합니다.',
			},
		},
		{
			term: waitingLabel,
			text: {
				en: 'Written in this period and not approved until now.',
				ko: '이 기간에 작성되어 아직 승인되지 않은 댓글입니다.',
			},
		},
		{
			term: spamLabel,
			text: {
				en: 'Spam among all comments outside the trash. Spam that was deleted for good is no longer counted.',
				ko: '휴지통을 제외한 전체 댓글 중 스팸의 비율입니다. 영구 삭제된 스팸은 집계되지 않습니다.',
			},
		},
		{
			term: repliesLabel,
			text: {
				en: 'Approved comments that answer another comment.',
				ko: '다른 댓글에 답한 승인된 댓글입니다.',
			},
		},
	],
};
