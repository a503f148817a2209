import { connect, isIP, type Socket } from 'node:net';

/**
 * What mysql2 needs to check a certificate against an IP address: it gives TLS no name for one,
 * and TLS then asks its socket, which knows the name it was opened by only if that was looked up.
 * Null for a name. Without this the certificate is compared with "localhost", and refused.
 */
export function namedSocket(
	host: string,
	port: number
): ( () => Socket ) | null {
	return isIP( host ) === 0
		? null
		: () =>
				Object.assign(
					connect( { host, port, keepAlive: true, noDelay: true } ),
					{ _host: host }
				);
}
