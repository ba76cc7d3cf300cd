/** Where does it come from? YAML files → a Roadmap and its lessons, or every fault at once. */

import type { Lesson, Roadmap } from '../domain/types.ts';
import { isRecord } from '../domain/values.ts';
import { assemble } from './assemble.ts';
import { checkRoadmap } from './check.ts';
import { type Fault, orderFaults } from './fault.ts';
import { fullBudget, MOST_TOPICS } from './limits.ts';
import { FORMAT, type LessonFile, lessonFile, roadmapFile } from './schema.ts';
import type { Source } from './source.ts';
import { validate } from './validator.ts';
import { formatMessage } from './words.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

export interface Compiled {
	readonly roadmap: Roadmap;
	/** In the order of the topics. */
	readonly lessons: readonly Lesson[];
}

export interface Compilation {
	/** Undefined where there are errors. */
	readonly compiled: Compiled | undefined;
	readonly faults: readonly Fault[];
}

/** How the files of a roadmap are looked at together. */
type Check = (spine: YamlFile, lessons: ReadonlyMap<string, YamlFile>) => Fault[];

/**
 * @param tick called between the steps, which can take seconds for a roadmap of many thousand topics
 * @param checks rules beside those of the format
 */
export function compile(source: Source, tick = () => {}, checks: readonly Check[] = []): Compilation {
	const budget = fullBudget();
	const spine = readYaml(source.spine, budget);
	tick();
	const only = newerFormat(spine) ?? tooManyTopics(spine);
	if (only) return { compiled: undefined, faults: [only] };
	const { value: file, faults } = hold(roadmapFile, spine);
	tick();
	const lessons = new Map([...source.lessons].map(([id, read]) => [id, readYaml(read, budget)]));
	tick();
	const texts = new Map<string, LessonFile>();
	for (const [id, yaml] of lessons) {
		const held = hold(lessonFile, yaml);
		for (const fault of held.faults) faults.push(fault);
		if (held.value) texts.set(id, held.value);
	}
	for (const name of source.strays) faults.push(strayFault(name));
	if (spine.value !== undefined)
		for (const check of [checkRoadmap, ...checks]) for (const fault of check(spine, lessons)) faults.push(fault);
	tick();
	const failed = !file || faults.some(({ severity }) => severity === 'error');
	const files = [spine, ...lessons.values()].map((yaml) => yaml.file);
	return { compiled: failed ? undefined : assemble(file, texts), faults: orderFaults(faults, files) };
}

/** A newer format is all that is said of a file: what else looks wrong in it may be right there. */
function newerFormat({ value, faultAt }: YamlFile): Fault | undefined {
	const format = isRecord(value) ? value.format : undefined;
	if (typeof format !== 'number' || format <= FORMAT) return undefined;
	return faultAt(['format'], formatMessage(format, FORMAT));
}

/** Before anything is done with them. */
function tooManyTopics({ value, faultAt }: YamlFile): Fault | undefined {
	const stages: readonly unknown[] = isRecord(value) && Array.isArray(value.stages) ? value.stages : [];
	let count = 0;
	for (const stage of stages) if (isRecord(stage) && Array.isArray(stage.topics)) count += stage.topics.length;
	if (count <= MOST_TOPICS) return undefined;
	return faultAt(['stages'], `${count.toLocaleString('en')} topics; a roadmap has at most 5,000`);
}

/** A file's value held against its part of the format, and every fault of its form and its content. */
function hold<T extends Parameters<typeof validate>[0]>(schema: T, yaml: YamlFile) {
	const faults = [...yaml.faults];
	if (yaml.value === undefined) return { faults };
	const { value, issues = [] } = validate<T>(schema, yaml.value, yaml.written);
	const told = new Set(yaml.faults.map(placeText));
	for (const { path, message, onKey } of issues) {
		const fault = yaml.faultAt(path, message, onKey);
		// A form that is refused is told once, with its own advice.
		if (!told.has(placeText(fault))) faults.push(fault);
	}
	return { value, faults };
}

function placeText({ severity, line, column }: Fault): string {
	return `${severity} ${line}:${column}`;
}

/** A file that an author may believe to be read. */
function strayFault(file: string): Fault {
	const message = 'only files whose names end in .yaml are read; rename it';
	return { severity: 'warning', file, line: 1, column: 1, length: 1, path: '', message, source: '', sourceFrom: 1 };
}
