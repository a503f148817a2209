import { parseSetCookie } from 'cookie';
import type { HandOffClaims } from '../../sidecar/contract/hand-off';
import type { SessionAnswer } from '../../sidecar/contract/sessions';
import type { Gatehouse } from './gatehouse';
import { makeHandOff } from './site';

/** Any sidecar will do, as long as it says where it is. */
type Reached = Pick< Gatehouse, 'address' | 'site' | 'clock' >;

type Kept = { value: string; path: string };

/** A browser with a page of the site open: keeps cookies by path, sends Origin. */
export class Browser< At extends Reached = Gatehouse > {
	readonly cookies = new Map< string, Kept >();
	csrf = '';

	constructor( readonly gatehouse: At ) {}

	async fetch( path: string, init: RequestInit = {} ): Promise< Response > {
		const { address, site } = this.gatehouse;
		const headers = new Headers( init.headers );
		const cookie = this.cookieHeader( new URL( address + path ).pathname );
		if ( cookie !== '' && ! headers.has( 'cookie' ) ) {
			headers.set( 'cookie', cookie );
		}
		if ( init.method === 'POST' && ! headers.has( 'origin' ) ) {
			headers.set( 'origin', site.home );
		}
		const response = await fetch( address + path, {
			redirect: 'manual',
			...init,
			headers,
		} );
		this.keep( response );
		return response;
	}

	/** Brings a hand-off the way a page's script does. */
	async handOff(
		changes: Partial< HandOffClaims > = {}
	): Promise< Response > {
		const { site, clock } = this.gatehouse;
		const claims = makeHandOff( site, clock.now, changes );
		return this.bring( await site.sign( 'gatehouse-handoff+jwt', claims ) );
	}

	bring( jws: string, headers: Record< string, string > = {} ) {
		return this.fetch( '/', {
			method: 'POST',
			headers: { 'content-type': 'application/jose', ...headers },
			body: jws,
		} );
	}

	async signIn(
		changes: Partial< HandOffClaims > = {}
	): Promise< SessionAnswer > {
		const response = await this.handOff( changes );
		const answer: SessionAnswer = await response.json();
		this.csrf = answer.csrf;
		return answer;
	}

	post( path: string, init: RequestInit = {} ): Promise< Response > {
		return this.fetch( path, {
			...init,
			method: 'POST',
			headers: { 'x-gatehouse-csrf': this.csrf, ...init.headers },
		} );
	}

	renew(): Promise< Response > {
		return this.post( '/session/renew' );
	}

	/** The same cookies in another browser: a copy, or a second tab whose answers get lost. */
	copy(): Browser< At > {
		const copy = new Browser( this.gatehouse );
		copy.csrf = this.csrf;
		for ( const [ name, kept ] of this.cookies ) {
			copy.cookies.set( name, kept );
		}
		return copy;
	}

	forget( part: 'access' | 'refresh' ): void {
		for ( const name of this.cookies.keys() ) {
			if ( name.endsWith( part ) ) {
				this.cookies.delete( name );
			}
		}
	}

	private cookieHeader( path: string ): string {
		return [ ...this.cookies ]
			.filter( ( [ , kept ] ) => isPathBelow( path, kept.path ) )
			.map( ( [ name, { value } ] ) => `${ name }=${ value }` )
			.join( '; ' );
	}

	private keep( response: Response ): void {
		for ( const header of response.headers.getSetCookie() ) {
			const {
				name,
				value = '',
				path = '/',
				maxAge,
			} = parseSetCookie( header );
			if ( maxAge === 0 ) {
				this.cookies.delete( name );
			} else {
				this.cookies.set( name, { value, path } );
			}
		}
	}
}

/** RFC 6265 section 5.1.4. */
function isPathBelow( path: string, of: string ): boolean {
	return (
		path === of || path.startsWith( of.endsWith( '/' ) ? of : `${ of }/` )
	);
}
