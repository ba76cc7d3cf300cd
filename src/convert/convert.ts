/** Converts a curriculum in any supported form to a roadmap. */
import path from 'node:path';
import { compile } from '../content/compile.ts';
import { fullBudget, MAX_TOPICS } from '../content/limits.ts';
import { readYaml } from '../content/yaml-file.ts';
import { safeLine } from '../domain/safe.ts';
import { slugOf } from '../domain/values.ts';
import { invalidError, type UserError } from '../errors.ts';
import { type Curriculum, cleanTitle, type DraftTopic, topicsOf } from './curriculum.ts';
import { isTopicFolder, readFolder, readText } from './folder.ts';
import { readGraph, readGraphCurriculum } from './graph.ts';
import { giveIds, type Origin, originText } from './ids.ts';
import { FORM_NAMES, type Form, formOf, readJson, refusedForm } from './kind.ts';
import { readCsv, readTodoTxt } from './lists.ts';
import { isTooLong } from './markdown.ts';
import { readMockup } from './mockup.ts';
import { readMarkdownCurriculum } from './sections.ts';
import { readTopicFolder } from './topic-folder.ts';
import { readTree } from './tree.ts';
import { checklistText, needsOf, roadmapText } from './write.ts';

export interface ConvertOptions {
	/** The file of a drawing that was saved separately. */
	readonly graph?: string | undefined;
	readonly id?: string | undefined;
	readonly title?: string | undefined;
	readonly isChained?: boolean;
	readonly stagesKey?: string | undefined;
}

export interface Conversion {
	readonly form: string;
	readonly id: string;
	readonly curriculum: Curriculum;
	/** The roadmap as YAML, which has passed `check`. */
	readonly roadmap: string;
	/** What was ticked in the source, as a checklist; undefined if nothing was. */
	readonly checklist: string | undefined;
	readonly origin: string;
}

/**
 * @param former the ids that an earlier conversion gave
 * @throws UserError with exit code 3 if the source does not exist, 5 if it is no curriculum or gives no valid roadmap
 */
export function convert(
	source: string,
	isFolder: boolean,
	options: ConvertOptions,
	former: Origin | undefined,
): Conversion {
	const { form, curriculum: read } = isFolder ? readFrom(source, options) : readOne(source, options);
	if (read.stages.length === 0) throw nothingIn(source, form);
	refuseTooMany(source, read);
	const curriculum = withOwnKeys({ ...read, title: cleanTitle(options.title ?? '') || read.title });
	const id = options.id ?? former?.id ?? slugOf(curriculum.title) ?? slugOf(titleOf(source, isFolder)) ?? 'roadmap';
	const ids = giveIds(curriculum, former);
	const omissions = [...curriculum.omissions];
	const needs = needsOf(curriculum, ids, options.isChained === true, omissions);
	const roadmap = roadmapText(id, curriculum, ids, needs);
	refuseFaults(source, roadmap);
	return {
		form,
		id,
		curriculum: { ...curriculum, omissions },
		roadmap,
		checklist: checklistText(id, curriculum, ids),
		origin: originText(id, curriculum, ids, former),
	};
}

function readFrom(folder: string, options: ConvertOptions): { form: string; curriculum: Curriculum } {
	const texts = readFolder(folder);
	const title = titleOf(folder, true);
	if (isTopicFolder([...texts.keys()])) {
		const drawing =
			options.graph === undefined ? undefined : readGraph(readJson(readText(options.graph), options.graph));
		if (options.graph !== undefined && !drawing) throw notThis(options.graph, 'a roadmap.sh drawing (nodes and edges)');
		return { form: 'a roadmap.sh folder', curriculum: readTopicFolder(texts, title, drawing) };
	}
	const readme = [...texts].find(([name]) => /^readme\.md$/i.test(name));
	if (readme) return { form: FORM_NAMES.markdown, curriculum: readReadme(readme[1], folder, title) };
	throw invalidError(
		`${safeLine(folder)} has neither a README.md nor the topics of a roadmap.sh roadmap.`,
		'Name the file that lists what is to be learned.',
	);
}

