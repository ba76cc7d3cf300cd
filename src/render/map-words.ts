/** The texts of a map: for stations, stops and the learner's position, and for those who cannot see the drawing. */
import type { EdgeData, LineMap, MapData, StageMap, StationData, StationState, StopData } from '../domain/map.ts';
import type { StopState } from '../domain/standing.ts';
import type { Ref } from '../domain/types.ts';
import { shortTally } from './tally.ts';
import { cut } from './text.ts';
import { dayWords, duration, enumerateSome, STATE_WORDS } from './words.ts';

/** Whether the learner is at a station, or, in the map of a stage, at a stop. */
export function isHere({ id }: { readonly id: string }, { stage, here }: LineMap | StageMap): boolean {
	return (stage === null ? here?.stage.id : here?.topic.id) === id;
}

/** Returns everything on a map that has a mark: stations, or the stops of a stage. */
export function marksOn(map: LineMap | StageMap): readonly (StationData | StopData)[] {
	return map.stage === null ? map.phases.flatMap(({ stages }) => stages) : map.topics;
}

/** Returns the states that occur on a map, in the order of its legend. */
export function statesOn(map: LineMap | StageMap): { state: StationState | StopState; word: string }[] {
	const states = new Set(marksOn(map).map(({ state }) => state));
	const order = Object.keys(STATE_WORDS);
	const sorted = [...states].sort((a, b) => order.indexOf(a) - order.indexOf(b));
	return sorted.map((state) => ({ state, word: STATE_WORDS[state] }));
}

/** Returns the label for the learner's position: a topic that is not started is only what comes next. */
export function hereLabel({ here, reachable }: MapData): string {
	const status = reachable.find(({ id }) => id === here?.topic.id)?.status;
	return status === 'started' ? 'You are here' : 'Next';
}

export function factsOf({ state, progress, reachable }: StationData): string {
	if (state === 'empty' || state === 'skipped') return STATE_WORDS[state];
	return `${shortTally(progress)}${reachable > 0 ? ` · ${reachable} ready` : ''}`;
}

/** Returns a stop's tier, time and state, where there is something to say. */
export function stopFacts(topic: StopData): string[] {
	const { state, status } = topic;
	if (state === 'waiting') return lastingFacts(topic);
	return [...lastingFacts(topic), state === 'done' || state === 'skipped' ? status : STATE_WORDS[state]];
}

/** Returns the facts that do not depend on a stop's state. */
export function lastingFacts({ tier, minutes, own }: StopData): string[] {
	const time = minutes === null ? '' : duration(minutes);
	return [tier === 'core' ? '' : tier, time, own ? 'yours' : ''].filter((fact) => fact !== '');
}

/** The maximum columns of a title within a sentence. */
const BRIEF = 50;

/** Names a topic within a sentence. */
export function named({ number, title }: Ref): string {
	return `${number} ${cut(title, BRIEF)}`;
}

/** Describes the line, one sentence per station. */
export function lineFacts(map: LineMap): string[] {
	return map.phases.flatMap(({ stages }) => stages.map((stage) => `Stage ${stage.number}, ${stationFact(stage, map)}`));
}

/** Describes a stage, one sentence per stop. */
export function stageFacts(map: StageMap, today: string): string[] {
	return map.topics.map((topic) => `${topic.number} ${stopFact(topic, map, today)}`);
}

export function stationFact(stage: StationData, map: LineMap): string {
	const facts = factsOf(stage).replaceAll(' · ', ', ');
	const waits = stage.state === 'waiting' ? ['waits for other stages'] : [];
	return `${[`${stage.title}: ${facts}`, ...waits, ...(isHere(stage, map) ? ['you are here'] : [])].join(', ')}.`;
}

export function stopFact(topic: StopData, map: StageMap, today: string): string {
	const waits = topic.state === 'waiting' ? ['waiting'] : [];
	const facts = [...stopFacts(topic), ...waits, ...(isHere(topic, map) ? ['you are here'] : [])];
	return `${[`${topic.title}: ${facts.join(', ')}`, ...tiesOf(topic, today)].join('; ')}.`;
}

/** Describes a stop's connections: its date, its needs, and what it leads to. */
function tiesOf({ state, until, needs, from, opens }: StopData, today: string): string[] {
	const list = (verb: string, edges: readonly EdgeData[], word: (edge: EdgeData) => string) =>
		edges.length === 0 ? [] : [`${verb} ${enumerateSome(edges.map(word))}`];
	return [
		...(state === 'later' && until !== undefined ? [`until ${dayWords(until, today)}`] : []),
		...list('needs', [...needs, ...from], (edge) => `${named(edge)} (${needWord(edge)})`),
		...list('leads to', opens, named),
	];
}

export function needWord({ assumed, status }: EdgeData): string {
	if (status !== 'todo' && status !== 'started') return status;
	if (assumed) return 'taken as known';
	return status === 'todo' ? 'to do' : 'started';
}
