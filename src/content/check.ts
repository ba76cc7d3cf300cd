/** Checks that a schema cannot express: unique ids, references that resolve, needs without cycles. */

import { closest } from '../domain/closest.ts';
import { safeLine } from '../domain/safe.ts';
import { isRecord } from '../domain/values.ts';
import { labFaults } from './check-labs.ts';
import type { Fault } from './fault.ts';
import { MAX_FAULTS } from './limits.ts';
import {
	idOf,
	labsIn,
	mapsIn,
	type NamedItem,
	namesIn,
	type Outline,
	outlineOf,
	recallIds,
	type TopicOutline,
	toolIds,
} from './references.ts';
import type { YamlFile } from './yaml-file.ts';

/** What the checks read, collected once. */
interface Parts extends Outline {
	readonly spine: YamlFile;
	/** Topic ids. */
	readonly ids: ReadonlySet<string>;
	/** Topic id → the topic's own file. */
	readonly lessons: ReadonlyMap<string, YamlFile>;
}

/** With more names than this, no suggestion is searched for. */
const MAX_NAMES = 2_000;

/** After this many unknown names, no more suggestions are searched for. */
const MAX_MISSES = 50;

/** Returns all faults between the parts of a roadmap, even if the parts are invalid; capped for each check. */
export function checkRoadmap(spine: YamlFile, lessons: ReadonlyMap<string, YamlFile>): Fault[] {
	const outline = outlineOf(spine.value);
	const ids = new Set(outline.topics.flatMap(({ id }) => id?.name ?? []));
	const parts: Parts = { ...outline, spine, ids, lessons };
	const checks = [
		uniqueIds,
		uniqueRecall,
		noDuplicates,
		stages,
		pathTopics,
		phases,
		needs,
		tools,
		cycles,
		labs,
		unknownLessons,
		duplicateFields,
	];
	return checks.flatMap((check) => firstOf(check(parts)));
}

/** Keeps one more than is reported, so that the report can say that there are more. */
function firstOf(faults: Iterable<Fault>): Fault[] {
	const first: Fault[] = [];
	for (const fault of faults) if (first.push(fault) > MAX_FAULTS) break;
	return first;
}

type Faults = Generator<Fault, void>;

function* uniqueIds({ spine, stages, levels, paths, tools, topics }: Parts): Faults {
	yield* unique(spine, 'stage', stages);
	yield* unique(spine, 'level', levels);
	yield* unique(spine, 'path', paths);
	yield* unique(spine, 'tool', tools);
	const ids = topics.flatMap(({ id }) => id ?? []);
	yield* unique(spine, 'topic', ids);
	yield* uniqueAliases(spine, ids, topics);
}

/** Progress under an alias counts for one topic, so an alias may not be the id or alias of another. */
function* uniqueAliases(spine: YamlFile, ids: readonly NamedItem[], topics: readonly TopicOutline[]): Faults {
	const now = new Map(ids.map((id) => [id.name, id]));
	const once = new Map<string, NamedItem>();
	for (const { id, aliases } of topics) {
		for (const alias of aliases) {
			const quoted = `"${alias.name}"`;
			const [taken, had] = [now.get(alias.name), once.get(alias.name)];
			if (alias.name === id?.name) yield spine.faultAt(alias.path, `${quoted} is this topic's own id; leave it out`);
			else if (taken)
				yield spine.faultAt(
					alias.path,
					`another topic has the id ${quoted}, in line ${spine.lineOf(taken.path)}; give that one an id that no topic ever had, or leave this out`,
				);
			else if (had)
				yield spine.faultAt(
					alias.path,
					`${quoted} stands among the aliases in line ${spine.lineOf(had.path)} too; keep one`,
				);
			else once.set(alias.name, alias);
		}
	}
}

function* uniqueRecall({ spine, topics, lessons }: Parts): Faults {
	for (const { recall } of topics) yield* unique(spine, 'recall question', recall);
	for (const yaml of lessons.values()) yield* unique(yaml, 'recall question', recallIds(yaml.value, []));
}

