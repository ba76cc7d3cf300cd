/** Compiles YAML files to a Roadmap and its lessons, or reports all faults at once. */

import { likelyRenames, type SeenRoadmap } from '../domain/difference.ts';
import type { Lesson, Roadmap } from '../domain/types.ts';
import { isRecord, isSlug } from '../domain/values.ts';
import { assemble } from './assemble.ts';
import { checkRoadmap } from './check.ts';
import { type Fault, type FieldPath, orderFaults } from './fault.ts';
import { type Budget, fullBudget, MAX_FAULTS, MAX_TOPICS } from './limits.ts';
import { outlineOf } from './references.ts';
import { FORMAT, type LessonFile, lessonFile, roadmapFile } from './schema.ts';
import type { Source } from './source.ts';
import { validate } from './validator.ts';
import { formatMessage } from './words.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

export { sameAsCheck } from './same-as.ts';

export interface Compiled {
	readonly roadmap: Roadmap;
	/** In topic order. */
	readonly lessons: readonly Lesson[];
}

export interface Compilation {
	/** Undefined if there are errors. */
	readonly compiled: Compiled | undefined;
	readonly faults: readonly Fault[];
	/** Returns a fault in a topic's own fields, for checks of the compiled roadmap. */
	readonly faultIn: (topic: string, path: FieldPath, message: string) => Fault;
}

/** A check across all files of a roadmap. */
export type Check = (spine: YamlFile, lessons: ReadonlyMap<string, YamlFile>) => Fault[];

/**
 * @param tick called between steps, which can take seconds for thousands of topics
 * @param checks rules in addition to the format's own
 */
export function compile(source: Source, tick = () => {}, checks: readonly Check[] = []): Compilation {
	const budget = fullBudget();
	const spine = readYaml(source.spine, budget);
	tick();
	const only = newerFormat(spine) ?? tooManyTopics(spine);
	if (only) return { compiled: undefined, faults: [only], faultIn: faultFinder(spine, new Map()) };
	const { value: file, faults } = validateFile(roadmapFile, spine);
	tick();
	const lessons = readLessons(source, budget);
	tick();
	const texts = new Map<string, LessonFile>();
	for (const [id, yaml] of lessons) {
		const result = validateFile(lessonFile, yaml);
		for (const fault of result.faults) faults.push(fault);
		if (result.value) texts.set(id, result.value);
	}
	for (const name of source.ignoredFiles) faults.push(ignoredFileWarning(name));
	if (spine.value !== undefined)
		for (const check of [checkRoadmap, ...checks]) for (const fault of check(spine, lessons)) faults.push(fault);
	tick();
	const failed = !file || faults.some(({ severity }) => severity === 'error');
	const files = [spine, ...lessons.values()].map((yaml) => yaml.file);
	const compiled = failed ? undefined : assemble(file, texts);
	return { compiled, faults: orderFaults(faults, files), faultIn: faultFinder(spine, lessons) };
}

/** Reads the lesson files; after more faults than are reported, the rest is left unread. */
function readLessons(source: Source, budget: Budget): Map<string, YamlFile> {
	const lessons = new Map<string, YamlFile>();
	let faults = 0;
	for (const [id, file] of source.lessons) {
		if (faults > MAX_FAULTS) break;
		const yaml = readYaml(file, budget);
		faults += yaml.faults.length;
		lessons.set(id, yaml);
	}
	return lessons;
}

/** A topic's field is either in its lesson file or in the roadmap's main file. */
function faultFinder(spine: YamlFile, lessons: ReadonlyMap<string, YamlFile>): Compilation['faultIn'] {
	return (topic, path, message) => {
		const lesson = lessons.get(topic);
		if (lesson && isRecord(lesson.value) && Object.hasOwn(lesson.value, String(path[0])))
			return lesson.faultAt(path, message);
		const found = outlineOf(spine.value).topics.find(({ id }) => id?.name === topic);
		return spine.faultAt([...(found?.path ?? []), ...path], message);
	};
}

/** A newer format is the only fault reported: what looks wrong otherwise may be right there. */
function newerFormat({ value, faultAt }: YamlFile): Fault | undefined {
	const format = isRecord(value) ? value.format : undefined;
	if (typeof format !== 'number' || format <= FORMAT) return undefined;
	return faultAt(['format'], formatMessage(format, FORMAT));
}

/** Checked first, before time is spent on the content. */
function tooManyTopics({ value, faultAt }: YamlFile): Fault | undefined {
	const stages: readonly unknown[] = isRecord(value) && Array.isArray(value.stages) ? value.stages : [];
	let count = 0;
	for (const stage of stages) if (isRecord(stage) && Array.isArray(stage.topics)) count += stage.topics.length;
	if (count <= MAX_TOPICS) return undefined;
	return faultAt(['stages'], `${count.toLocaleString('en')} topics; a roadmap has at most 5,000`);
}

/**
 * Returns a check that warns about topics whose id changed without an alias.
 * @param seenRoadmaps returns earlier snapshots of the roadmap with an id
 */
export function renameCheck(seenRoadmaps: (roadmap: string) => readonly SeenRoadmap[]): Check {
	return ({ value, warningAt }) => {
		const topics = outlineOf(value).topics.flatMap(({ id, title = '', aliases }) =>
			id ? [{ id: id.name, path: id.path, title, aliases: aliases.map(({ name }) => name) }] : [],
		);
		const before = isRecord(value) && isSlug(value.id) ? seenRoadmaps(value.id) : [];
		const renames = before.flatMap((seen) => likelyRenames(seen, topics));
		return renames.map(({ topic, from }) =>
			warningAt(topic.path, `${from.id}, which is gone, had this title; if it is the same, add: aliases: [${from.id}]`),
		);
	};
}

/** Validates a file against its schema, and returns the value and all faults in syntax and content. */
function validateFile<T extends Parameters<typeof validate>[0]>(schema: T, yaml: YamlFile) {
	const faults = [...yaml.faults];
	if (yaml.value === undefined) return { faults };
	const { value, issues = [] } = validate<T>(schema, yaml.value, yaml.written);
	const reported = new Set(yaml.faults.map(placeText));
	for (const { path, message, onKey } of issues) {
		const fault = yaml.faultAt(path, message, onKey);
		// A value whose syntax was rejected is reported once, with the syntax advice.
		if (!reported.has(placeText(fault))) faults.push(fault);
	}
	return { value, faults };
}

function placeText({ severity, line, column }: Fault): string {
	return `${severity} ${line}:${column}`;
}

/** Warns about a file that its author may expect to be read. */
function ignoredFileWarning(file: string): Fault {
	const message = 'only files whose names end in .yaml are read; rename it';
	return { severity: 'warning', file, line: 1, column: 1, length: 1, path: '', message, source: '', sourceFrom: 1 };
}
