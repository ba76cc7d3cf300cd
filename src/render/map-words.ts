/** What a map says in words: of a station and a stop, of where the learner is, and of the whole for who does not see it. */
import type { EdgeData, LineMap, MapData, Named, StageMap, StationData, StopData } from '../domain/map.ts';
import { cut } from './text.ts';
import { dayWords, duration, enumerateSome, STATE_WORDS, shortTally } from './words.ts';

/** Whether a station, or a stop in the map of a stage, is where the learner is. */
export function isHere({ id }: { readonly id: string }, { stage, here }: LineMap | StageMap): boolean {
	return (stage === null ? here?.stage.id : here?.topic.id) === id;
}

/** What the place is called where the learner is: a topic that is not begun yet is only what comes next. */
export function hereLabel({ here, reachable }: MapData): string {
	const status = reachable.find(({ id }) => id === here?.topic.id)?.status;
	return status === 'started' ? 'You are here' : 'Next';
}

export function factsOf({ state, progress, reachable }: StationData): string {
	if (state === 'empty' || state === 'skipped') return STATE_WORDS[state];
	return `${shortTally(progress)}${reachable > 0 ? ` · ${reachable} ready` : ''}`;
}

/** Tier, time and state of a stop, as far as there is something to say. */
export function stopFacts(topic: StopData): string[] {
	const { state, status } = topic;
	const word = state === 'waiting' ? '' : state === 'done' || state === 'skipped' ? status : STATE_WORDS[state];
	return [...lastingFacts(topic), word].filter((fact) => fact !== '');
}

/** What of a stop does not change with its state. */
export function lastingFacts({ tier, minutes, own }: StopData): string[] {
	const time = minutes === null ? '' : duration(minutes);
	return [tier === 'core' ? '' : tier, time, own ? 'yours' : ''].filter((fact) => fact !== '');
}

/** In a sentence about others, a title takes no more than so many columns. */
const BRIEF = 50;

/** A topic named beside others. */
export function named({ number, title }: Named): string {
	return `${number} ${cut(title, BRIEF)}`;
}

/** What the line says, one sentence a station. */
export function lineFacts(map: LineMap): string[] {
	return map.phases.flatMap(({ stages }) => stages.map((stage) => `Stage ${stage.number}, ${stationFact(stage, map)}`));
}

/** What a stage says, one sentence a stop. */
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

/** The ties of a stop: until when it is put off, what it needs, and where it leads. */
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