function* labs({ spine, topics, lessons }: Parts): Faults {
	const inFiles = [...lessons.values()].map((yaml) => ({ yaml, labs: labsIn(yaml.value) }));
	for (const { yaml, labs } of [...topics.map(({ labs }) => ({ yaml: spine, labs })), ...inFiles]) {
		yield* unique(yaml, 'lab', labs.flatMap(idOf));
		for (const lab of labs) yield* labFaults(yaml, lab);
		for (const check of labs.flatMap((lab) => mapsIn(lab, 'checks')))
			for (const field of ['columns', 'order']) yield* once(yaml, namesIn(check, field));
	}
}

function* unique(yaml: YamlFile, what: string, ids: readonly NamedItem[]): Faults {
	const seen = new Map<string, NamedItem>();
	for (const id of ids) {
		const first = seen.get(id.name);
		if (!first) seen.set(id.name, id);
		else {
			const line = yaml.lineOf(first.path);
			yield yaml.faultAt(id.path, `another ${what} has the id "${id.name}", in line ${line}; choose another`);
		}
	}
}

/** Checks that lists of names have no duplicates. */
function* noDuplicates({ spine, phases = [], levelTiers, pathStages, pathTopics, topics, lessons }: Parts): Faults {
	const lists = topics.flatMap(({ needs, tools }) => [needs, tools]);
	const inPaths = pathTopics.flatMap((path) => [path.with, path.without, path.core]);
	for (const names of [phases, ...levelTiers, ...pathStages, ...inPaths, ...lists]) yield* once(spine, names);
	for (const yaml of lessons.values()) yield* once(yaml, toolIds(yaml.value));
}

function* once(yaml: YamlFile, names: readonly NamedItem[]): Faults {
	const seen = new Set<string>();
	for (const { name, path } of names) {
		if (seen.has(name)) yield yaml.faultAt(path, `"${name}" stands in this list twice; keep one`);
		seen.add(name);
	}
}

function* stages({ spine, stages, pathStages }: Parts): Faults {
	if (stages.length === 0) return;
	const ids = new Set(stages.map(({ name }) => name));
	const missing = missingName('stage', ids);
	for (const { name, path } of pathStages.flat()) if (!ids.has(name)) yield spine.faultAt(path, missing(name));
}

/** Checks that the single topics a path names exist, and that naming them has an effect. */
function* pathTopics({ spine, pathTopics, topics, ids }: Parts): Faults {
	const missing = missingName('topic', ids);
	const stageOf = new Map(topics.map(({ id, stage }) => [id?.name, stage]));
	for (const path of pathTopics) {
		const stages = new Set<string | undefined>(path.stages.map(({ name }) => name));
		const [added, without] = [namesOf(path.with), namesOf(path.without)];
		const isInStages = (id: string) => stages.has(stageOf.get(id));
		const isOnPath = (id: string) => (isInStages(id) && !without.has(id)) || added.has(id);
		const needless: [list: readonly NamedItem[], isNeedless: (id: string) => boolean, why: string][] = [
			[path.with, isInStages, 'is in a stage of this path already'],
			[path.without, (id) => !isInStages(id), 'is in no stage of this path'],
			[path.core, (id) => !isOnPath(id), 'is not on this path'],
		];
		for (const [list, isNeedless, why] of needless) {
			for (const { name, path: at } of list) {
				if (!ids.has(name)) yield spine.faultAt(at, missing(name));
				else if (isNeedless(name)) yield spine.warningAt(at, `"${name}" ${why}; leave it out`);
			}
		}
	}
}

function namesOf(list: readonly NamedItem[]): Set<string> {
	return new Set(list.map(({ name }) => name));
}

function* tools({ spine, tools, topics, lessons }: Parts): Faults {
	const ids = new Set(tools.map(({ name }) => name));
	const missing = missingName('tool', ids);
	const named = [
		...topics.map((topic) => ({ yaml: spine, tools: topic.tools })),
		...[...lessons.values()].map((yaml) => ({ yaml, tools: toolIds(yaml.value) })),
	];
	for (const { yaml, tools } of named) {
		for (const { name, path } of tools) if (!ids.has(name)) yield yaml.faultAt(path, missing(name));
	}
}

function* phases({ spine, phases, namedPhases }: Parts): Faults {
	if (!phases) return;
	const names = phases.map(({ name }) => name);
	const known = new Set(names);
	const shown = names.length > 12 ? [...names.slice(0, 12), '…'] : names;
	for (const { name, path } of namedPhases) {
		if (name === '' || known.has(name)) continue;
		yield spine.faultAt(path, `"${name}" is not among the phases (${shown.join(', ')})`);
	}
}

