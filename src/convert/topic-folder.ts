/**
 * Reads the topics of a roadmap.sh roadmap from a folder: `slug@node.md` files with or without their drawing, or the
 * older layout of numbered folders (`100-introduction/101-what.md`), which are the stages.
 */
import path from 'node:path';
import { isRecord, parseJson, slugOf } from '../domain/values.ts';
import { type Curriculum, cleanTitle, type DraftStage, makeTopic, type Omission, Stages } from './curriculum.ts';
import { NODE_FILE, numberedPart } from './folder.ts';
import { type Graph, readGraph, readGraphCurriculum } from './graph.ts';
import { readTopicFile, type TopicFile, withFile } from './topic-file.ts';

/** @param drawing the one that was named; if undefined, the one in the folder is used */
export function readTopicFolder(
	texts: ReadonlyMap<string, string>,
	title: string,
	drawing: Graph | undefined,
): Curriculum {
	const omissions: Omission[] = [];
	const graph = drawing ?? drawingIn(texts);
	const files = nodeFiles(texts, graph, omissions);
	if (files.size === 0) return readNumbered(texts, title, omissions);
	if (!graph) return { title, stages: [alphabetical(files, title, omissions)], omissions };
	const read = readGraphCurriculum(graph, { title, files, stageOf: migratedStages(texts) });
	return { ...read, omissions: [...omissions, ...read.omissions] };
}

/** Of several drawings (some are short versions for beginners) returns the one with nodes for the most text files. */
function drawingIn(texts: ReadonlyMap<string, string>): Graph | undefined {
	const ids = new Set([...texts.keys()].flatMap((name) => NODE_FILE.exec(name)?.[2] ?? []));
	const graphs = [...texts].flatMap(([name, text]) =>
		name.endsWith('.json') ? (readGraph(parseJson(text)) ?? []) : [],
	);
	const known = ({ nodes }: Graph) => nodes.filter(({ id }) => ids.has(id)).length;
	return graphs.sort((a, b) => known(b) - known(a))[0];
}

/** Reads each node's file. Of two files for one node, the one named like the node's label counts. */
function nodeFiles(
	texts: ReadonlyMap<string, string>,
	graph: Graph | undefined,
	omissions: Omission[],
): Map<string, TopicFile> {
	const labels = new Map(graph?.nodes.map(({ id, label }) => [id, slugOf(label)]));
	const files = new Map<string, TopicFile & { readonly slug: string }>();
	for (const [name, text] of texts) {
		const [, slug = '', id] = NODE_FILE.exec(name) ?? [];
		if (id === undefined) continue;
		const file = { ...readTopicFile(text), slug };
		if (text.trim() === '') omissions.push({ where: name, why: 'the file is empty; its title is that of its name' });
		const other = files.get(id);
		if (other) omissions.push({ where: name, why: `a second file of the node ${id}` });
		if (!other || (other.slug !== labels.get(id) && slug === labels.get(id)))
			files.set(id, { ...file, title: file.title || wordsOf(slug) });
	}
	return new Map(files);
}

function wordsOf(slug: string): string {
	const words = cleanTitle(slug.replace(/^\d{2,4}-/, '').replace(/-+/g, ' '));
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Reads `migration-mapping.json`, which maps the older folders (`stage:topic`) to nodes, and returns node → stage. */
function migratedStages(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
	const text = [...texts].find(([name]) => /(?:^|\/)migration-mapping\.json$/.test(name))?.[1];
	const value = text === undefined ? undefined : parseJson(text);
	const entries = isRecord(value) ? Object.entries(value) : [];
	const nodes = new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
	return new Map(
		[...nodes].flatMap(([place, id]) => {
			const stage = place.includes(':') ? nodes.get(place.split(':')[0] ?? '') : undefined;
			return stage === undefined ? [] : [[id, stage] as const];
		}),
	);
}

function alphabetical(files: ReadonlyMap<string, TopicFile>, title: string, omissions: Omission[]): DraftStage {
	const topics = [...files].map(([id, file]) =>
		withFile(makeTopic({ key: id, title: file.title || id }), file, file.title, omissions),
	);
	return { title, topics: topics.sort((a, b) => a.title.localeCompare(b.title, 'en')) };
}

function readNumbered(texts: ReadonlyMap<string, string>, title: string, omissions: Omission[]): Curriculum {
	const stages = new Stages();
	for (const [name, text] of texts) {
		const folder = numberedPart(name);
		if (folder === undefined || !name.endsWith('.md')) continue;
		const file = readTopicFile(text);
		const own = path.posix.basename(name.replace(/\/index\.md$/, ''), '.md');
		const topic = withFile(makeTopic({ key: name, title: file.title || wordsOf(own) }), file, name, omissions);
		stages.add(folder, topic, { title: wordsOf(folder), isHead: own === folder });
	}
	return { title, stages: stages.all(), omissions };
}
