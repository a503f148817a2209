import type { Condition } from '../../store/facts/dataset';
import type { Addend, Labels, ReportDeclaration } from '../declaration';
import type { Words } from '../words';

const isApproved: Condition = { field: 'status', is: [ 'approved' ] };
const isOutsideTrash: Condition = {
	field: 'status',
	is: [ 'approved', 'pending', 'spam' ],
};
const approved: Addend = { total: 'facts', where: [ isApproved ] };

const approvedLabel: Words = { en: 'Approved', ko: '승인됨' };
const waitingLabel: Words = { en: 'Waiting now', ko: '현재 승인 대기' };
const answerLabel: Words = { en: 'First answer after', ko: '첫 답변까지' };
const postLabel: Words = { en: 'Post', ko: '글' };
const statusLabel: Words = { en: 'Status', ko: '상태' };
const spamLabel: Words = { en: 'Spam share', ko: '스팸 비율' };
const statuses: Labels = {
	kind: 'words',
	words: {
		approved: { en: 'Approved', ko: '승인됨' },
		pending: { en: 'Waiting', ko: '승인 대기' },
		spam: { en: 'Spam', ko: '스팸' },
		trash: { en: 'Trash', ko: '휴지통' },
	},
};

const titles: Labels = {
	kind: 'facts',
	dataset: 'posts',
	field: 'title',
	missing: { en: 'Without a title', ko: '제목 없음' },
	deleted: { en: 'Deleted post #{id}', ko: '삭제된 글 #{id}' },
};

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
				kind: 'now',
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
		{
			id: 'answer',
			label: answerLabel,
			measure: {
				kind: 'ratio',
				of: { total: 'answeredAfter', where: [ isApproved ] },
				per: { total: 'answered', where: [ isApproved ] },
			},
			format: 'duration',
			better: 'less',
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
			fieldLabel: statusLabel,
			labels: statuses,
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
			fieldLabel: postLabel,
			labels: titles,
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
					label: postLabel,
					field: 'post',
					format: 'text',
					labels: titles,
				},
				{
					id: 'author',
					label: { en: 'By', ko: '작성자' },
					field: 'author',
					format: 'text',
					labels: { kind: 'people' },
				},
				{
					id: 'status',
					label: statusLabel,
					field: 'status',
					format: 'text',
					labels: statuses,
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
	emptyAdvice: {
		en: 'Choose a longer period. Whether new posts take comments is set under Settings → Discussion.',
		ko: '더 긴 기간을 선택해 보세요. 새 글의 댓글 허용 여부는 설정 → 토론에서 정합니다.',
	},
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
				en: 'All that await moderation, whenever they were written. They are under Comments → Pending.',
				ko: '작성일과 관계없이 지금 승인을 기다리는 모든 댓글입니다. 댓글 → 대기 중에서 처리할 수 있습니다.',
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
		{
			term: answerLabel,
			text: {
				en: 'The average time from an approved comment to the first approved reply to it by somebody else. Comments without an answer are not in the average.',
				ko: '승인된 댓글에 다른 사람의 첫 답글이 승인되어 달리기까지 걸린 평균 시간입니다. 답글이 없는 댓글은 평균에서 제외합니다.',
			},
		},
	],
};
