/** Where does it come from? YAML files → a Roadmap and its lessons, or every fault at once. */
import type { Lesson, Level, Path, Roadmap, Stage, Topic } from '../model/types.ts';
import { checkRoadmap } from './check.ts';
import { type Fault, sortFaults } from './fault.ts';
import { type LessonFile, lessonFile, type RoadmapFile, roadmapFile, type TopicEntry, validate } from './schema.ts';
import type { Source, SourceFile } from './source.ts';
import { parseYaml, type YamlFile } from './yaml.ts';

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

/** A topic's text and the file that it stands in. */
export interface ReadLesson {
	readonly yaml: YamlFile;
	readonly lesson: LessonFile;
}

const LEVELS: readonly Level[] = [
	{ id: 'core', shows: ['core'], for: 'the spine alone' },
	{ id: 'recommended', shows: ['core', 'recommended'], for: 'the spine and what pays off most' },
	{ id: 'everything', shows: ['core', 'recommended', 'optional'], for: 'every topic' },
];

/** @param tick called between the steps, which can take seconds for a roadmap of many thousand topics */
export function compile(source: Source, tick: () => void = () => {}): Compilation {
	const spine = readYaml(source.spine);
	tick();
	const newer = isNewer(spine.value);
	const checked = spine.faults.length > 0 ? undefined : validate(roadmapFile, newer ? { format: newer } : spine.value);
	const faults = [...spine.faults];
	for (const issue of checked?.issues ?? []) {
		if (newer && issue.path[0] !== 'format') continue;
		faults.push(spine.faultAt(issue.path, issue.message, issue.onKey));
	}
	if (newer) return { compiled: undefined, faults };
	tick();
	const lessons = new Map<string, ReadLesson>();
	for (const [id, file] of source.lessons) {
		const read = readLesson(file);
		faults.push(...read.faults);
		if (read.lesson) lessons.set(id, read.lesson);
	}
	tick();
	const file = checked?.value;
	if (file) faults.push(...checkRoadmap(file, spine, lessons));
	const failed = !file || faults.some(({ severity }) => severity === 'error');
	return { compiled: failed ? undefined : assemble(file, lessons), faults: sortFaults(faults) };
}

function isNewer(value: unknown): number | undefined {
	if (typeof value !== 'object' || value === null || !('format' in value)) return undefined;
	return typeof value.format === 'number' && value.format > 1 ? value.format : undefined;
}

function readYaml({ name, bytes }: SourceFile): YamlFile {
	try {
		return parseYaml(name, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		const text = bytes.toString('latin1');
		const before = bytes.subarray(0, invalidAt(bytes)).toString('utf8');
		const line = before.split('\n').length;
		const column = before.length - before.lastIndexOf('\n');
		const message = 'this is not UTF-8 text; save the file as UTF-8';
		const source = (text.split('\n')[line - 1] ?? '').replace(/[^\x20-\x7e]/g, '\ufffd');
		const fault: Fault = { severity: 'error', file: name, line, column, length: 1, path: '', message, source };
		return { file: name, value: undefined, faults: [fault], faultAt: () => fault };
	}
}

/** Offset of the first byte that is no UTF-8, found by halving. */
function invalidAt(bytes: Buffer): number {
	let [good, bad] = [0, bytes.length];
	while (bad - good > 1) {
		const middle = (good + bad) >> 1;
		try {
			new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
			good = middle;
		} catch {
			bad = middle;
		}
	}
	return good;
}

function readLesson(file: SourceFile): { lesson?: ReadLesson; faults: readonly Fault[] } {
	const yaml = readYaml(file);
	if (yaml.faults.length > 0) return { faults: yaml.faults };
	const { value, issues } = validate(lessonFile, yaml.value);
	if (issues) return { faults: issues.map(({ path, message, onKey }) => yaml.faultAt(path, message, onKey)) };
	return { lesson: { yaml, lesson: value }, faults: [] };
}

function assemble(file: RoadmapFile, files: ReadonlyMap<string, ReadLesson>): Compiled {
	const lessons: Lesson[] = [];
	const stages = file.stages.map((stage, i): Stage => {
		const { topics, ...rest } = stage;
		const number = i + 1;
		return { ...defined(rest), number, topics: topics.map((topic, k) => assembleTopic(topic, `${number}.${k + 1}`)) };
	});
	for (const topic of file.stages.flatMap((stage) => stage.topics))
		lessons.push(lessonOf(topic, files.get(topic.id)?.lesson));
	for (const stage of stages) fillMinutes(stage, files);
	const { id, title, goal = title, welcome } = file;
	const phases = file.phases ?? [...new Set(stages.map(({ phase }) => phase))].filter((phase) => phase !== '');
	const levels = file.levels ?? LEVELS;
	const paths: readonly Path[] = file.paths ?? [
		{ id: 'all', title, for: 'every stage', stages: stages.map((stage) => stage.id) },
	];
	return { roadmap: defined({ id, title, goal, welcome, phases, paths, levels, stages }), lessons };
}

function assembleTopic(entry: TopicEntry, number: string): Topic {
	const { id, title, tier, needs, aliases, minutes } = entry;
	return defined({ id, number, title, tier, needs, aliases, minutes });
}

/** The minutes stand with the flesh and belong to the spine: lists and plans need them. */
function fillMinutes(stage: Stage, files: ReadonlyMap<string, ReadLesson>): void {
	for (const topic of stage.topics) {
		const minutes = files.get(topic.id)?.lesson.minutes;
		if (minutes !== undefined) Object.assign(topic, { minutes });
	}
}

function lessonOf(entry: TopicEntry, file: LessonFile = {}): Lesson {
	const {
		summary = '',
		why,
		idea,
		outcomes,
		pitfalls,
		practice,
		recall,
		resources = [],
	} = { ...defined(entry), ...defined(file) };
	return defined({ summary, why, idea, outcomes, pitfalls, practice, recall, resources: resources.map(defined) });
}

/** A copy without the fields that are undefined, so that an optional field is absent and not empty. */
function defined<T extends object>(value: T): Defined<T> {
	const present = Object.entries(value).filter(([, field]) => field !== undefined);
	// The one cast of this edge: `Defined` says in types what the line above does.
	return Object.fromEntries(present) as Defined<T>;
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
	[K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
