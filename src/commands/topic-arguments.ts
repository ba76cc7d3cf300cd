/** Which topics a command means: those that its words name, those of a stage, or where none is named the one in hand. */

import { currentChoice } from '../app/choices.ts';
import type { Session, State } from '../app/session.ts';
import { type Input, isSet, type Option, textOption } from '../cli/command.ts';
import { type Found, findNamed, findStage, noSuchTopic } from '../domain/find.ts';
import { inHand, nextUp } from '../domain/next.ts';
import { safeLine } from '../domain/safe.ts';
import { findChoice, stageInScope, topicsAt } from '../domain/scope.ts';
import { type Standing, stopState } from '../domain/standing.ts';
import type { Roadmap, Stage, Topic } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';
import type { Match } from '../render/match.ts';

export const PICK: Option = { flags: '--pick', about: 'choose the topic from a list' };

/** What a command does with topics, as far as it decides which ones are meant. */
export interface Verb {
	/** As it is typed: `done`. */
	readonly name: string;
	/** What it acts on where no topic is named; without it, the topic is asked for. */
	readonly takes?: 'in hand' | 'in hand or next';
	/** What its list offers; all in view if left out. */
	readonly offers?: (standing: Standing) => readonly Topic[];
	/** A stage that is named as a topic is means one of its topics, where somebody can say which. */
	readonly isForOne?: true;
}

/** A topic, and how it was told where it was not named in full. */
interface Meant {
	readonly topic: Topic;
	readonly match?: Match;
}

/** The topics that a command acts on which takes several. */
export interface Targets {
	readonly meant: readonly Meant[];
	/** Those that were not named one by one. */
	readonly ofStages: ReadonlySet<Topic>;
	/** A stage was named as a topic is. That may be a slip, so it is asked about however few topics it changes. */
	readonly isStageGuessed: boolean;
}

/** The topics that the words name, `stage:4` or `4` for all of a stage's in view; without words, as `topicArgument`. */
export async function topicsNamed(session: Session, state: State, input: Input, verb: Verb): Promise<Targets> {
	const words = withStages(input.args);
	const parts: Part[] = [];
	if (words.length === 0 || isSet(input, 'pick'))
		parts.push({ meant: [await topicArgument(session, state, input, verb, words[0])] });
	else for (const word of words) parts.push(await partNamed(session, state, input, verb, word));
	const single = new Set(parts.flatMap(({ stage, meant }) => (stage ? [] : meant.map(({ topic }) => topic))));
	const meant = parts.flatMap((part) => part.meant);
	return {
		meant,
		ofStages: new Set(meant.flatMap(({ topic }) => (single.has(topic) ? [] : [topic]))),
		isStageGuessed: parts.some(({ stage }) => stage === 'guessed'),
	};
}

/** What one word of several means. */
interface Part {
	readonly meant: readonly Meant[];
	/** Whether it is a stage, said so or only guessed. */
	readonly stage?: 'said' | 'guessed';
}

async function partNamed(session: Session, state: State, input: Input, verb: Verb, word: string): Promise<Part> {
	const found = await named(state.standing.roadmap, word);
	if ('topic' in found) return { meant: [meantBy(found)] };
	const isSaid = /^stage:/i.test(word);
	const inView = await topicsInView(session, state.standing, found.stage);
	if (verb.isForOne && !isSaid && session.ask.possible() && !isSet(input, 'yes'))
		return { meant: [{ topic: await askTopic(session, state.standing, verb, inView) }] };
	return { meant: inView.map((topic) => ({ topic })), stage: isSaid ? 'said' : 'guessed' };
}

/** `stage 1`, as people say it, is `stage:1`. */
function withStages(words: readonly string[]): string[] {
	const isStage = (word: string | undefined) => word?.toLowerCase() === 'stage';
	return words.flatMap((word, i) => {
		if (isStage(words[i - 1])) return [];
		const name = words[i + 1];
		return [isStage(word) && name !== undefined ? `stage:${name}` : word];
	});
}

