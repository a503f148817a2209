import { createCrowd } from './crowd.mjs';
import { startFleet } from './fleet.mjs';

/**
 * Sidecars on one store, and people at them. `prepare` starts what they need, and gives to
 * `atEnd` how each of it is stopped; the last one started is stopped first. It answers with the
 * `site`; with the sidecars' `folder`, their `count` and the settings of each; with how many
 * people there are, and by which ports they come if not by the sidecars' own; with `rows`, the
 * sessions that the store holds; and with whatever else of it faults are to befall.
 */
export async function openPlace( prepare ) {
	const ends = [];
	const atEnd = ( end ) => ends.push( end );
	const close = async () => {
		for ( const end of ends.splice( 0 ).toReversed() ) {
			await end();
		}
	};
	try {
		const {
			folder,
			count = 3,
			crowdSize = 200,
			settingsOf = () => ( {} ),
			openDoor = ( ports ) => ports,
			...rest
		} = await prepare( atEnd );
		const { site } = rest;
		const fleet = await startFleet( { site, folder, count, settingsOf } );
		atEnd( fleet.stop );
		const crowd = createCrowd( {
			site,
			ports: fleet.ports,
			door: await openDoor( fleet.ports ),
			size: crowdSize,
		} );
		atEnd( crowd.close );
		return { ...rest, folder, fleet, crowd, close };
	} catch ( error ) {
		await close();
		throw error;
	}
}

/** As `rows` gives them, from the table of sessions. */
export function toRows( rows ) {
	return new Map(
		rows.map( ( { id, generation, revoked_at: end } ) => [
			id,
			{ generation, isOver: end !== null },
		] )
	);
}
