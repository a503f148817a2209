import type { Language } from '../language';
import { languageOf } from '../language';

/** What is said of saved views. */
export type ViewWords = {
	views: string;
	none: string;
	empty: string;
	shared: string;
	saveAs: string;
	save: string;
	shareWithAll: string;
	rename: string;
	renameOf: ( name: string ) => string;
	newName: ( name: string ) => string;
	share: string;
	shareOf: ( name: string ) => string;
	unshare: string;
	unshareOf: ( name: string ) => string;
	delete: string;
	deleteOf: ( name: string ) => string;
	deleted: ( name: string ) => string;
	undo: string;
};

const dictionaries: Record< Language, ViewWords > = {
	en: {
		views: 'Saved views',
		none: 'None',
		empty: 'A view keeps this report with its period and filters under a name.',
		shared: 'shared',
		saveAs: 'Save what is shown as',
		save: 'Save',
		shareWithAll: 'Share with everybody who may see this report',
		rename: 'Rename',
		renameOf: ( name ) => `Rename “${ name }”`,
		newName: ( name ) => `New name for “${ name }”`,
		share: 'Share',
		shareOf: ( name ) => `Share “${ name }”`,
		unshare: 'Stop sharing',
		unshareOf: ( name ) => `Stop sharing “${ name }”`,
		delete: 'Delete',
		deleteOf: ( name ) => `Delete “${ name }”`,
		deleted: ( name ) => `“${ name }” was deleted.`,
		undo: 'Undo',
	},
	ko: {
		views: '저장된 보기',
		none: '없음',
		empty: '보기를 저장하면 이 리포트를 기간과 필터까지 이름으로 다시 열 수 있습니다.',
		shared: '공유됨',
		saveAs: '현재 화면을 저장할 이름',
		save: '저장',
		shareWithAll: '이 리포트를 볼 수 있는 모두와 공유',
		rename: '이름 변경',
		renameOf: ( name ) => `“${ name }” 이름 변경`,
		newName: ( name ) => `“${ name }”의 새 이름`,
		share: '공유',
		shareOf: ( name ) => `“${ name }” 공유`,
		unshare: '공유 해제',
		unshareOf: ( name ) => `“${ name }” 공유 해제`,
		delete: '삭제',
		deleteOf: ( name ) => `“${ name }” 삭제`,
		deleted: ( name ) => `“${ name }” 보기를 삭제했습니다.`,
		undo: '되돌리기',
	},
};

export function viewWords( locale: string ): ViewWords {
	return dictionaries[ languageOf( locale ) ];
}
