import {
	type KyselyPlugin,
	OperationNodeTransformer,
	type PluginTransformQueryArgs,
	type PluginTransformResultArgs,
	type QueryResult,
	type RootOperationNode,
	type SchemableIdentifierNode,
	type UnknownRow,
} from 'kysely';

/** Puts a prefix before every table: several products share a database. */
export class TablePrefix implements KyselyPlugin {
	readonly #transformer: PrefixTransformer;

	constructor( prefix: string ) {
		this.#transformer = new PrefixTransformer( prefix );
	}

	transformQuery( {
		node,
		queryId,
	}: PluginTransformQueryArgs ): RootOperationNode {
		return this.#transformer.transformNode( node, queryId );
	}

	async transformResult( {
		result,
	}: PluginTransformResultArgs ): Promise< QueryResult< UnknownRow > > {
		return result;
	}
}

class PrefixTransformer extends OperationNodeTransformer {
	readonly #prefix: string;

	constructor( prefix: string ) {
		super();
		this.#prefix = prefix;
	}

	protected override transformSchemableIdentifier(
		node: SchemableIdentifierNode
	): SchemableIdentifierNode {
		const { identifier } = node;
		return {
			...node,
			identifier: {
				...identifier,
				name: `${ this.#prefix }${ identifier.name }`,
			},
		};
	}
}
