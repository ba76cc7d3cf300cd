/** Reads somebody's curriculum, in whatever form it is, and makes a roadmap of it. */
import path from 'node:path';
import { compile } from '../content/compile.ts';
import { fullBudget, MOST_TOPICS } from '../content/limits.ts';
import { readYaml } from '../content/yaml-file.ts';
import { safeLine } from '../domain/safe.ts';
import { slugOf } from '../domain/values.ts';
import { EXIT, UserError } from '../errors.ts';
import { type Curriculum, cleanTitle, type DraftTopic } from './curriculum.ts';
import { isTopicFolder, readFolder, readText } from './folder.ts';
import { refusedForm } from './foreign.ts';
import { readGraph, readGraphCurriculum } from './graph.ts';
import { giveIds, type Origin, originText } from './ids.ts';
import { FORM_NAMES, type Form, formOf, readJson } from './kind.ts';
import { readCsv, readTodoTxt } from './lists.ts';
import { readMockup } from './mockup.ts';
import { readMarkdownCurriculum } from './sections.ts';
import { readTopicFolder } from './topic-folder.ts';
import { readTree } from './tree.ts';
import { checklistText, needsOf, roadmapText } from './write.ts';

export interface ConvertOptions {
	/** A drawing that was saved beside. */
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
	/** The roadmap, as YAML that `check` is content with. */
	readonly roadmap: string;
	/** What was ticked, as a checklist; undefined where nothing was. */
	readonly checklist: string | undefined;
	readonly origin: string;
}

/**
 * @param former what the conversion before remembered
 * @throws UserError with exit 3 for what is not there, 5 for what is no curriculum or becomes no roadmap
 */
export function convert(
	source: string,
	isFolder: boolean,
	options: ConvertOptions,
	former: Origin | undefined,
): Conversion {
	const { form, curriculum: read } = isFolder ? readFrom(source, options) : readOne(source, options);
	const curriculum = withOwnKeys({ ...read, title: cleanTitle(options.title ?? '') || read.title });
	if (curriculum.stages.length === 0) throw nothingIn(source, form);
	refuseTooMany(source, curriculum);
	const id = options.id ?? former?.id ?? slugOf(curriculum.title) ?? 'roadmap';
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
	const title = titleOf(folder);
	if (isTopicFolder([...texts.keys()])) {
		const drawing =
			options.graph === undefined ? undefined : readGraph(readJson(readText(options.graph), options.graph));
		if (options.graph !== undefined && !drawing) throw notThis(options.graph, 'a roadmap.sh drawing (nodes and edges)');
		return { form: 'a roadmap.sh folder', curriculum: readTopicFolder(texts, title, drawing) };
	}
	const readme = [...texts].find(([name]) => /^readme\.md$/i.test(name));
	if (readme) return { form: FORM_NAMES.markdown, curriculum: readMarkdownCurriculum(readme[1], title) };
	throw new UserError(`${safeLine(folder)} has neither a README.md nor the topics of a roadmap.sh roadmap.`, {
		hint: 'Name the file that lists what is to be learned.',
		code: EXIT.invalid,
	});
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

function readForm(
	form: Form,
	text: string,
	json: unknown,
	file: string,
	options: ConvertOptions,
): Curriculum | undefined {
	const title = titleOf(file);
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
			return readMarkdownCurriculum(text, title);
		default:
			throw refusedForm(file, form);
	}
}

function readYamlValue(text: string, file: string): unknown {
	const yaml = readYaml({ name: safeLine(file), bytes: Buffer.from(text) }, fullBudget());
	const fault = yaml.faults.find(({ severity }) => severity === 'error');
	if (fault)
		throw new UserError(`${fault.file}:${fault.line}:${fault.column}: ${fault.message}.`, { code: EXIT.invalid });
	return yaml.value;
}

/** What a source without a title is called: its file or folder, in words. */
export function titleOf(source: string): string {
	const full = path.resolve(source);
	const base = path.basename(full).replace(/\.[A-Za-z]{1,5}$/, '');
	const name = /^(?:readme|content|index)$/i.test(base) ? path.basename(path.dirname(full)) : base;
	const words = cleanTitle(name.replace(/[-_]+/g, ' '));
	return words === '' ? 'Roadmap' : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Topics that stand in one place under one title are told apart by what they lead to, else by their number. */
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

function refuseTooMany(source: string, { stages }: Curriculum): void {
	const count = stages.reduce((sum, { topics }) => sum + topics.length, 0);
	if (count <= MOST_TOPICS) return;
	throw new UserError(`${safeLine(source)} has ${count.toLocaleString('en')} topics; a roadmap has at most 5,000.`, {
		hint: 'Convert it in parts.',
		code: EXIT.invalid,
	});
}

/** What is written must be a roadmap: it is held against the format first. */
function refuseFaults(source: string, roadmap: string): void {
	const spine = { name: safeLine(source), bytes: Buffer.from(roadmap) };
	const { faults } = compile({ spine, lessons: new Map(), strays: [], files: [] });
	const fault = faults.find(({ severity }) => severity === 'error');
	if (fault)
		throw new UserError(`What ${safeLine(source)} comes to is no roadmap: ${fault.path || 'file'}: ${fault.message}.`, {
			code: EXIT.invalid,
		});
}

function nothingIn(source: string, form: string): UserError {
	return new UserError(`${safeLine(source)} is ${form}, and nothing in it is a topic.`, { code: EXIT.invalid });
}

function notThis(file: string, what: string): UserError {
	return new UserError(`${safeLine(file)} is not ${what}.`, { code: EXIT.invalid });
}
