/** Finds the topics that a command acts on: those its arguments name, those of a stage, or the current one. */

import { currentChoice } from '../app/choices.ts';
import type { Session, State } from '../app/session.ts';
import { type Input, isSet, type Option, textOption } from '../cli/command.ts';
import type { ResourceData, TopicData } from '../domain/describe.ts';
import { type Found, findNamed, findStage, noSuchTopic } from '../domain/find.ts';
import { meantBy } from '../domain/misnamed.ts';
import { inHand, nextUp } from '../domain/next.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { findChoice, stageInScope, topicsAt } from '../domain/scope.ts';
import { type Standing, stopState } from '../domain/standing.ts';
import type { Roadmap, Stage, Topic } from '../domain/types.ts';
import { notFoundError, UserError, usageError } from '../errors.ts';
import type { Match } from '../render/match.ts';

export const PICK: Option = { flags: '--pick', about: 'choose the topic from a list' };

/** How a command selects topics. */
export interface Verb {
	/** As typed: `done`. */
	readonly name: string;
	/** What it acts on without an argument; if undefined, the topic is asked for. */
	readonly takes?: 'in hand' | 'in hand or next';
	/** The topics its list offers; if omitted, all in view. */
	readonly offers?: (standing: Standing) => readonly Topic[];
	/** For a bare stage name, ask for one of its topics if possible instead of acting on all. */
	readonly isForOne?: true;
}

/** A topic, and how it was chosen if not named in full. */
interface ChosenTopic {
	readonly topic: Topic;
	readonly match?: Match;
}

/** The topics a command acts on, if it takes several. */
export interface Targets {
	readonly chosen: readonly ChosenTopic[];
	/** Those named only through their stage. */
	readonly ofStages: ReadonlySet<Topic>;
	/** A stage was named without `stage:`. That may be a slip, so the change is confirmed however few topics it has. */
	readonly isStageGuessed: boolean;
}

/**
 * Finds all topics that the arguments name, `stage:4` or `4` meaning a stage's topics in view; without arguments, works
 * like `topicArgument`.
 */
export async function topicsNamed(session: Session, state: State, input: Input, verb: Verb): Promise<Targets> {
	const words = withStages(input.args);
	refuseOther(input, verb);
	const parts: Part[] = [];
	if (words.length === 0 || isSet(input, 'pick'))
		parts.push({ chosen: [await topicArgument(session, state, input, verb, words[0])] });
	else for (const word of words) parts.push(await partNamed(session, state, input, verb, word));
	const single = new Set(parts.flatMap(({ stage, chosen }) => (stage ? [] : chosen.map(({ topic }) => topic))));
	const chosen = parts.flatMap((part) => part.chosen);
	return {
		chosen,
		ofStages: new Set(chosen.flatMap(({ topic }) => (single.has(topic) ? [] : [topic]))),
		isStageGuessed: parts.some(({ stage }) => stage === 'guessed'),
	};
}

/** What one of several arguments names. */
interface Part {
	readonly chosen: readonly ChosenTopic[];
	/** Whether it is a stage, explicitly or by guess. */
	readonly stage?: 'explicit' | 'guessed';
}

async function partNamed(session: Session, state: State, input: Input, verb: Verb, word: string): Promise<Part> {
	const found = await named(state.standing.roadmap, word);
	if ('topic' in found) return { chosen: [chosenBy(found)] };
	const isExplicit = /^stage:/i.test(word);
	const inView = await topicsInView(session, state.standing, found.stage);
	if (verb.isForOne && !isExplicit && session.ask.possible() && !isSet(input, 'yes'))
		return { chosen: [{ topic: await askTopic(session, state.standing, input, verb, inView, word) }] };
	return { chosen: inView.map((topic) => ({ topic })), stage: isExplicit ? 'explicit' : 'guessed' };
}

/** @throws UserError for a lab, a review or a project where a topic belongs: `start project 1` */
function refuseOther({ args }: Input, { name }: Verb): void {
	const [what = '', ...rest] = args;
	if (!/^(?:lab|review|project)$/.test(what)) return;
	const action = what === 'project' && (name === 'done' || name === 'start') ? [`--${name}`] : [];
	const line = [what, ...rest, ...action].map(shellWord).join(' ');
	throw usageError(`A ${what} is not a topic.`, `Did you mean roadmap ${line}?`);
}

/** Joins `stage 1` to `stage:1`. */
function withStages(words: readonly string[]): string[] {
	const isStage = (word: string | undefined) => word?.toLowerCase() === 'stage';
	return words.flatMap((word, i) => {
		if (isStage(words[i - 1])) return [];
		const name = words[i + 1];
		return [isStage(word) && name !== undefined ? `stage:${name}` : word];
	});
}

/** Returns a stage's topics by the learner's own choice of level, not the default. */
async function topicsInView(session: Session, { roadmap, scope }: Standing, stage: Stage): Promise<Topic[]> {
	const chosen = await currentChoice(session);
	return topicsAt(stageInScope(scope, stage), findChoice(roadmap.levels, chosen.level, 'level'));
}

