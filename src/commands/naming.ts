/** The arguments that name topics and stages, shared by every command that takes them. */

import { currentChoice } from '../app/choices.ts';
import type { Session, State } from '../app/session.ts';
import { type Input, textOption } from '../cli/command.ts';
import { findStage, findTopic, noSuchTopic, topicsById } from '../domain/find.ts';
import { findChoice, stageInScope, topicsAt } from '../domain/scope.ts';
import type { Standing } from '../domain/standing.ts';
import type { Roadmap, Topic } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';

/** The topics that the words name, `stage:4` for all of a stage's in view; asked for where there are no words. */
export async function topicsNamed(session: Session, { standing }: State, input: Input, verb: string): Promise<Topic[]> {
	if (input.args.length === 0) return [await askTopic(session, standing.roadmap, standing.scope.topics, verb)];
	const topics: Topic[] = [];
	for (const word of input.args) {
		const stage = /^stage:(.*)$/i.exec(word)?.[1];
		if (stage === undefined) topics.push(await topicNamed(standing.roadmap, word));
		else for (const topic of await topicsInView(session, standing, stage)) topics.push(topic);
	}
	return topics;
}

/** A stage is what the learner sees of it, and not what they would see by default. */
async function topicsInView(session: Session, { roadmap, scope }: Standing, stage: string): Promise<Topic[]> {
	const chosen = await currentChoice(session);
	return topicsAt(stageInScope(scope, findStage(roadmap, stage)), findChoice(roadmap.levels, chosen.level, 'level'));
}

/** The one topic that the first argument names; asked for, among those in view or the given ones, where there is none. */
export async function topicArgument(
	session: Session,
	{ standing }: State,
	input: Input,
	verb: string,
	among: readonly Topic[] = standing.scope.topics,
): Promise<Topic> {
	const [word] = input.args;
	if (word !== undefined) return topicNamed(standing.roadmap, word);
	return askTopic(session, standing.roadmap, among, verb);
}

/** The ids of the stages that `--stage` names; undefined where it was not said. */
export function stageOption(roadmap: Roadmap, input: Input): ReadonlySet<string> | undefined {
	const word = textOption(input, 'stage');
	return word === undefined ? undefined : new Set(findStage(roadmap, word).topics.map(({ id }) => id));
}

/** @throws UserError with exit 3 and the near misses */
export async function topicNamed(roadmap: Roadmap, word: string): Promise<Topic> {
	const topic = findTopic(roadmap, word);
	if (topic) return topic;
	const { nearTopics } = await import('../domain/search.ts');
	throw noSuchTopic(word, nearTopics(roadmap, word));
}

async function askTopic(session: Session, roadmap: Roadmap, topics: readonly Topic[], verb: string): Promise<Topic> {
	const example = topics[0];
	if (!session.ask.possible() || !example) {
		const hint = `Say which: roadmap ${verb} ${example?.id ?? '<topic>'}`;
		throw new UserError(`roadmap ${verb} needs a topic.`, { hint, code: EXIT.usage });
	}
	const id = await session.ask.topic(`Which topic? (roadmap ${verb})`, topics);
	const topic = topicsById(roadmap).get(id);
	if (!topic) throw new Error(`the list offered ${id}, which is no topic`);
	return topic;
}
