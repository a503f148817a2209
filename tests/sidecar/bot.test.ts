import { describe, expect, it } from 'vitest';
import { isBot } from '../../sidecar/bot';

const firefox =
	'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const iphone =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';

describe( 'an agent that is a bot', () => {
	it.each( [
		[
			'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
		],
		[
			'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
		],
		[
			'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
		],
		[
			'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)',
		],
		[
			'Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)',
		],
		[
			'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36',
		],
		[
			'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
		],
		[ 'curl/8.14.1' ],
		[ 'python-requests/2.32.5' ],
		[ 'Go-http-client/2.0' ],
		[ 'Wget/1.25.0' ],
		[ 'node' ],
		[ '' ],
	] )( 'is %s', ( agent ) => {
		expect( isBot( agent ) ).toBe( true );
	} );

	it.each( [
		[ firefox ],
		[ chrome ],
		[ iphone ],
		[
			'Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
		],
		[ 'Opera/9.80 (Android; Opera Mini/96.0; U; ko) Presto/2.12' ],
	] )( 'is not %s', ( agent ) => {
		expect( isBot( agent ) ).toBe( false );
	} );
} );
