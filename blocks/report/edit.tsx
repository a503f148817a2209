import { useBlockProps } from '@wordpress/block-editor';
import { Placeholder } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { askByApiFetch } from '../session/ask-by-api-fetch';
import { pageSession } from '../session/page-session';
import type { EditProps } from './attributes';
import { Preview } from './preview';
import { blockWords } from './words';

export function Edit( props: EditProps ) {
	const blockProps = useBlockProps();
	const page = useMemo(
		() => pageSession( window.gatehouse, askByApiFetch ),
		[]
	);
	const words = blockWords(
		page?.context.locale ?? document.documentElement.lang
	);
	return (
		<div { ...blockProps }>
			{ page ? (
				<Preview page={ page } words={ words } { ...props } />
			) : (
				<Placeholder
					icon="chart-area"
					label={ words.title }
					instructions={ words.notConnected }
				/>
			) }
		</div>
	);
}
