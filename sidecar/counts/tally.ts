import type { Telling } from './telling';

export type TallyRules = {
	limit: number;
	/** How far this process may be ahead of what the others know. */
	ahead: number;
	telling: Telling;
	/** Tallies in which somebody waits for an answer. */
	delayed: Set< Tally >;
	/** Milliseconds; nobody sets it. */
	steadyClock: () => number;
};

type Answer = ( total: number ) => void;

/** One key in one window: what all processes count under it, as far as this one knows. */
export class Tally {
	readonly #rules: TallyRules;
	readonly #name: string;
	/** As the others knew it when they last answered; with ours. */
	#told = 0;
	/** Ours, on the way to the others. */
	#underWay = 0;
	/** Ours, let through and not told. */
	#untold = 0;
	/** Ours, not let through before the others have answered. */
	#waiting: Answer[] = [];
	#isTelling = false;
	endsAt: number;

	constructor( rules: TallyRules, name: string, endsAt: number ) {
		this.#rules = rules;
		this.#name = name;
		this.endsAt = endsAt;
	}

	/** The total with this one; null when the others have to be asked first: nothing is counted then. */
	takeNow(): number | null {
		const { limit, ahead, telling } = this.#rules;
		const mine = this.#underWay + this.#untold + this.#waiting.length;
		const total = this.#told + mine + 1;
		if ( total > limit ) {
			return total;
		}
		if ( mine >= ahead && ! telling.isAway() ) {
			return null;
		}
		this.#untold += 1;
		this.#tell();
		return total;
	}

	take(): number | Promise< number > {
		return (
			this.takeNow() ??
			new Promise( ( answer ) => {
				this.#waiting.push( answer );
				this.#rules.delayed.add( this );
				this.#tell();
			} )
		);
	}

	giveBack(): void {
		if ( this.#told + this.#underWay + this.#untold > 0 ) {
			this.#untold -= 1;
		}
	}

	/** Nobody answers: those who wait are counted here alone. */
	letThrough(): void {
		for ( const answer of this.#waiting.splice( 0 ) ) {
			this.#untold += 1;
			answer( this.#told + this.#underWay + this.#untold );
		}
		this.#rules.delayed.delete( this );
	}

	#tell(): void {
		const { ahead, telling } = this.#rules;
		const isEnough =
			this.#waiting.length > 0 ||
			this.#untold >= Math.max( 1, Math.ceil( ahead / 2 ) );
		if ( isEnough && ! this.#isTelling && telling.isDue() ) {
			void this.#tellAll();
		}
	}

	/** Those who wait go along uncounted: letThrough() may answer them meanwhile. */
	async #tellAll(): Promise< void > {
		const { telling, steadyClock } = this.#rules;
		const asking = this.#waiting.length;
		const sent = this.#untold + asking;
		this.#isTelling = true;
		this.#underWay = this.#untold;
		this.#untold = 0;
		try {
			const { hits, resetsIn } = await telling.tell( this.#name, sent );
			this.#told = hits;
			this.#underWay = 0;
			this.endsAt = steadyClock() + resetsIn;
			this.#answer( asking, hits - asking );
		} catch {
			this.#untold += this.#underWay;
			this.#underWay = 0;
			this.letThrough();
		}
		this.#isTelling = false;
		this.#tell();
	}

	#answer( asking: number, before: number ): void {
		// Whom letThrough() has answered meanwhile was told as well.
		const answered = this.#waiting.splice( 0, asking );
		this.#untold -= asking - answered.length;
		answered.forEach( ( answer, i ) => answer( before + i + 1 ) );
		if ( this.#waiting.length === 0 ) {
			this.#rules.delayed.delete( this );
		}
	}
}
