/** Finds topics by id, number, alias or unique prefix, and stages by number, id or unique prefix. */
import { notFoundError, type UserError } from '../errors.ts';
import { closestId } from './closest.ts';
import { mayMention } from './mentions.ts';
import { safeLine } from './safe.ts';
import type { Ref, Roadmap, Stage, Topic } from './types.ts';

/** The topic or stage that a word names. */
export type Found = { readonly topic: Topic; readonly isPrefix: boolean } | { readonly stage: Stage };

/**
 * Finds what a word names where topics are expected: full names before prefixes, topics before stages.
 * @throws UserError with exit code 3 if it is a prefix of several names, or names a stage that does not exist
 * (`stage:99`)
 */
export function findNamed(roadmap: Roadmap, word: string): Found | undefined {
	const stageName = /^stage:(.*)$/is.exec(word)?.[1];
	if (stageName !== undefined) return { stage: findStage(roadmap, stageName) };
	const topic = exactTopic(roadmap, word);
	if (topic) return { topic, isPrefix: false };
	const stage = exactStage(roadmap, word);
	if (stage || word === '') return stage && { stage };
	const [topics, stages] = [topicsCalled(roadmap, word), begunBy(word, roadmap.stages)];
	if (topics.length + stages.length > 1) {
		const spelled = [...topics, ...stages.map(({ id, title }) => ({ id: `stage:${id}`, title }))];
		throw ambiguous(stages.length === 0 ? 'topics' : 'topics and stages', word, spelled);
	}
	const [begun] = topics;
	if (begun) return { topic: begun, isPrefix: true };
	return stages[0] && { stage: stages[0] };
}

/** Returns the topic with that id, number or alias, else all whose ids start with the word. */
export function topicsCalled(roadmap: Roadmap, word: string): Topic[] {
	const exact = exactTopic(roadmap, word);
	return exact ? [exact] : begunBy(word, allTopics(roadmap));
}

