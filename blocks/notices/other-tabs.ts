/** Between tabs of this origin: a notice was dismissed. */
export function noticesChannel(): BroadcastChannel {
	return new BroadcastChannel( 'gatehouse-notices' );
}