function* needs({ spine, topics, ids }: Parts): Faults {
	const missing = missingName('topic', ids);
	for (const { id, needs } of topics) {
		for (const { name, path } of needs) {
			if (name === id?.name) yield spine.faultAt(path, 'a topic cannot need itself; leave this out');
			else if (!ids.has(name)) yield spine.faultAt(path, missing(name));
		}
	}
}

/** Returns a message for an unknown id, with a suggestion for the first few. */
function missingName(what: string, ids: ReadonlySet<string>): (id: string) => string {
	const names = ids.size <= MAX_NAMES ? [...ids] : [];
	let left = MAX_MISSES;
	return (id) => {
		const near = left-- > 0 ? closest(id, names) : undefined;
		return `no ${what} has the id "${id}"${near ? `. Did you mean ${near}?` : ''}`;
	};
}

function* cycles({ spine, topics }: Parts): Faults {
	const cycle = findCycle(new Map(topics.flatMap(needsById)));
	const first = topics.find(({ id }) => id !== undefined && id.name === cycle[0]);
	if (!first) return;
	const shown = cycle.length > 20 ? [...cycle.slice(0, 20), '…'] : cycle;
	const round = [...shown, cycle[0]].join(' → ');
	yield spine.faultAt([...first.path, 'needs'], `these topics need each other in a circle: ${round}; cut it somewhere`);
}

function needsById({ id, needs }: TopicOutline): [id: string, needs: string[]][] {
	return id ? [[id.name, needs.map(({ name }) => name)]] : [];
}

function* unknownLessons({ ids, lessons }: Parts): Faults {
	for (const [id, yaml] of lessons) {
		if (!ids.has(id)) yield yaml.warningAt([], `no topic has the id "${safeLine(id)}"; rename the file, or remove it`);
	}
}

/** A field may be in the spine or in the topic's file; if it is in both, which one counts would be a guess. */
function* duplicateFields({ spine, topics, lessons }: Parts): Faults {
	for (const { id, path, fields } of topics) {
		const yaml = lessons.get(id?.name ?? '');
		if (!yaml || !isRecord(yaml.value)) continue;
		for (const field of fields) {
			if (!Object.hasOwn(yaml.value, field) || NOT_IN_FILES.has(field)) continue;
			yield spine.faultAt([...path, field], `${field} stands here and in ${yaml.file}; keep one`, true);
		}
	}
}

/** Fields that a topic's file cannot have, which are reported separately. */
const NOT_IN_FILES = new Set(['id', 'title', 'tier', 'needs', 'aliases', 'same-as']);

/**
 * Finds a cycle of topics that need each other.
 * @param needs id → ids it needs; unknown ids are ignored
 * @returns the cycle; empty if there is none
 */
function findCycle(needs: ReadonlyMap<string, readonly string[]>): string[] {
	return followCycle(withoutFree(needs));
}

/** Removes topics whose needs are all removed, repeatedly; the rest is on a cycle or behind one (Kahn 1962). */
function withoutFree(needs: ReadonlyMap<string, readonly string[]>): Map<string, Set<string>> {
	const waiting = new Map<string, Set<string>>();
	const opens = new Map<string, string[]>();
	for (const [id, all] of needs) {
		const known = new Set(all.filter((need) => needs.has(need) && need !== id));
		waiting.set(id, known);
		for (const need of known) {
			const opened = opens.get(need);
			if (opened) opened.push(id);
			else opens.set(need, [id]);
		}
	}
	const free = [...waiting].filter(([, left]) => left.size === 0).map(([id]) => id);
	for (let id = free.pop(); id !== undefined; id = free.pop()) {
		waiting.delete(id);
		for (const opened of opens.get(id) ?? []) {
			const left = waiting.get(opened);
			left?.delete(id);
			if (left?.size === 0) free.push(opened);
		}
	}
	return waiting;
}

/** Follows needs until a topic repeats. */
function followCycle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string[] {
	const trail = new Map<string, number>();
	let [id] = waiting.keys();
	while (id !== undefined && !trail.has(id)) {
		trail.set(id, trail.size);
		[id] = waiting.get(id) ?? [];
	}
	return id === undefined ? [] : [...trail.keys()].slice(trail.get(id));
}
