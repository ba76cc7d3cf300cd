/** What is different in a roadmap since the learner last saw it. */
import { namesOf } from './find.ts';
import type { Roadmap, Stage, Tier, Topic } from './types.ts';

/** A topic as it was when it was seen. */
export interface SeenTopic {
	readonly id: string;
	readonly title: string;
	/** A stage's id. */
	readonly stage: string;
	readonly tier: Tier;
}

/** What the learner saw of a roadmap at a time. */
export interface Sight {
	/** ISO 8601. */
	readonly at: string;
	readonly stages: readonly Pick<Stage, 'id' | 'title'>[];
	readonly topics: readonly SeenTopic[];
}

/** A topic that is there, and what it was. */
export interface Changed {
	readonly topic: Topic;
	readonly from: SeenTopic;
}

/** In the order of the roadmap; what is gone, in the order that it had. */
export interface Difference {
	readonly added: readonly Topic[];
	/** Topics with another id: the old one is among their aliases. One that took in another is here too. */
	readonly renamed: readonly Changed[];
	/** Topics with the id that they had and another title. */
	readonly retitled: readonly Changed[];
	readonly moved: readonly Changed[];
	readonly retiered: readonly Changed[];
	readonly gone: readonly SeenTopic[];
}

/** How a roadmap changed under its learner. */
export interface Update {
	/** When what it is compared with was seen, ISO 8601; null where nothing was. */
	readonly since: string | null;
	/** When the difference was first shown, ISO 8601; null where there is none. */
	readonly at: string | null;
	/** It was not shown before. */
	readonly isNew: boolean;
	readonly difference: Difference;
	/** As they were seen. */
	readonly stages: Sight['stages'];
}

export const NO_DIFFERENCE: Difference = {
	...{ added: [], renamed: [], retitled: [], moved: [], retiered: [], gone: [] },
};

export function isEmpty(difference: Difference): boolean {
	return Object.values(difference).every((list: readonly unknown[]) => list.length === 0);
}

/** A roadmap as it is seen now, without what the learner added. */
export function sightOf(roadmap: Roadmap, at: string): Sight {
	return {
		at,
		stages: roadmap.stages.map(({ id, title }) => ({ id, title })),
		topics: placed(roadmap).map(({ topic: { id, title, tier }, stage }) => ({ id, title, stage, tier })),
	};
}

/** Compares what was seen with what is there. A topic is the same as long as its id, or one of its aliases, is. */
export function differenceBetween({ topics: seen }: Pick<Sight, 'topics'>, roadmap: Roadmap): Difference {
	const before = new Map(seen.map((topic) => [topic.id, topic]));
	const now = placed(roadmap).map(({ topic, stage }) => {
		const olds = namesOf(topic).flatMap((id) => before.get(id) ?? []);
		return { topic, stage, olds };
	});
	const still = new Set(now.flatMap(({ olds }) => olds.map(({ id }) => id)));
	const known = now.flatMap(({ topic, stage, olds: [from] }) => (from ? [{ topic, stage, from }] : []));
	const where = (differs: (one: (typeof known)[number]) => boolean): Changed[] =>
		known.filter(differs).map(({ topic, from }) => ({ topic, from }));
	return {
		added: now.filter(({ olds }) => olds.length === 0).map(({ topic }) => topic),
		renamed: now.flatMap(({ topic, olds }) =>
			olds.filter(({ id }) => id !== topic.id).map((from) => ({ topic, from })),
		),
		retitled: where(({ topic, from }) => topic.id === from.id && topic.title !== from.title),
		moved: where(({ stage, from }) => stage !== from.stage),
		retiered: where(({ topic, from }) => topic.tier !== from.tier),
		gone: seen.filter(({ id }) => !still.has(id)),
	};
}

function placed({ stages }: Roadmap): { topic: Topic; stage: string }[] {
	return stages.flatMap(({ id: stage, topics }) => topics.filter(({ own }) => !own).map((topic) => ({ topic, stage })));
}
