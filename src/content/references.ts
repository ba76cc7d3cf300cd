/**
 * Collects the names in a roadmap and their places from whatever the file contains, so that one invalid value does not
 * hide a broken reference elsewhere.
 */
import { isRecord } from '../domain/values.ts';
import type { FieldPath } from './fault.ts';

/** A name and its place. */
export interface NamedItem {
	readonly name: string;
	readonly path: FieldPath;
}

export interface Outline {
	/** The roadmap's own id. */
	readonly id: string | undefined;
	readonly stages: readonly NamedItem[];
	readonly levels: readonly NamedItem[];
	readonly paths: readonly NamedItem[];
	/** Undefined if the roadmap does not list them. */
	readonly phases: readonly NamedItem[] | undefined;
	/** The phases that the stages name. */
	readonly namedPhases: readonly NamedItem[];
	/** The stages that each path names. */
	readonly pathStages: readonly (readonly NamedItem[])[];
	/** The tiers that each level names. */
	readonly levelTiers: readonly (readonly NamedItem[])[];
	readonly pathTopics: readonly PathTopics[];
	readonly tools: readonly NamedItem[];
	readonly topics: readonly TopicOutline[];
}

/** The single topics that a path names, besides its stages. */
interface PathTopics {
	readonly stages: readonly NamedItem[];
	readonly with: readonly NamedItem[];
	readonly without: readonly NamedItem[];
	readonly core: readonly NamedItem[];
}

export interface TopicOutline {
	/** The id of its stage. */
	readonly stage: string | undefined;
	readonly id: NamedItem | undefined;
	readonly title: string | undefined;
	readonly path: FieldPath;
	readonly needs: readonly NamedItem[];
	readonly aliases: readonly NamedItem[];
	/** The same topic in another roadmap. */
	readonly sameAs: NamedItem | undefined;
	readonly tools: readonly NamedItem[];
	readonly recall: readonly NamedItem[];
	readonly labs: readonly Item[];
	/** The fields that it has in the spine. */
	readonly fields: readonly string[];
}

/** A map and its path. */
export interface Item {
	readonly map: Readonly<Record<string, unknown>>;
	readonly path: FieldPath;
}

export function outlineOf(value: unknown): Outline {
	const root: Item = { map: isRecord(value) ? value : {}, path: [] };
	const [stages, levels, paths] = [mapsIn(root, 'stages'), mapsIn(root, 'levels'), mapsIn(root, 'paths')];
	return {
		id: idOf(root)[0]?.name,
		stages: stages.flatMap(idOf),
		levels: levels.flatMap(idOf),
		paths: paths.flatMap(idOf),
		phases: Array.isArray(root.map.phases) ? namesIn(root, 'phases') : undefined,
		namedPhases: stages.flatMap((stage) => nameIn(stage, 'phase')),
		pathStages: paths.map((path) => namesIn(path, 'stages')),
		levelTiers: levels.map((level) => namesIn(level, 'shows')),
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
		title: nameIn(topic, 'title')[0]?.name,
		path: topic.path,
		needs: namesIn(topic, 'needs'),
		aliases: namesIn(topic, 'aliases'),
		sameAs: nameIn(topic, 'same-as')[0],
		tools: namesIn(topic, 'tools'),
		recall: recallIds(topic.map, topic.path),
		labs: mapsIn(topic, 'labs'),
		fields: Object.keys(topic.map),
	};
}

/** Returns the ids of the recall questions in a topic or a topic's file. */
export function recallIds(value: unknown, path: FieldPath): NamedItem[] {
	return isRecord(value) ? mapsIn({ map: value, path }, 'recall').flatMap(idOf) : [];
}

/** Returns the tool ids that a topic's file names. */
export function toolIds(value: unknown): NamedItem[] {
	return isRecord(value) ? namesIn({ map: value, path: [] }, 'tools') : [];
}

/** Returns the labs in a topic's file. */
export function labsIn(value: unknown): Item[] {
	return isRecord(value) ? mapsIn({ map: value, path: [] }, 'labs') : [];
}

export function mapsIn({ map, path }: Item, field: string): Item[] {
	const things: unknown = map[field];
	if (!Array.isArray(things)) return [];
	return things.flatMap((thing: unknown, i) => (isRecord(thing) ? [{ map: thing, path: [...path, field, i] }] : []));
}

export function namesIn({ map, path }: Item, field: string): NamedItem[] {
	const things: unknown = map[field];
	if (!Array.isArray(things)) return [];
	return things.flatMap((name: unknown, i) => (typeof name === 'string' ? [{ name, path: [...path, field, i] }] : []));
}

function nameIn({ map, path }: Item, field: string): NamedItem[] {
	const name: unknown = map[field];
	return typeof name === 'string' ? [{ name, path: [...path, field] }] : [];
}

export function idOf(item: Item): NamedItem[] {
	return nameIn(item, 'id');
}
