/** What has changed in a roadmap since the learner last saw it. */
import { namesOf } from './find.ts';
import type { Roadmap, Stage, Topic } from './types.ts';
import { grouped } from './values.ts';

/** A topic as it was when last seen. */
export interface SeenTopic extends Pick<Topic, 'id' | 'title' | 'tier'> {
	/** A stage's id. */
	readonly stage: string;
}

/** A snapshot of a roadmap as the learner saw it. */
export interface SeenRoadmap {
	/** ISO 8601. */
	readonly at: string;
	readonly stages: readonly Pick<Stage, 'id' | 'title'>[];
	readonly topics: readonly SeenTopic[];
}

/** A topic of the present roadmap, and what it was. */
export interface Changed<T = Topic> {
	readonly topic: T;
	readonly from: SeenTopic;
}

/** In the roadmap's order; `gone` in the snapshot's order. */
export interface Difference {
	readonly added: readonly Topic[];
	/** Topics with a new id, whose old id is now an alias. Also topics that another one was merged into. */
	readonly renamed: readonly Changed[];
	/** Topics with the same id and a new title. */
	readonly retitled: readonly Changed[];
	readonly moved: readonly Changed[];
	readonly retiered: readonly Changed[];
	readonly gone: readonly SeenTopic[];
}

/** A content update, as `changes` shows it. */
export interface Update {
	/** When the compared snapshot was taken, ISO 8601; null if there was none. */
	readonly since: string | null;
	/** When the difference was first shown, ISO 8601; null if there is none. */
	readonly at: string | null;
	/** Whether it has not been shown before. */
	readonly isNew: boolean;
	readonly difference: Difference;
	/** The stages in the snapshot. */
	readonly stages: SeenRoadmap['stages'];
}

export const NO_DIFFERENCE: Difference = {
	added: [],
	renamed: [],
	retitled: [],
	moved: [],
	retiered: [],
	gone: [],
};

export function isEmpty(difference: Difference): boolean {
	return Object.values(difference).every((list: readonly unknown[]) => list.length === 0);
}

/** Takes a snapshot of a roadmap, without the learner's own topics. */
export function toSeenRoadmap(roadmap: Roadmap, at: string): SeenRoadmap {
	return {
		at,
		stages: roadmap.stages.map(({ id, title }) => ({ id, title })),
		topics: placed(roadmap).map(({ topic: { id, title, tier }, stage }) => ({ id, title, stage, tier })),
	};
}

/** Compares a snapshot with the present roadmap. A topic is the same if its id or one of its aliases is. */
export function differenceBetween({ topics: seen }: Pick<SeenRoadmap, 'topics'>, roadmap: Roadmap): Difference {
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

/** Finds topics whose id probably changed without an alias: new since the snapshot, with the title of a removed one. */
export function likelyRenames<T extends Pick<Topic, 'id' | 'title' | 'aliases'>>(
	seen: Pick<SeenRoadmap, 'topics'>,
	topics: readonly T[],
): Changed<T>[] {
	const before = new Set(seen.topics.map(({ id }) => id));
	const named = new Set(topics.flatMap(namesOf));
	const fresh = topics.filter((topic) => namesOf(topic).every((id) => !before.has(id)));
	const byTitle = grouped(fresh.map((topic) => [plainTitle(topic.title), topic] as const));
	return seen.topics.flatMap((from) => {
		const [topic, another] = named.has(from.id) ? [] : (byTitle.get(plainTitle(from.title)) ?? []);
		return topic && !another ? [{ topic, from }] : [];
	});
}

function plainTitle(title: string): string {
	return title.trim().toLowerCase();
}

function placed({ stages }: Roadmap): { topic: Topic; stage: string }[] {
	return stages.flatMap(({ id: stage, topics }) => topics.filter(({ own }) => !own).map((topic) => ({ topic, stage })));
}