function readOne(file: string, options: ConvertOptions): { form: string; curriculum: Curriculum } {
	const text = readText(file);
	const json = readJson(text, file);
	const form = formOf(text, json);
	if (form === undefined)
		throw notThis(file, 'a curriculum: Markdown, CSV, todo.txt, a tree of YAML or JSON, or a roadmap.sh drawing');
	const curriculum = readForm(form, text, json, file, options);
	if (!curriculum) throw nothingIn(file, FORM_NAMES[form]);
	return { form: FORM_NAMES[form], curriculum };
}

/** @throws UserError for a document that would take seconds */
function readReadme(text: string, source: string, title: string): Curriculum {
	if (!isTooLong(text)) return readMarkdownCurriculum(text, title);
	throw invalidError(`${safeLine(source)} is Markdown of more than 5,000 lines.`, 'Convert it in parts.');
}

function readForm(
	form: Form,
	text: string,
	json: unknown,
	file: string,
	options: ConvertOptions,
): Curriculum | undefined {
	const title = titleOf(file, false);
	switch (form) {
		case 'graph': {
			const graph = readGraph(json);
			return graph && readGraphCurriculum(graph, { title, files: new Map(), stageOf: new Map() });
		}
		case 'mockup':
			return readMockup(json, title);
		case 'tree':
			return readTree(json ?? readYamlValue(text, file), title, options.stagesKey);
		case 'csv':
			return readCsv(text, title);
		case 'todo':
			return readTodoTxt(text, title);
		case 'markdown':
			return readReadme(text, file, title);
		default:
			throw refusedForm(file, form);
	}
}

function readYamlValue(text: string, file: string): unknown {
	const yaml = readYaml({ name: safeLine(file), bytes: Buffer.from(text) }, fullBudget());
	const fault = yaml.faults.find(({ severity }) => severity === 'error');
	if (fault) throw invalidError(`${fault.file}:${fault.line}:${fault.column}: ${fault.message}.`);
	return yaml.value;
}

/** Derives a title from the file or folder name. */
export function titleOf(source: string, isFolder: boolean): string {
	const full = path.resolve(source);
	const base = isFolder ? path.basename(full) : path.basename(full).replace(/\.[A-Za-z]{1,5}$/, '');
	const name = /^(?:readme|content|index)$/i.test(base) ? path.basename(path.dirname(full)) : base;
	const words = cleanTitle(name.replace(/[-_]+/g, ' '));
	return words === '' ? 'Roadmap' : words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Makes topic keys unique: topics with the same place and title are distinguished by their first address, or else
 * numbered.
 */
function withOwnKeys(curriculum: Curriculum): Curriculum {
	const taken = new Set<string>();
	const own = (topic: DraftTopic): DraftTopic => {
		const url = topic.resources[0]?.url;
		const keys = [topic.key, ...(url === undefined ? [] : [`${topic.key}/${url}`])];
		let key = keys.find((candidate) => !taken.has(candidate));
		for (let n = 2; key === undefined; n++) if (!taken.has(`${topic.key}/${n}`)) key = `${topic.key}/${n}`;
		taken.add(key);
		return { ...topic, key };
	};
	return { ...curriculum, stages: curriculum.stages.map((stage) => ({ ...stage, topics: stage.topics.map(own) })) };
}

function refuseTooMany(source: string, curriculum: Curriculum): void {
	const count = topicsOf(curriculum).length;
	if (count <= MAX_TOPICS) return;
	throw invalidError(
		`${safeLine(source)} has ${count.toLocaleString('en')} topics; a roadmap has at most 5,000.`,
		'Convert it in parts.',
	);
}

/** Validates the roadmap before it is written. @throws UserError */
function refuseFaults(source: string, roadmap: string): void {
	const spine = { name: safeLine(source), bytes: Buffer.from(roadmap) };
	const { faults } = compile({ spine, lessons: new Map(), ignoredFiles: [], files: [] });
	const fault = faults.find(({ severity }) => severity === 'error');
	if (fault)
		throw invalidError(`What ${safeLine(source)} comes to is no roadmap: ${fault.path || 'file'}: ${fault.message}.`);
}

function nothingIn(source: string, form: string): UserError {
	return invalidError(`${safeLine(source)} is ${form}, and nothing in it is a topic.`);
}

function notThis(file: string, what: string): UserError {
	return invalidError(`${safeLine(file)} is not ${what}.`);
}