/** Returns the topic numbers in a word that joins several: `1.1,1.2`, `1.1-1.3`, `1,2`; empty if there are none. */
export function numbersIn(roadmap: Roadmap, word: string): string[] {
	const all = allTopics(roadmap).map(({ number }) => number);
	const parts = word.split(/[\s,;&+#]+|\band\b/).filter((part) => part !== '');
	const [, first = '', last = ''] = /^#?(\d+\.\d+)(?:-|\.\.)(\d+\.\d+)$/.exec(word) ?? [];
	if (all.includes(first) && all.indexOf(last) > all.indexOf(first))
		return all.slice(all.indexOf(first), all.indexOf(last) + 1);
	if (parts.length > 0 && parts.every((part) => exactTopic(roadmap, part))) return parts;
	const [, stage, topic] = /^(\d{1,3})(?:[,:/_-]|\.\.)(\d{1,4})$/.exec(word) ?? [];
	return all.filter((number) => number === `${stage}.${topic}`);
}

/** The error for an unknown topic, with suggestions, best first. */
export function noSuchTopic(word: string, near: readonly Topic[]): UserError {
	const misses = near.slice(0, 3);
	return notFoundError(
		`There is no topic called "${safeLine(word)}".`,
		misses.length > 0 ? didYouMean(misses) : 'roadmap search <words> finds one; roadmap stages shows them all.',
	);
}

/** Finds the stage that a word names. @throws UserError with exit code 3 */
export function findStage(roadmap: Roadmap, word: string): Stage {
	const exact = exactStage(roadmap, word);
	if (exact) return exact;
	const begun = word === '' ? [] : begunBy(word, roadmap.stages);
	const [first] = begun;
	if (begun.length === 1 && first) return first;
	if (begun.length > 1) throw ambiguous('stages', word, begun);
	const near = closestId(
		word.toLowerCase(),
		roadmap.stages.map((stage) => stage.id),
	);
	const range = `Stages are numbered 1 to ${roadmap.stages.length}; roadmap stages lists them.`;
	const topic = exactTopic(roadmap, word);
	if (topic)
		throw notFoundError(
			`"${safeLine(word)}" is a topic, not a stage.`,
			`It is ${topic.number} ${topic.title}, in stage ${topic.number.split('.', 1)[0]}.`,
		);
	throw notFoundError(`There is no stage called "${safeLine(word)}".`, near ? `Did you mean ${near}? ${range}` : range);
}

export function allTopics(roadmap: Roadmap): Topic[] {
	return roadmap.stages.flatMap((stage) => stage.topics);
}

/** Returns the topic that a word names; undefined if it names none, or a stage. */
export function topicCalled(roadmap: Roadmap, word: string): Topic | undefined {
	const found = findNamed(roadmap, word);
	return found && 'topic' in found ? found.topic : undefined;
}

/** Returns the stage that a word names; undefined if it names none, or a topic. */
export function stageCalled(roadmap: Roadmap, word: string): Stage | undefined {
	const found = findNamed(roadmap, word);
	return found && 'stage' in found ? found.stage : undefined;
}

/** Returns a topic's id and its former ids. */
export function namesOf({ id, aliases = [] }: Pick<Topic, 'id' | 'aliases'>): string[] {
	return [id, ...aliases];
}

/** Returns a map of every present and former id → topic. */
export function topicsByName(roadmap: Roadmap): Map<string, Topic> {
	return new Map(allTopics(roadmap).flatMap((topic) => namesOf(topic).map((name) => [name, topic])));
}

/** Returns the fields by which results name a topic or stage. */
export function refOf<Numbered>({ id, number, title }: Ref<Numbered>): Ref<Numbered> {
	return { id, number, title };
}

/** Returns a topic's stage. */
export function stageOf(roadmap: Roadmap, topic: Topic): Stage {
	const stage = roadmap.stages[Number.parseInt(topic.number, 10) - 1];
	if (!stage) throw new Error(`topic ${topic.id} has no stage`);
	return stage;
}

/** Returns a function that finds topics by id and parses as few stages as possible. Create it once for many ids. */
export function topicFinder(stages: readonly Stage[]): (id: string) => Topic | undefined {
	const found = new Map<string, Topic | undefined>();
	const unread = new Set(stages);
	return (id) => {
		for (const stage of unread) {
			if (found.has(id)) break;
			if (!mayMention(stage, [id])) continue;
			unread.delete(stage);
			for (const topic of stage.topics) found.set(topic.id, topic);
		}
		if (!found.has(id)) found.set(id, undefined);
		return found.get(id);
	};
}

function exactTopic(roadmap: Roadmap, word: string): Topic | undefined {
	const wanted = word.toLowerCase();
	let aliased: Topic | undefined;
	for (const stage of roadmap.stages) {
		if (!mayMention(stage, [wanted])) continue;
		for (const topic of stage.topics) {
			if (topic.id === wanted || topic.number === wanted) return topic;
			if (topic.aliases?.includes(wanted)) aliased = topic;
		}
	}
	return aliased;
}

function exactStage({ stages }: Roadmap, word: string): Stage | undefined {
	const wanted = word.toLowerCase();
	return stages.find(({ id, number }) => id === wanted || String(number) === wanted);
}

function begunBy<T extends { readonly id: string }>(word: string, things: readonly T[]): T[] {
	const wanted = word.toLowerCase();
	return things.filter(({ id }) => id.startsWith(wanted));
}

function ambiguous(what: string, word: string, found: readonly { id: string; title: string }[]): UserError {
	const shown = found.slice(0, 5).map(({ id }) => id);
	const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : '';
	return notFoundError(
		`"${safeLine(word)}" begins the names of several ${what}.`,
		`Choose one: ${shown.join(', ')}${more}.`,
	);
}

function didYouMean(misses: readonly Topic[]): string {
	const names = misses.map((topic) => `${topic.id} (${topic.title})`);
	return `Did you mean ${names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names[0]}?`;
}
