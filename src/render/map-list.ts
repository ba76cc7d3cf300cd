/** A map without a picture: records for a pipe, and a list for a screen reader. */
import type { LineMap, StageMap, StationData, StopData } from '../domain/network.ts';
import { stationFlag, stopFlag } from './map-flags.ts';
import { factsOf } from './map-station.ts';
import { edgeWords, stopFacts } from './map-stops.ts';
import type { Page } from './page.ts';
import { hanging, wrap } from './text.ts';
import { complete, counted } from './words.ts';

type Record = (string | number)[];

export function lineRecords(map: LineMap): Record[] {
	return map.phases.flatMap(({ stages }) =>
		stages.map((station) => {
			const { number, id, phase, title, progress, state, reachable } = station;
			const figures = [complete(progress), counted(progress), `${Math.floor(progress.percent)}%`];
			return [number, id, phase, title, ...figures, state, reachable, stationFlag(station, map) ?? []].flat();
		}),
	);
}

/** The numbers of what a topic needs in its stage, needs elsewhere, and opens elsewhere stand with spaces between. */
export function stageRecords(map: StageMap): Record[] {
	const numbers = (edges: StopData['needs']) => edges.map(({ number }) => number).join(' ');
	return map.topics.map((topic) => {
		const { number, id, status, tier, title, state, needs, from, opens } = topic;
		const edges = [numbers(needs), numbers(from), numbers(opens)];
		return [number, id, status, tier, title, state, ...edges, stopFlag(topic, map) ?? []].flat();
	});
}

export function lineList(map: LineMap, page: Page): string[] {
	return map.phases.flatMap(({ title, stages }, i) => [
		...(i > 0 && title !== '' ? [''] : []),
		...(title === '' ? [] : wrap(page, page.ink.quiet(title))),
		...stages.flatMap((stage) => hanging(page, `${stage.number}  `, stationFact(stage, map))),
	]);
}

export function stageList(map: StageMap, page: Page): string[] {
	return map.topics.flatMap((topic) => hanging(page, `${topic.number}  `, stopFact(topic, map, page.today)));
}

/** What a map of the line says, one sentence a station. */
export function lineFacts(map: LineMap): string[] {
	return map.phases.flatMap(({ stages }) => stages.map((stage) => `Stage ${stage.number}, ${stationFact(stage, map)}`));
}

/** What a map of a stage says, one sentence a stop. */
export function stageFacts(map: StageMap): string[] {
	return map.topics.map((topic) => `${topic.number} ${stopFact(topic, map, '')}`);
}

function stationFact(stage: StationData, map: LineMap): string {
	const facts = factsOf(stage).replaceAll(' · ', ', ');
	const waits = stage.state === 'waiting' ? ['waits for other stages'] : [];
	return `${[`${stage.title}: ${facts}`, ...waits, stationFlag(stage, map) ?? []].flat().join(', ')}.`;
}

function stopFact(topic: StopData, map: StageMap, today: string): string {
	const waits = topic.state === 'waiting' ? ['waiting'] : [];
	const facts = [...stopFacts(topic), ...waits, stopFlag(topic, map) ?? []].flat();
	const ties = edgeWords(topic, today).map(([label, text]) => `${LABELS.get(label) ?? label} ${text}`);
	return `${[`${topic.title}: ${facts.join(', ')}`, ...ties].join('; ')}.`;
}

/** Read aloud, what stands at an edge needs a verb. */
const LABELS = new Map([
	['from', 'needs'],
	['to', 'leads to'],
]);
