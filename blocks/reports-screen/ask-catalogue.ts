import { paths } from '../../sidecar/contract';
import type { CatalogueAnswer } from '../../sidecar/contract/report-query';
import { hasStrings, isFields } from '../session/answers';
import type { Outcome } from '../session/call';
import type { Client } from '../session/client';
import { revalidated } from '../session/client';

export function askCatalogue(
	client: Client,
	locale: string
): Promise< Outcome< CatalogueAnswer > > {
	const asked = new URLSearchParams( { lang: locale } );
	return client.read(
		`${ paths.reports }?${ asked }`,
		isCatalogueAnswer,
		revalidated
	);
}

function isCatalogueAnswer( value: unknown ): value is CatalogueAnswer {
	return (
		isFields( value ) &&
		Array.isArray( value[ 'reports' ] ) &&
		value[ 'reports' ].every(
			( entry ) => isFields( entry ) && hasStrings( entry, 'id', 'title' )
		)
	);
}
