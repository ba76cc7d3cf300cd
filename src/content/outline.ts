/**
 * The names in a roadmap and where they stand, read from whatever the file holds: what is wrong with one value shall
 * not hide that a name elsewhere leads nowhere.
 */
import { isRecord } from '../domain/values.ts';
import type { Path } from './fault.ts';

/** A name and its place. */
export interface Named {
	readonly name: string;
	readonly path: Path;
}

export interface Outline {
	readonly stages: readonly Named[];
	readonly levels: readonly Named[];
	readonly paths: readonly Named[];
	/** Undefined where the roadmap has no list of them. */
	readonly phases: readonly Named[] | undefined;
	/** What the stages give as their phases. */
	readonly phasesSaid: readonly Named[];
	/** What each path gives as its stages. */
	readonly stagesSaid: readonly (readonly Named[])[];
	/** What each level gives as its tiers. */
	readonly tiersSaid: readonly (readonly Named[])[];
	readonly pathTopics: readonly PathTopics[];
	readonly tools: readonly Named[];
	readonly topics: readonly TopicOutline[];
}

/** The single topics that a path names, beside its stages. */
export interface PathTopics {
	readonly stages: readonly Named[];
	readonly with: readonly Named[];
	readonly without: readonly Named[];
	readonly core: readonly Named[];
}

export interface TopicOutline {
	/** The id of its stage. */
	readonly stage: string | undefined;
	readonly id: Named | undefined;
	readonly path: Path;
	readonly needs: readonly Named[];
	readonly aliases: readonly Named[];
	readonly tools: readonly Named[];
	readonly recall: readonly Named[];
	/** The fields that it has in the spine. */
	readonly fields: readonly string[];
}

interface Item {
	readonly map: Readonly<Record<string, unknown>>;
	readonly path: Path;
}

export function outlineOf(value: unknown): Outline {
	const root: Item = { map: isRecord(value) ? value : {}, path: [] };
	const [stages, levels, paths] = [mapsIn(root, 'stages'), mapsIn(root, 'levels'), mapsIn(root, 'paths')];
	return {
		stages: stages.flatMap(idOf),
		levels: levels.flatMap(idOf),
		paths: paths.flatMap(idOf),
		phases: Array.isArray(root.map.phases) ? namesIn(root, 'phases') : undefined,
		phasesSaid: stages.flatMap((stage) => nameIn(stage, 'phase')),
		stagesSaid: paths.map((path) => namesIn(path, 'stages')),
		tiersSaid: levels.map((level) => namesIn(level, 'shows')),
		pathTopics: paths.map((path) => ({
			stages: namesIn(path, 'stages'),
			with: namesIn(path, 'with'),
			without: namesIn(path, 'without'),
			core: namesIn(path, 'core'),
		})),
		tools: mapsIn(root, 'tools').flatMap(idOf),
		topics: stages.flatMap((stage) =>
			mapsIn(stage, 'topics').map((topic) => topicOutline(topic, idOf(stage)[0]?.name)),
		),
	};
}

function topicOutline(topic: Item, stage: string | undefined): TopicOutline {
	return {
		stage,
		id: idOf(topic)[0],
		path: topic.path,
		needs: namesIn(topic, 'needs'),
		aliases: namesIn(topic, 'aliases'),
		tools: namesIn(topic, 'tools'),
		recall: recallIds(topic.map, topic.path),
		fields: Object.keys(topic.map),
	};
}

/** The ids of the recall questions of a topic or a topic's file. */
export function recallIds(value: unknown, path: Path): Named[] {
	return isRecord(value) ? mapsIn({ map: value, path }, 'recall').flatMap(idOf) : [];
}

/** The ids of the tools that a topic's file names. */
export function toolIds(value: unknown): Named[] {
	return isRecord(value) ? namesIn({ map: value, path: [] }, 'tools') : [];
}

function mapsIn({ map, path }: Item, field: string): Item[] {
	const things: unknown = map[field];
	if (!Array.isArray(things)) return [];
	return things.flatMap((thing: unknown, i) => (isRecord(thing) ? [{ map: thing, path: [...path, field, i] }] : []));
}

function namesIn({ map, path }: Item, field: string): Named[] {
	const things: unknown = map[field];
	if (!Array.isArray(things)) return [];
	return things.flatMap((name: unknown, i) => (typeof name === 'string' ? [{ name, path: [...path, field, i] }] : []));
}

function nameIn({ map, path }: Item, field: string): Named[] {
	const name: unknown = map[field];
	return typeof name === 'string' ? [{ name, path: [...path, field] }] : [];
}

function idOf(item: Item): Named[] {
	return nameIn(item, 'id');
}
