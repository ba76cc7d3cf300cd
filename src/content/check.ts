/** What a schema cannot see: ids that are unique, names that lead somewhere, needs that have an order. */
import { closest } from '../model/closest.ts';
import { safeLine } from '../model/safe.ts';
import type { ReadLesson } from './compile.ts';
import type { Fault, Path } from './fault.ts';
import type { RoadmapFile, TopicEntry } from './schema.ts';
import type { YamlFile } from './yaml.ts';

const MOST_TOPICS = 20_000;

interface Placed {
	readonly topic: TopicEntry;
	readonly path: Path;
}

/** Every fault between the parts of a roadmap whose parts are each well formed. */
export function checkRoadmap(file: RoadmapFile, spine: YamlFile, lessons: ReadonlyMap<string, ReadLesson>): Fault[] {
	const topics = file.stages.flatMap((stage, i) =>
		stage.topics.map((topic, k): Placed => ({ topic, path: ['stages', i, 'topics', k] })),
	);
	if (topics.length > MOST_TOPICS) {
		return [spine.faultAt(['stages'], `${topics.length} topics; a roadmap has at most ${MOST_TOPICS}`)];
	}
	return [
		...uniqueIds(file, spine, topics),
		...namedPlaces(file, spine),
		...knownNeeds(spine, topics),
		...cycles(spine, topics),
		...strayLessons(topics, lessons),
		...doubledFields(spine, topics, lessons),
	];
}

function uniqueIds(file: RoadmapFile, spine: YamlFile, topics: readonly Placed[]): Fault[] {
	const faults: Fault[] = [];
	const unique = (what: string) => {
		const seen = new Set<string>();
		return (id: string, path: Path) => {
			if (seen.has(id)) faults.push(spine.faultAt(path, `another ${what} has the id "${id}"`));
			seen.add(id);
		};
	};
	const [stage, level, path, topic] = [unique('stage'), unique('level'), unique('path'), unique('topic')];
	for (const [i, { id }] of file.stages.entries()) stage(id, ['stages', i, 'id']);
	for (const [i, { id }] of (file.levels ?? []).entries()) level(id, ['levels', i, 'id']);
	for (const [i, { id }] of (file.paths ?? []).entries()) path(id, ['paths', i, 'id']);
	for (const {
		topic: { id },
		path,
	} of topics)
		topic(id, [...path, 'id']);
	for (const {
		topic: { aliases = [] },
		path,
	} of topics) {
		for (const [i, alias] of aliases.entries()) topic(alias, [...path, 'aliases', i]);
	}
	return faults;
}

function namedPlaces(file: RoadmapFile, spine: YamlFile): Fault[] {
	const faults: Fault[] = [];
	const ids = file.stages.map(({ id }) => id);
	for (const [i, path] of (file.paths ?? []).entries()) {
		for (const [k, id] of path.stages.entries()) {
			if (!ids.includes(id)) faults.push(spine.faultAt(['paths', i, 'stages', k], missing('stage', id, ids)));
		}
	}
	const { phases } = file;
	for (const [i, { phase }] of file.stages.entries()) {
		if (phases && phase !== '' && !phases.includes(phase)) {
			faults.push(spine.faultAt(['stages', i, 'phase'], `"${phase}" is not among the phases (${phases.join(', ')})`));
		}
	}
	return faults;
}

function knownNeeds(spine: YamlFile, topics: readonly Placed[]): Fault[] {
	const faults: Fault[] = [];
	const ids = new Set(topics.map(({ topic }) => topic.id));
	for (const { topic, path } of topics) {
		for (const [i, id] of topic.needs.entries()) {
			const place = [...path, 'needs', i];
			if (id === topic.id) faults.push(spine.faultAt(place, 'a topic cannot need itself'));
			else if (!ids.has(id)) faults.push(spine.faultAt(place, missing('topic', id, [...ids])));
		}
	}
	return faults;
}

function missing(what: string, id: string, ids: readonly string[]): string {
	const near = ids.length <= 2_000 ? closest(id, ids) : undefined;
	return `no ${what} has the id "${id}"${near ? `. Did you mean ${near}?` : ''}`;
}

/** Takes away topics whose needs are all taken away; what is left stands in a cycle or behind one (Kahn 1962). */
function cycles(spine: YamlFile, topics: readonly Placed[]): Fault[] {
	const waiting = new Map<string, Set<string>>();
	const opens = new Map<string, string[]>();
	const ids = new Set(topics.map(({ topic }) => topic.id));
	for (const { topic } of topics) {
		const needs = topic.needs.filter((id) => ids.has(id) && id !== topic.id);
		waiting.set(topic.id, new Set(needs));
		for (const id of needs) opens.set(id, [...(opens.get(id) ?? []), topic.id]);
	}
	const free = [...waiting].filter(([, needs]) => needs.size === 0).map(([id]) => id);
	for (let id = free.pop(); id !== undefined; id = free.pop()) {
		waiting.delete(id);
		for (const next of opens.get(id) ?? []) {
			const needs = waiting.get(next);
			needs?.delete(id);
			if (needs?.size === 0) free.push(next);
		}
	}
	const cycle = followCycle(waiting);
	const first = topics.find(({ topic }) => topic.id === cycle[0]);
	if (!first) return [];
	const round = [...cycle, cycle[0]].join(' → ');
	return [spine.faultAt([...first.path, 'needs'], `these topics need each other in a circle: ${round}`)];
}

function followCycle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string[] {
	const trail: string[] = [];
	let [id] = waiting.keys();
	while (id !== undefined && !trail.includes(id)) {
		trail.push(id);
		[id] = waiting.get(id) ?? [];
	}
	return id === undefined ? [] : trail.slice(trail.indexOf(id)).slice(0, 20);
}

function strayLessons(topics: readonly Placed[], lessons: ReadonlyMap<string, ReadLesson>): Fault[] {
	const ids = new Set(topics.map(({ topic }) => topic.id));
	return [...lessons]
		.filter(([id]) => !ids.has(id))
		.map(([id, { yaml }]) => ({ ...yaml.faultAt([], `no topic has the id "${safeLine(id)}"`), severity: 'warning' }));
}

/** A field may stand in the spine or in the topic's file; which of two counts would be a guess. */
function doubledFields(spine: YamlFile, topics: readonly Placed[], lessons: ReadonlyMap<string, ReadLesson>): Fault[] {
	return topics.flatMap(({ topic, path }) => {
		const lesson = lessons.get(topic.id);
		if (!lesson) return [];
		const doubled = Object.keys(lesson.lesson).filter((field) => Object.hasOwn(topic, field));
		return doubled.map((field) =>
			spine.faultAt([...path, field], `${field} stands here and in ${lesson.yaml.file}`, true),
		);
	});
}
