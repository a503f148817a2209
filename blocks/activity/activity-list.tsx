import { useEffect, useState } from '@wordpress/element';
import type { ActivityQuery } from '../../sidecar/contract/activity';
import { useCatalogue } from '../reports-screen/use-catalogue';
import { useSessionView } from '../reports-screen/use-session-view';
import type { PageSession } from '../session/page-session';
import { ActivityTable } from './activity-table';
import { addressOf, readFilters } from './address';
import { activityFile } from './ask-activity';
import { Filters } from './filters';
import { useActivity } from './use-activity';
import { activityWords } from './words';

export function ActivityList( { page }: { page: PageSession } ) {
	const { context, client, session } = page;
	const words = activityWords( context.locale );
	const view = useSessionView( session );
	const [ query, filter ] = useFilters();
	const { answer, isAsking, hasFailed, ...act } = useActivity( page, query );
	const { catalogue } = useCatalogue( page, view.status.kind );
	const mayAll = view.answer?.grants.includes( 'manage' ) ?? false;
	const isFiltered = Object.keys( query ).length > 0;
	const days = String( answer?.keptDays ?? '' );
	const people = usePeople( answer?.people, query.user, words.unknownUser );
	return (
		<div
			lang={ context.locale }
			className="gatehouse-activity"
			aria-busy={ isAsking }
		>
			{ answer && (
				<p>{ mayAll ? words.intro( days ) : words.introOwn( days ) }</p>
			) }
			<Filters
				query={ query }
				people={ mayAll ? people : null }
				file={ activityFile( client, query, context.locale ) }
				words={ words }
				onChange={ filter }
			/>
			<p role="status" className="screen-reader-text">
				{ isAsking && words.loading }
				{ ! isAsking &&
					answer &&
					words.shown( String( answer.activity.length ) ) }
			</p>
			{ hasFailed && (
				<div className="notice notice-warning inline">
					<p>
						{ words.failed }{ ' ' }
						<button
							type="button"
							className="button"
							onClick={ act.reload }
						>
							{ words.tryAgain }
						</button>
					</p>
				</div>
			) }
			{ answer === null && isAsking && <p>{ words.loading }</p> }
			{ answer?.activity.length === 0 && (
				<p className="gatehouse-activity__empty">
					{ isFiltered ? words.emptyFiltered : words.empty }
				</p>
			) }
			{ answer && answer.activity.length > 0 && (
				<ActivityTable
					answer={ answer }
					reports={
						new Map(
							catalogue?.map( ( { id, title } ) => [ id, title ] )
						)
					}
					words={ words }
					locale={ context.locale }
					onUser={
						mayAll ? ( user ) => filter( { ...query, user } ) : null
					}
				/>
			) }
			{ answer && answer.next !== null && (
				<button
					type="button"
					className="button"
					disabled={ isAsking }
					onClick={ act.showOlder }
				>
					{ words.older }
				</button>
			) }
		</div>
	);
}

/** The filters stand in the address, so that they can be kept, sent and gone back from. */
function useFilters(): [ ActivityQuery, ( query: ActivityQuery ) => void ] {
	const [ query, setQuery ] = useState( () =>
		readFilters( window.location.href )
	);
	useEffect( () => {
		const follow = () => setQuery( readFilters( window.location.href ) );
		window.addEventListener( 'popstate', follow );
		return () => window.removeEventListener( 'popstate', follow );
	}, [] );
	return [
		query,
		( next ) => {
			const address = addressOf( window.location.href, next );
			window.history.pushState( null, '', address );
			setQuery( next );
		},
	];
}

/** Everybody who has come up so far, by name; and whoever is chosen. */
function usePeople(
	shown: Record< string, string > | undefined,
	chosen: number | undefined,
	unnamed: ( id: string ) => string
): Array< { id: number; name: string } > {
	const [ known, setKnown ] = useState< Record< string, string > >( {} );
	useEffect(
		() => setKnown( ( last ) => ( { ...last, ...shown } ) ),
		[ shown ]
	);
	const id = String( chosen ?? '' );
	const all = {
		...( chosen !== undefined && { [ id ]: unnamed( id ) } ),
		...known,
	};
	return Object.entries( all )
		.map( ( [ user, name ] ) => ( { id: Number( user ), name } ) )
		.sort( ( a, b ) => a.name.localeCompare( b.name ) );
}
