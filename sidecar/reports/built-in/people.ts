import type { Labels, ReportDeclaration } from '../declaration';
import type { Words } from '../words';

const usersLabel: Words = { en: 'Users now', ko: '현재 사용자' };
const registeredLabel: Words = { en: 'Registered', ko: '신규 가입' };
const administratorsLabel: Words = {
	en: 'Administrators now',
	ko: '현재 관리자',
};
const roleLabel: Words = { en: 'Role', ko: '역할' };

const roles: Labels = {
	kind: 'site',
	words: 'roles',
	others: { none: { en: 'No role', ko: '역할 없음' } },
};

export const people: ReportDeclaration = {
	id: 'people',
	grant: 'view',
	title: { en: 'People', ko: '사용자' },
	description: {
		en: 'How many users the site has, in which roles, and who joined when.',
		ko: '사이트의 사용자 수와 역할, 가입 추이를 보여 줍니다.',
	},
	dataset: 'users',
	where: [],
	figures: [
		{
			id: 'registered',
			label: registeredLabel,
			measure: { kind: 'sum', total: 'facts' },
			format: 'count',
			better: 'more',
		},
		{
			id: 'users',
			label: usersLabel,
			measure: { kind: 'now', total: 'facts' },
			format: 'count',
			better: null,
		},
		{
			id: 'administrators',
			label: administratorsLabel,
			measure: {
				kind: 'now',
				total: 'facts',
				where: [ { field: 'role', is: [ 'administrator' ] } ],
			},
			format: 'count',
			better: null,
		},
	],
	chart: {
		kind: 'line',
		title: { en: 'Users registered', ko: '신규 가입' },
		measure: { kind: 'sum', total: 'facts' },
		column: registeredLabel,
	},
	breakdowns: [
		{
			id: 'roles',
			title: { en: 'By role, now', ko: '역할별 현재 사용자' },
			field: 'role',
			fieldLabel: roleLabel,
			labels: roles,
			now: true,
			columns: [
				{
					id: 'users',
					label: usersLabel,
					measure: { kind: 'sum', total: 'facts' },
					format: 'count',
				},
				{
					id: 'share',
					label: { en: 'Share', ko: '비중' },
					measure: { kind: 'share', total: 'facts' },
					format: 'percent',
				},
			],
			top: 12,
		},
	],
	facts: {
		users: {
			columns: [
				{
					id: 'at',
					label: registeredLabel,
					field: 'at',
					format: 'moment',
				},
				{
					id: 'role',
					label: roleLabel,
					field: 'role',
					format: 'text',
					labels: roles,
				},
			],
			link: { kind: 'user' },
		},
	},
	counted: {
		en: {
			none: 'Nobody registered',
			one: '{n} user registered',
			other: '{n} users registered',
		},
		ko: {
			none: '새로 가입한 사용자가 없습니다',
			other: '새로 가입한 사용자는 모두 {n}명',
			unit: '명',
		},
	},
	source: { en: 'users counted', ko: '집계한 사용자' },
	emptyAdvice: {
		en: 'Choose a longer period. Whether visitors may register is set under Settings → General → Membership.',
		ko: '더 긴 기간을 선택해 보세요. 방문자의 가입 허용 여부는 설정 → 일반 → 멤버십에서 정합니다.',
	},
	definitions: [
		{
			term: registeredLabel,
			text: {
				en: 'Users of this site by the day their account was made. Who was deleted since is no longer counted.',
				ko: '이 사이트의 사용자를 계정이 만들어진 날 기준으로 집계합니다. 이후 삭제된 사용자는 집계하지 않습니다.',
			},
		},
		{
			term: usersLabel,
			text: {
				en: 'All that there are, whatever the period is.',
				ko: '선택한 기간과 관계없이 지금 있는 모든 사용자입니다.',
			},
		},
		{
			term: roleLabel,
			text: {
				en: 'Who has several roles counts in the first. On a shop, customers with an account are users too.',
				ko: '역할이 여럿인 사용자는 첫 번째 역할로 집계합니다. 쇼핑몰에서는 계정이 있는 고객도 사용자에 포함됩니다.',
			},
		},
	],
};
