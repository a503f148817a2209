import type { CatalogueEntry } from '../../sidecar/contract/report-query';
import type { View } from '../session/live-session';
import type { PageSession } from '../session/page-session';
import { TheftNotice } from './theft-notice';
import { useNotices } from './use-notices';
import { noticeWords } from './words';

type Props = {
	page: PageSession;
	view: View;
	catalogue: CatalogueEntry[] | null;
};

export function Notices( { page, view, catalogue }: Props ) {
	const { locale, user, screen } = page.context;
	const [ { notices, people }, dismiss ] = useNotices(
		page,
		view.status.kind
	);
	const { unknownUser } = noticeWords( locale );
	const titles = new Map(
		catalogue?.map( ( { id, title } ) => [ id, title ] )
	);
	return notices.map( ( theft ) => (
		<TheftNotice
			key={ theft.id }
			theft={ theft }
			name={
				theft.user === user
					? null
					: ( people[ theft.user ] ??
						unknownUser( String( theft.user ) ) )
			}
			reports={ titles }
			activity={ screen && activityOf( screen, theft.user ) }
			locale={ locale }
			onDismiss={ () => dismiss( theft.id ) }
		/>
	) );
}

function activityOf( screen: string, user: number ): string {
	const address = new URL( screen );
	address.searchParams.set( 'page', 'gatehouse-activity' );
	address.searchParams.set( 'user', String( user ) );
	return address.href;
}
