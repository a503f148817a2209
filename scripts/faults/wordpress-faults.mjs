export const sidecarDead = ( { fleet } ) => ( {
	name: 'the sidecar dead while 50 people sign out',
	begin: () => fleet.kill( 0 ),
	holdSeconds: 3,
	end: () => fleet.start( 0 ),
	leaving: 50,
	others: 3,
	isFelt: ( { cut } ) => cut > 0,
} );

export const sidecarFrozen = ( { fleet } ) => ( {
	name: 'the sidecar frozen for 20 s while 10 people sign out',
	begin: async () => fleet.signal( 0, 'SIGSTOP' ),
	holdSeconds: 20,
	end: async () => fleet.signal( 0, 'SIGCONT' ),
	leaving: 10,
	others: 3,
	isFelt: ( { gap } ) => gap.report > 10_000,
} );

/** What a busy magazine changes in an hour. The sidecar asks every five seconds who was signed out. */
export const wordPressAway = ( { site, fleet, crowd } ) => {
	let isTold = false;
	let before = 0;
	return {
		name: 'WordPress away for 1,200 changes and 10 sign-outs',
		async begin() {
			before = await crowd.counted();
			site.leave();
		},
		holdSeconds: 6,
		leaving: 10,
		graceSeconds: 6,
		async end() {
			const added = await site.change( 1000 );
			isTold = await fleet.tells( 'site_silent' );
			site.come();
			crowd.storeIsBack();
			await crowd.untilCounted( before + added );
		},
		isFelt: () => isTold,
	};
};
