import { resolve } from 'node:path';
import { type LogLevel, readLogLevel } from './config/log-level';
import { readMetricsToken } from './config/metrics-token';
import { readPrivateKey } from './config/private-key';
import { readProxies } from './config/proxies';
import { readRedis, type RedisPlace } from './config/redis';
import {
	ConfigFault,
	type Environment,
	openSettings,
	type Settings,
} from './config/settings';
import { readSites } from './config/sites';
import { readStore, type StorePlace } from './config/store';
import { readWholeNumber } from './config/whole-number';
import type { Site } from './site';

export { ConfigFault, type Environment, type Site };

export type Config = {
	readonly sites: readonly Site[];
	/** The folder of the stores and of the key: absolute, outside the web root. */
	readonly data: string;
	readonly store: StorePlace;
	readonly host: string;
	readonly port: number;
	/** Null: none. */
	readonly redis: RedisPlace | null;
	readonly trustedProxies: readonly string[];
	/** Multiplies every request limit. */
	readonly limitFactor: number;
	/** How long activity is kept. */
	readonly activityDays: number;
	readonly logLevel: LogLevel;
	/** Whoever shows it may read the metrics; null: nobody. */
	readonly metricsToken: string | null;
	/** A private JWK, parsed by own-keys.ts; null: made once and kept in the data folder. */
	readonly privateKey: string | null;
};

/** A relative GATEHOUSE_DATA lies below `folder`, where the program is. */
export function readConfig( environment: Environment, folder: string ): Config {
	const settings = openSettings( environment );
	const { read } = settings;
	const data = resolve( folder, read( 'GATEHOUSE_DATA' ) ?? 'data' );
	const config = Object.freeze( {
		sites: readSites( settings ),
		data,
		store: readStore( settings, data ),
		host: read( 'GATEHOUSE_HOST' ) ?? '127.0.0.1',
		port: readPort( settings ),
		redis: readRedis( settings ),
		trustedProxies: readProxies( settings ),
		limitFactor: readWholeNumber( settings, 'GATEHOUSE_LIMIT_FACTOR', {
			least: 1,
			most: 999_999,
			otherwise: 1,
			remedy: 'Give a whole number from 1, such as 10 for an office behind one address.',
		} ),
		activityDays: readWholeNumber( settings, 'GATEHOUSE_ACTIVITY_DAYS', {
			least: 1,
			most: 3650,
			otherwise: 90,
			remedy: 'Give the number of days that activity is kept, from 1 to 3650, such as 90.',
		} ),
		logLevel: readLogLevel( settings ),
		metricsToken: readMetricsToken( settings ),
		privateKey: readPrivateKey( settings ),
	} );
	settings.close();
	return config;
}

function readPort( settings: Settings ): number {
	const { read } = settings;
	const isOurs = read( 'GATEHOUSE_PORT' ) !== undefined;
	const name =
		! isOurs && read( 'PORT' ) !== undefined ? 'PORT' : 'GATEHOUSE_PORT';
	return readWholeNumber( settings, name, {
		least: 0,
		most: 65535,
		otherwise: 8787,
		remedy: 'Give a port from 0 to 65535, such as 8787.',
	} );
}