/** A stage is what the learner sees of it, and not what they would see by default. */
async function topicsInView(session: Session, { roadmap, scope }: Standing, stage: Stage): Promise<Topic[]> {
	const chosen = await currentChoice(session);
	return topicsAt(stageInScope(scope, stage), findChoice(roadmap.levels, chosen.level, 'level'));
}

/**
 * The one topic that a command acts on: the one that the word names; without a word what the verb takes, or what is
 * chosen from a list.
 */
export async function topicArgument(
	session: Session,
	{ standing }: State,
	input: Input,
	verb: Verb,
	word: string | undefined,
): Promise<Meant> {
	const picks = isSet(input, 'pick');
	if (picks && word !== undefined)
		throw new UserError('--pick asks which topic.', { hint: `Leave "${safeLine(word)}" out.`, code: EXIT.usage });
	if (word === undefined) {
		const taken = picks ? undefined : takenBy(verb, standing);
		return (
			taken ?? { topic: await askTopic(session, standing, verb, verb.offers?.(standing) ?? standing.scope.topics) }
		);
	}
	const found = await named(standing.roadmap, word);
	if ('topic' in found) return meantBy(found);
	return { topic: await askTopic(session, standing, verb, await topicsInView(session, standing, found.stage)) };
}

/** What a verb acts on where no topic is named; undefined where it has to be asked for. */
function takenBy({ takes }: Verb, standing: Standing): Meant | undefined {
	const topic = takes && inHand(standing);
	if (topic) return { topic, match: 'in hand' };
	const [next] = takes === 'in hand or next' ? nextUp(standing, 1) : [];
	return next && { topic: next, match: 'next' };
}

function meantBy({ topic, isPrefix }: Extract<Found, { topic: Topic }>): Meant {
	return isPrefix ? { topic, match: 'beginning' } : { topic };
}

/** The ids of the stages that `--stage` names; undefined where it was not said. */
export function stageOption(roadmap: Roadmap, input: Input): ReadonlySet<string> | undefined {
	const word = textOption(input, 'stage');
	return word === undefined ? undefined : new Set(findStage(roadmap, word).topics.map(({ id }) => id));
}

/** The topic or the stage that a word names. @throws UserError with exit 3 and the near misses */
export async function named(roadmap: Roadmap, word: string): Promise<Found> {
	const found = findNamed(roadmap, word);
	if (found) return found;
	// A number alone is a stage's.
	if (/^\d+$/.test(word)) return { stage: findStage(roadmap, word) };
	const { nearTopics } = await import('../domain/search.ts');
	throw noSuchTopic(word, nearTopics(roadmap, word));
}

/** Lets the learner choose, with the topic in hand under the cursor, else the one that comes next. */
async function askTopic(
	session: Session,
	standing: Standing,
	{ name }: Verb,
	topics: readonly Topic[],
): Promise<Topic> {
	const preset = [inHand(standing), ...nextUp(standing, 1), topics[0]].find((topic) => topic && topics.includes(topic));
	if (!session.ask.possible()) {
		const hint = `Say which: roadmap ${name} ${(preset ?? standing.scope.topics[0])?.id ?? '<topic>'}`;
		throw new UserError(`roadmap ${name} needs a topic.`, { hint, code: EXIT.usage });
	}
	if (!preset)
		throw new UserError(`There is no topic for roadmap ${name} here.`, { hint: 'roadmap stages shows them all.' });
	const choices = topics.map((topic) => {
		const { id, number, title } = topic;
		return { id, number, title, state: stopState(standing, topic) };
	});
	const id = await session.ask.topic(`Which topic? (roadmap ${name})`, choices, preset.id);
	const topic = topics.find((one) => one.id === id);
	if (!topic) throw new Error(`the list offered ${id}, which is no topic`);
	return topic;
}
