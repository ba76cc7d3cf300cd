/** Naming things: a topic by id, number, alias or unique prefix; a stage by number, id or unique prefix. */
import { EXIT, UserError } from '../errors.ts';
import { closestId } from './closest.ts';
import { mayMention } from './mentions.ts';
import { safeLine } from './safe.ts';
import type { Roadmap, Stage, Topic } from './types.ts';

/** The topic that a word names, or undefined. @throws UserError with exit 3 when it begins several ids */
export function findTopic(roadmap: Roadmap, word: string): Topic | undefined {
	const exact = exactTopic(roadmap, word);
	if (exact || word === '') return exact;
	const begun = allTopics(roadmap).filter((topic) => topic.id.startsWith(word.toLowerCase()));
	if (begun.length > 1) throw ambiguous('topics', word, begun);
	return begun[0];
}

/** The error for a word that names no topic, with the near misses, best first. */
export function noSuchTopic(word: string, near: readonly Topic[]): UserError {
	const misses = near.slice(0, 3);
	return new UserError(`There is no topic called "${safeLine(word)}".`, {
		hint: misses.length > 0 ? didYouMean(misses) : 'roadmap search <words> finds one; roadmap stages shows them all.',
		code: EXIT.notFound,
	});
}

/** Finds the stage that a word names. @throws UserError with exit 3 */
export function findStage(roadmap: Roadmap, word: string): Stage {
	const wanted = word.toLowerCase();
	const exact = roadmap.stages.find((stage) => stage.id === wanted || String(stage.number) === wanted);
	if (exact) return exact;
	const begun = wanted === '' ? [] : roadmap.stages.filter((stage) => stage.id.startsWith(wanted));
	const [first] = begun;
	if (begun.length === 1 && first) return first;
	if (begun.length > 1) throw ambiguous('stages', word, begun);
	const near = closestId(
		wanted,
		roadmap.stages.map((stage) => stage.id),
	);
	const range = `Stages are numbered 1 to ${roadmap.stages.length}; roadmap stages lists them.`;
	throw new UserError(`There is no stage called "${safeLine(word)}".`, {
		hint: near ? `Did you mean ${near}? ${range}` : range,
		code: EXIT.notFound,
	});
}

export function allTopics(roadmap: Roadmap): Topic[] {
	return roadmap.stages.flatMap((stage) => stage.topics);
}

/** The stage that a topic stands in. */
export function stageOf(roadmap: Roadmap, topic: Topic): Stage {
	const stage = roadmap.stages[Number.parseInt(topic.number, 10) - 1];
	if (!stage) throw new Error(`topic ${topic.id} has no stage`);
	return stage;
}

/** Finds topics of the stages by id, and looks into no more of them than it must. Make it once for many ids. */
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

/** Id → topic. Build it once where many are looked up. */
export function topicsById(roadmap: Roadmap): Map<string, Topic> {
	return new Map(allTopics(roadmap).map((topic) => [topic.id, topic]));
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

function ambiguous(what: string, word: string, found: readonly { id: string; title: string }[]): UserError {
	const shown = found.slice(0, 5).map(({ id }) => id);
	const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : '';
	return new UserError(`"${safeLine(word)}" begins the names of several ${what}.`, {
		hint: `Say which: ${shown.join(', ')}${more}.`,
		code: EXIT.notFound,
	});
}

function didYouMean(misses: readonly Topic[]): string {
	const names = misses.map((topic) => `${topic.id} (${topic.title})`);
	return `Did you mean ${names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names[0]}?`;
}
