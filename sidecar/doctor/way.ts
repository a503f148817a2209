import { randomBytes } from 'node:crypto';
import type { Site } from '../config';
import { cookieNames, headers, paths, tokenTypes } from '../contract';
import { type DoctorAnswer, doctorCookie } from '../contract/doctor';
import type { SignStatement } from '../sync/ask-site';
import { isRecord } from '../user-state';
import { type Finding, well, wrong } from './finding';
import { reasonOf } from './site';

const answerTimeout = 10_000;

export type Asking = {
	site: Site;
	sign: SignStatement;
	fetch: typeof globalThis.fetch;
	/** Where the sidecar itself listens, without the web server. */
	local: string;
};

export type Passage = { answer: DoctorAnswer; setCookies: string[] };

/** Goes to the sidecar by its public address, as a browser does; or says why it can't. */
export async function passThrough(
	{ site, sign, fetch, local }: Asking,
	sent: Record< string, string > = {}
): Promise< Passage | Finding > {
	const statement = await sign( site.home, tokenTypes.doctor, {
		aud: site.base,
		jti: randomBytes( 16 ).toString( 'base64url' ),
	} );
	let response: Response;
	try {
		response = await fetch( site.base + paths.doctor, {
			headers: { [ headers.statement ]: statement, ...sent },
			redirect: 'manual',
			signal: AbortSignal.timeout( answerTimeout ),
		} );
	} catch ( error ) {
		return closed( site, reasonOf( error ), await hears( local, fetch ) );
	}
	const body: unknown = await response.json().catch( () => null );
	if ( response.status === 200 && isAnswer( body ) ) {
		return { answer: body, setCookies: response.headers.getSetCookie() };
	}
	return astray( site, response, body );
}

/** Passenger stops who has nothing to do, and starts it again with the next visit. */
export async function wake(
	{ base }: Site,
	fetch: typeof globalThis.fetch
): Promise< void > {
	// Whether it can be reached is looked at, and told, later.
	await fetch( `${ base }/healthz`, {
		redirect: 'manual',
		signal: AbortSignal.timeout( answerTimeout ),
	} ).catch( () => undefined );
}

/** Whether the sidecar answers beside the web server. */
async function hears(
	local: string,
	fetch: typeof globalThis.fetch
): Promise< boolean > {
	try {
		const response = await fetch( `${ local }/healthz`, {
			signal: AbortSignal.timeout( 2000 ),
		} );
		return response.ok;
	} catch {
		return false;
	}
}

function closed(
	{ home, base }: Site,
	reason: string,
	isUp: boolean
): Finding {
	return wrong( {
		id: 'base_closed',
		site: home,
		what: `${ base } cannot be opened from this machine: ${ reason }.`,
		why: isUp
			? 'The sidecar itself answers beside the web server. If browsers reach it, only WordPress on this machine does not, and every sign-in waits a second for it.'
			: 'Neither does the sidecar answer beside the web server.',
		fix: isUp
			? 'Let this machine open its own public address: name, firewall, certificate. Some hosts need the name in the hosts file.'
			: 'Start the sidecar. In cPanel: Setup Node.js App, Start App.',
	} );
}

function astray(
	{ home, base, basePath }: Site,
	response: Response,
	body: unknown
): Finding {
	const { status } = response;
	const code = isRecord( body ) ? body.code : null;
	const place = basePath === '' ? 'the host' : basePath;
	if ( code === 'path_unknown' ) {
		return wrong( {
			id: 'base_elsewhere',
			site: home,
			what: `Another sidecar answers at ${ base }: it does not know the key that is set here.`,
			why: 'Its sessions and those of this one are strangers to each other.',
			fix: `Let the web server pass ${ place } on to this sidecar, or run the doctor with the settings of that one. In cPanel: Setup Node.js App shows the folder of the application.`,
		} );
	}
	if ( typeof code === 'string' ) {
		return wrong( {
			id: 'base_refuses',
			site: home,
			what: `The sidecar at ${ base } refuses: ${ code }.`,
			why: 'The way to it cannot be looked at.',
			fix: `Look at ${ base }/readyz and into its log, and run the doctor again in a minute.`,
		} );
	}
	if ( status >= 300 && status < 400 ) {
		const to = URL.parse( response.headers.get( 'location' ) ?? '', base );
		return wrong( {
			id: 'base_redirects',
			site: home,
			what: `${ base } leads on to ${ to === null ? 'another address' : to.origin + to.pathname }.`,
			why: 'Hand-offs are posted to the address itself and follow no redirect.',
			fix: 'Write the address as it is reached in the end in GATEHOUSE_SITES and under Settings, Gatehouse; or take the redirect away for it.',
		} );
	}
	return wrong( {
		id: status >= 502 && status <= 504 ? 'base_unserved' : 'base_foreign',
		site: home,
		what: `Another program answers at ${ base }, with status ${ status }.`,
		why:
			status >= 502 && status <= 504
				? 'The web server passes the address on, but reaches no sidecar.'
				: 'Requests do not reach the sidecar; probably WordPress itself answers.',
		fix: `Pass ${ place } and all below on to the sidecar, with the path as it is. In cPanel: Setup Node.js App, Application URL; its folder must hold no index file and WordPress no page of that name.`,
	} );
}

/** The access cookie as the sidecar sets it comes back as it was sent. */
export async function examineCookies(
	asking: Asking,
	first: Passage
): Promise< Finding > {
	const { site } = asking;
	const name = cookieNames( site.basePath ).access;
	const value = `${ doctorCookie }${ first.answer.id }`;
	const sent = [
		`${ name }=${ value }`,
		`Path=${ site.basePath }/`,
		'HttpOnly',
		'Secure',
		'SameSite=Strict',
	];
	const arrived = first.setCookies
		.find( ( one ) => one.startsWith( `${ name }=` ) )
		?.split( /;\s*/ );
	const isWhole =
		arrived !== undefined &&
		[ ...arrived ].sort().join().toLowerCase() ===
			[ ...sent ].sort().join().toLowerCase();
	if ( ! isWhole ) {
		return wrong( {
			id: 'cookie_changed',
			site: site.home,
			what:
				arrived === undefined
					? 'The cookie that the sidecar sets does not arrive.'
					: `The cookie that the sidecar sets arrives changed: ${ arrived.slice( 1 ).join( '; ' ) }`,
			why: 'Browsers keep it only as it was set, and every sign-in ends at once.',
			fix: 'In the web server, take away what rewrites or drops Set-Cookie for this path: ProxyPassReverseCookiePath, proxy_cookie_path, Header edit Set-Cookie, a page cache.',
		} );
	}
	const again = await passThrough( asking, {
		cookie: `${ name }=${ value }`,
	} );
	return 'answer' in again && again.answer.cookie === value
		? well( 'cookie_kept', 'Cookies come and go unchanged.', site.home )
		: wrong( {
				id: 'cookie_lost',
				site: site.home,
				what: 'The cookie that a browser sends does not reach the sidecar.',
				why: 'Everybody is a stranger to it.',
				fix: 'In the web server, take away what drops or replaces the Cookie header for this path; switch off its page cache there.',
			} );
}

function isAnswer( body: unknown ): body is DoctorAnswer {
	return (
		isRecord( body ) &&
		typeof body.id === 'string' &&
		typeof body.process === 'string' &&
		typeof body.address === 'string' &&
		typeof body.connection === 'string'
	);
}