/**
 * Finds the one topic a command acts on: the one named, else the verb's default, else the learner's choice from a list.
 */
export async function topicArgument(
	session: Session,
	{ standing }: State,
	input: Input,
	verb: Verb,
	word: string | undefined,
): Promise<ChosenTopic> {
	const picks = isSet(input, 'pick');
	if (picks && word !== undefined)
		throw usageError(
			'--pick lets you choose the topic, so do not name one.',
			`Leave out "${safeLine(word)}", or --pick.`,
		);
	if (word === undefined) {
		const taken = picks ? undefined : takenBy(verb, standing);
		return (
			taken ?? {
				topic: await askTopic(session, standing, input, verb, verb.offers?.(standing) ?? standing.scope.topics),
			}
		);
	}
	const found = await named(standing.roadmap, word);
	if ('topic' in found) return chosenBy(found);
	const inView = await topicsInView(session, standing, found.stage);
	return { topic: await askTopic(session, standing, input, verb, inView, word) };
}

/** Returns the verb's default topic; undefined if it has to be asked for. */
function takenBy({ takes }: Verb, standing: Standing): ChosenTopic | undefined {
	const topic = takes && inHand(standing);
	if (topic) return { topic, match: 'in hand' };
	const [next] = takes === 'in hand or next' ? nextUp(standing, 1) : [];
	return next && { topic: next, match: 'next' };
}

function chosenBy({ topic, isPrefix }: Extract<Found, { topic: Topic }>): ChosenTopic {
	return isPrefix ? { topic, match: 'beginning' } : { topic };
}

/** Returns the ids of the topics in the stage that `--stage` names; undefined if it was not given. */
export function stageOption(roadmap: Roadmap, input: Input): ReadonlySet<string> | undefined {
	const word = textOption(input, 'stage');
	return word === undefined ? undefined : new Set(findStage(roadmap, word).topics.map(({ id }) => id));
}

/** Finds the topic or stage a word names. @throws UserError with exit code 3 and suggestions */
export async function named(roadmap: Roadmap, word: string): Promise<Found> {
	const found = findNamed(roadmap, word);
	if (found) return found;
	// A bare number is a stage's.
	if (/^\d+$/.test(word)) return { stage: findStage(roadmap, word) };
	const meant = meantBy(roadmap, word);
	if (meant !== undefined) throw noTopicCalled(word, meant);
	const { nearTopics } = await import('../domain/search.ts');
	throw noSuchTopic(word, nearTopics(roadmap, word));
}

function noTopicCalled(word: string, hint: string): UserError {
	return notFoundError(`There is no topic called "${safeLine(word)}".`, hint);
}

/** Returns the resource of a topic with the number typed. @throws UserError with exit code 3 */
export function resourceNumbered({ title, number, resources }: TopicData, word: string): ResourceData {
	const found = resources.find(({ n }) => String(n) === word);
	if (found) return found;
	const hint = `It has ${resources.length}, numbered from 1: roadmap topic ${number}`;
	throw notFoundError(`${title} has no resource "${safeLine(word)}".`, hint);
}

/** Asks the learner, with the current topic or else the next one preselected. */
async function askTopic(
	session: Session,
	standing: Standing,
	input: Input,
	{ name }: Verb,
	topics: readonly Topic[],
	word?: string,
): Promise<Topic> {
	const preset = [inHand(standing), ...nextUp(standing, 1), topics[0]].find((topic) => topic && topics.includes(topic));
	if (!session.ask.possible()) {
		const hint = `Name one: ${lineFor(input, name, (preset ?? standing.scope.topics[0])?.id ?? '<topic>', word)}`;
		throw usageError(`roadmap ${name} needs a topic.`, hint);
	}
	if (!preset)
		throw new UserError(`There is no topic here that roadmap ${name} could change.`, {
			hint: 'roadmap stages shows them all.',
		});
	const choices = topics.map((topic) => {
		const { id, number, title } = topic;
		return { id, number, title, state: stopState(standing, topic) };
	});
	const id = await session.ask.topic(`Which topic? (roadmap ${name})`, choices, preset.id);
	const topic = topics.find((one) => one.id === id);
	if (!topic) throw new Error(`the list offered ${id}, which is no topic`);
	return topic;
}

/** Returns the typed command with a topic after its name, or instead of the word that named a stage. */
function lineFor({ argv }: Input, name: string, topic: string, word: string | undefined): string {
	const words = argv.filter((one) => one !== '--pick' && one !== '--json');
	const at = word === undefined ? words.indexOf(name.split(' ').at(-1) ?? name) + 1 : words.indexOf(word);
	const line = [...words.slice(0, at), topic, ...words.slice(word === undefined ? at : at + 1)];
	return ['roadmap', ...line.map(shellWord)].join(' ');
}
