/** A map without a picture: records for a pipe, and a list for a screen reader. */
import type { LineMap, StageMap, StationData, StopData } from '../model/network.ts';
import { factsOf } from './map-station.ts';
import { edgeWords, stopFacts } from './map-stops.ts';
import type { Page } from './page.ts';
import { hanging, wrap } from './text.ts';
import { complete, counted } from './words.ts';

type Record = (string | number)[];

export function lineRecords({ phases, here }: LineMap): Record[] {
	return phases.flatMap(({ stages }) =>
		stages.map(({ number, id, phase, title, progress, state, reachable }) => [
			...[number, id, phase, title, complete(progress), counted(progress), `${Math.floor(progress.percent)}%`],
			...[state, reachable, ...(here?.stage.id === id ? ['you are here'] : [])],
		]),
	);
}

/** The numbers of what a topic needs in its stage, needs elsewhere, and opens elsewhere stand with spaces between. */
export function stageRecords({ topics, here }: StageMap): Record[] {
	const numbers = (edges: StopData['needs']) => edges.map(({ number }) => number).join(' ');
	return topics.map(({ number, id, status, tier, title, state, needs, from, opens }) => [
		...[number, id, status, tier, title, state, numbers(needs), numbers(from), numbers(opens)],
		...(here?.topic.id === id ? ['you are here'] : []),
	]);
}

export function lineList({ phases, here }: LineMap, page: Page): string[] {
	return phases.flatMap(({ title, stages }, i) => [
		...(i > 0 && title !== '' ? [''] : []),
		...(title === '' ? [] : wrap(page, page.ink.quiet(title))),
		...stages.flatMap((stage) => hanging(page, `${stage.number}  `, stationFact(stage, here?.stage.id))),
	]);
}

export function stageList(map: StageMap, page: Page): string[] {
	return map.topics.flatMap((topic) => hanging(page, `${topic.number}  `, stopFact(topic, map, page.today)));
}

/** What a map of the line says, one sentence a station. */
export function lineFacts({ phases, here }: LineMap): string[] {
	return phases.flatMap(({ stages }) =>
		stages.map((stage) => `Stage ${stage.number}, ${stationFact(stage, here?.stage.id)}`),
	);
}

/** What a map of a stage says, one sentence a stop. */
export function stageFacts(map: StageMap): string[] {
	return map.topics.map((topic) => `${topic.number} ${stopFact(topic, map, '')}`);
}

function stationFact(stage: StationData, here: string | undefined): string {
	const facts = factsOf(stage).replaceAll(' · ', ', ');
	const waits = stage.state === 'waiting' ? [' waits for other stages'] : [];
	return `${[`${stage.title}: ${facts}`, ...waits, ...(here === stage.id ? [' you are here'] : [])].join(',')}.`;
}

function stopFact(topic: StopData, { here, nextStop }: StageMap, today: string): string {
	const facts = [...stopFacts(topic), ...(topic.state === 'waiting' ? ['waiting'] : [])];
	const place = here?.topic.id === topic.id ? ['you are here'] : nextStop?.id === topic.id ? ['next stop'] : [];
	const ties = edgeWords(topic, today).map(([label, text]) => `${LABELS.get(label) ?? label} ${text}`);
	return `${[`${topic.title}: ${[...facts, ...place].join(', ')}`, ...ties].join('; ')}.`;
}

/** Read aloud, what stands at an edge needs a verb. */
const LABELS = new Map([
	['from', 'needs'],
	['to', 'leads to'],
]);
