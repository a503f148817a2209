/** What a point says, seen and heard: walk-chart.ts fills both. */
export function ChartVoice() {
	return (
		<>
			<div className="gatehouse-chart__tip" aria-hidden="true" hidden />
			<p className="gatehouse-unseen" aria-live="polite" />
		</>
	);
}
