/** What is in view: a path selects stages, a level selects tiers. */
import { notFoundError } from '../errors.ts';
import { didYouMean } from './closest.ts';
import { topicFinder } from './find.ts';
import { mayMention } from './mentions.ts';
import { safeLine } from './safe.ts';
import type { Level, Path, Roadmap, Stage, Tier, Topic } from './types.ts';

/** The learner's choice, by id. */
export interface Choice {
	readonly path: string;
	readonly level: string;
}

export interface Scope {
	readonly path: Path;
	readonly level: Level;
	/** The path's stages in its order, with the topics and tiers they have on it. */
	readonly stages: readonly Stage[];
	/** In learning order. */
	readonly topics: readonly Topic[];
	/** Their ids. */
	readonly ids: Pick<ReadonlySet<string>, 'has'>;
}

/** Returns the default choice: the first path, and the level `recommended` or else the first. */
export function defaultChoice(roadmap: Roadmap): Choice {
	const level = roadmap.levels.find(({ id }) => id === 'recommended') ?? roadmap.levels[0];
	return { path: roadmap.paths[0]?.id ?? '', level: level?.id ?? '' };
}

/** Replaces a path or level that the roadmap does not have by the default. */
export function knownChoice(roadmap: Roadmap, { path, level }: Choice): Choice {
	const standard = defaultChoice(roadmap);
	return {
		path: roadmap.paths.some(({ id }) => id === path) ? path : standard.path,
		level: roadmap.levels.some(({ id }) => id === level) ? level : standard.level,
	};
}

/** @throws UserError with exit code 3 if the roadmap has no such path or level */
export function scopeOf(roadmap: Roadmap, choice: Choice): Scope {
	const path = findChoice(roadmap.paths, choice.path, 'path');
	const level = findChoice(roadmap.levels, choice.level, 'level');
	const stages = stagesOn(roadmap, path);
	let topics: Topic[] | undefined;
	return {
		path,
		level,
		stages,
		get topics() {
			topics ??= stages.flatMap((stage) => topicsAt(stage, level));
			return topics;
		},
		ids: idsIn(stages, level),
	};
}

/** Returns a path's stages as it defines them: without the topics it excludes, with those it includes, at its tiers. */
function stagesOn(roadmap: Roadmap, path: Path): Stage[] {
	const byId = new Map(roadmap.stages.map((stage) => [stage.id, stage]));
	const whole = [...new Set(path.stages)].flatMap((id) => byId.get(id) ?? []);
	const { with: added = [], without = [], core = [] } = path;
	if (added.length + without.length + core.length === 0) return whole;
	const [isAdded, isLeftOut] = [new Set(added), new Set(without)];
	const own = new Set(whole);
	const parts = roadmap.stages.filter((stage) => !own.has(stage) && stage.topics.some(({ id }) => isAdded.has(id)));
	return placed(whole, parts).map((stage) => {
		const topics = stage.topics.filter(({ id }) => (own.has(stage) ? !isLeftOut.has(id) : isAdded.has(id)));
		return { ...stage, topics: topics.map((topic) => ({ ...topic, tier: tierOn(path, topic) })) };
	});
}

/**
 * Inserts each stage of which a path only includes topics before the first of its own stages that comes later in the
 * roadmap.
 */
function placed(whole: readonly Stage[], parts: readonly Stage[]): Stage[] {
	const stages = [...whole];
	for (const part of parts) {
		const next = stages.findIndex(({ number }) => number > part.number);
		stages.splice(next < 0 ? stages.length : next, 0, part);
	}
	return stages;
}

/** Returns a topic's tier on a path. */
export function tierOn({ core = [] }: Path, { id, tier }: Topic): Tier {
	return core.includes(id) ? 'core' : tier;
}

/** Returns a stage as the path in view has it, or the roadmap's if it is not on the path. */
export function stageInScope({ stages }: Scope, stage: Stage): Stage {
	return stages.find(({ id }) => id === stage.id) ?? stage;
}

/** Looks up single topics, so that not all need to be parsed. */
function idsIn(stages: readonly Stage[], level: Level): Scope['ids'] {
	const find = topicFinder(stages);
	return {
		has: (id) => {
			const topic = find(id);
			return topic !== undefined && isShown(topic, level);
		},
	};
}

/** Returns the topics in view, in learning order, of the stages in which any of the words, such as ids, may occur. */
export function topicsMentioning({ stages, level }: Scope, words: readonly string[]): Topic[] {
	return stages.filter((stage) => mayMention(stage, words)).flatMap((stage) => topicsAt(stage, level));
}

/** Returns a stage's topics that the level shows and the learner has not hidden. */
export function topicsAt(stage: Stage, level: Pick<Level, 'shows'>): Topic[] {
	return stage.topics.filter((topic) => isShown(topic, level));
}

function isShown({ tier, hidden }: Topic, { shows }: Pick<Level, 'shows'>): boolean {
	return shows.includes(tier) && !hidden;
}

/** What people call the path or the level that has everything. */
const MEANS_EVERYTHING = {
	path: ['all', 'everything', 'full', 'whole', 'none', 'default'],
	level: ['all', 'everything', 'full', 'whole', 'optional'],
};

/** @throws UserError with exit code 3 and a suggestion */
export function findChoice<T extends { id: string }>(list: readonly T[], id: string, what: 'path' | 'level'): T {
	const found = list.find((item) => item.id === id);
	if (found) return found;
	const ids = list.map((item) => item.id);
	const meant = MEANS_EVERYTHING[what].includes(id)
		? ids.find((one) => MEANS_EVERYTHING[what].includes(one))
		: undefined;
	const hint = `${meant ? `Did you mean ${meant}? ` : didYouMean(id, ids)}Choose one of ${ids.join(', ')}.`;
	throw notFoundError(`There is no ${what} called "${safeLine(id)}".`, hint);
}
