import type { Progress } from '../../sidecar/contract/sync';
import type { Notation } from '../report-view/format';
import { formatNumber, formatTimeLeft } from '../report-view/format';
import { reportWords } from '../report-view/words';

type Props = { progress: Progress; notation: Notation; label: string };

export function CopyProgress( { progress, notation, label }: Props ) {
	const words = reportWords( notation.locale );
	const { done, total, secondsLeft } = progress;
	return (
		<>
			<progress aria-label={ label } value={ done } max={ total || 1 } />
			<span>
				{ words.fillingProgress(
					formatNumber( done, 'count', notation ),
					formatNumber( total, 'count', notation )
				) }
				{ secondsLeft !== null &&
					` · ${ words.timeLeft(
						formatTimeLeft( secondsLeft, notation )
					) }` }
			</span>
		</>
	);
}
