/** A map without a picture: records for a pipe, and a list for a screen reader. */
import type { LineMap, StageMap, StationData, StopData } from '../model/network.ts';
import { factsOf } from './map-line.ts';
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
		...stages.flatMap((stage) => {
			const words = [`${stage.title}: ${stateWords(stage)}`, ...(here?.stage.id === stage.id ? ['you are here'] : [])];
			return hanging(page, `${stage.number}  `, `${words.join(', ')}.`);
		}),
	]);
}

function stateWords(stage: StationData): string {
	const facts = factsOf(stage).replaceAll(' · ', ', ');
	return stage.state === 'waiting' ? `${facts}, waits for other stages` : facts;
}

export function stageList({ topics, here }: StageMap, page: Page): string[] {
	return topics.flatMap((topic) => {
		const facts = [...stopFacts(topic), ...(topic.state === 'waiting' ? ['waiting'] : [])];
		const words = [...facts, ...(here?.topic.id === topic.id ? ['you are here'] : [])].join(', ');
		const ties = edgeWords(topic, page).map(([label, text]) => `${LABELS.get(label) ?? label} ${text}`);
		return hanging(page, `${topic.number}  `, `${[`${topic.title}: ${words}`, ...ties].join('; ')}.`);
	});
}

/** Read aloud, an arrow's word needs a verb. */
const LABELS = new Map([
	['until', 'until'],
	['after', 'after'],
	['from', 'needs'],
	['to', 'leads to'],
]);
