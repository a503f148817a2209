import { tokenTypes } from './contract';
import type { PrivacyClaims } from './contract/activity';
import type { UserState } from './contract/user-state';
import type { Paper, RenderFormat } from './contract/render';
import type { ReportDocument } from './contract/report-document';
import { Refusal } from './errors';
import { readReportDocument } from './read-report-document';
import { type Signed, type Verifying, verifyStatement } from './statement';
import { toSearch } from './report-search';
import type { Viewer } from './reports/permission';
import {
	isPositive,
	isKids,
	isRecord,
	toGrants,
	toUserState,
} from './user-state';

export async function verifyStates(
	jws: string,
	verifying: Verifying
): Promise< Signed & { states: UserState[] } > {
	const { jti, kid, states } = await verifyStatement(
		jws,
		{ typ: tokenTypes.state, code: 'statement_refused' },
		verifying
	);
	const read = Array.isArray( states )
		? states.map( ( state ) => toUserState( state, verifying.now ) )
		: [ null ];
	if ( ! read.every( ( state ) => state !== null ) ) {
		throw new Refusal( 'statement_refused', {
			reason: 'a user state cannot be read',
		} );
	}
	return { id: jti, kid, states: read };
}

export async function verifyPing(
	jws: string,
	verifying: Verifying
): Promise< Signed & { keys: string[] | null } > {
	const { jti, kid, keys } = await verifyStatement(
		jws,
		{ typ: tokenTypes.ping, code: 'statement_refused' },
		verifying
	);
	return { id: jti, kid, keys: isKids( keys ) ? keys : null };
}

export async function verifyReportRequest(
	jws: string,
	verifying: Verifying
): Promise<
	Signed & {
		report: string;
		query: URLSearchParams;
		viewer: Viewer;
		act: 'open' | 'export';
		isWhole: boolean;
	}
> {
	const { jti, kid, report, query, viewer, act, whole } =
		await verifyStatement(
			jws,
			{ typ: tokenTypes.report, code: 'statement_refused' },
			verifying
		);
	if (
		typeof report !== 'string' ||
		! isRecord( query ) ||
		( act !== 'open' && act !== 'export' )
	) {
		throw new Refusal( 'statement_refused', {
			reason: 'report, query or act are missing',
		} );
	}
	return {
		id: jti,
		kid,
		report,
		query: toSearch( query ),
		viewer: toViewer( viewer ),
		act,
		isWhole: whole === true,
	};
}

export async function verifyCatalogueRequest(
	jws: string,
	verifying: Verifying
): Promise< Signed & { viewer: Viewer; lang: string } > {
	const { jti, kid, viewer, lang } = await verifyStatement(
		jws,
		{ typ: tokenTypes.catalogue, code: 'statement_refused' },
		verifying
	);
	if ( typeof lang !== 'string' ) {
		throw new Refusal( 'statement_refused', { reason: 'lang is missing' } );
	}
	return { id: jti, kid, viewer: toViewer( viewer ), lang };
}

export async function verifyRenderRequest(
	jws: string,
	verifying: Verifying
): Promise<
	Signed & {
		document: ReportDocument;
		format: RenderFormat;
		paper: Paper;
		viewer: Viewer;
	}
> {
	const { jti, kid, document, format, paper, viewer } = await verifyStatement(
		jws,
		{ typ: tokenTypes.render, code: 'statement_refused' },
		verifying
	);
	if (
		( format !== 'pdf' && format !== 'csv' ) ||
		( paper !== 'a4' && paper !== 'letter' )
	) {
		throw new Refusal( 'statement_refused', {
			reason: 'format or paper are missing',
		} );
	}
	return {
		id: jti,
		kid,
		document: readReportDocument( document ),
		format,
		paper,
		viewer: toViewer( viewer ),
	};
}

function toViewer( value: unknown ): Viewer {
	if (
		! isRecord( value ) ||
		! isPositive( value.user ) ||
		! Array.isArray( value.grants )
	) {
		throw new Refusal( 'statement_refused', {
			reason: 'the viewer is missing',
		} );
	}
	return { user: value.user, grants: toGrants( value.grants ) };
}

export async function verifyPrivacyRequest(
	jws: string,
	verifying: Verifying
): Promise< Signed & Pick< PrivacyClaims, 'user' | 'act' | 'page' > > {
	const { jti, kid, user, act, page } = await verifyStatement(
		jws,
		{ typ: tokenTypes.privacy, code: 'statement_refused' },
		verifying
	);
	if (
		! isPositive( user ) ||
		! isPositive( page ) ||
		( act !== 'export' && act !== 'erase' )
	) {
		throw new Refusal( 'statement_refused', {
			reason: 'user, act or page are missing',
		} );
	}
	return { id: jti, kid, user, act, page };
}
