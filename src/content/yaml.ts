/** YAML text → plain values, every fault with its place. Door: yaml. */
import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import { safeLine, safeSource } from '../model/safe.ts';
import { type Fault, type Path, pathText } from './fault.ts';

/** Deeper than any roadmap is; a parser that recurses is safe below it. */
const DEEPEST = 32;

export interface YamlFile {
	readonly file: string;
	/** Undefined where the file has syntax faults. */
	readonly value: unknown;
	readonly faults: readonly Fault[];
	/** A fault at the value (or, with `onKey`, at the key) that a path leads to; at the nearest parent that exists. */
	readonly faultAt: (path: Path, message: string, onKey?: boolean) => Fault;
}

interface Place {
	readonly start: number;
	readonly end: number;
}

/** Parses one file. Never throws for anything in the text. */
export function parseYaml(file: string, text: string): YamlFile {
	const source = new Source(file, text);
	const early = tooDeep(source);
	if (early) return broken(source, [early]);
	const parsed = parseDocuments(source);
	if (!Array.isArray(parsed)) return broken(source, [parsed]);
	const [doc, second] = parsed;
	if (!doc) return broken(source, [source.fault({ start: 0, end: 0 }, [], 'the file is empty; begin with: format: 1')]);
	if (second) return broken(source, [source.fault(rangeOf(second.contents), [], 'only one document may be in a file')]);
	const faults = [...doc.errors, ...doc.warnings].map((error) =>
		source.fault({ start: error.pos[0], end: error.pos[1] }, [], plainMessage(error.message)),
	);
	faults.push(...refusedForms(source, doc));
	const faultAt: YamlFile['faultAt'] = (path, message, onKey) => source.fault(locate(doc, path, onKey), path, message);
	if (faults.length > 0) return { file, value: undefined, faults, faultAt };
	try {
		return { file, value: doc.toJS({ maxAliasCount: 100 }), faults, faultAt };
	} catch {
		return broken(source, [source.fault({ start: 0, end: 0 }, [], 'too many aliases (*name); write the values out')]);
	}
}

/** A text and where its lines begin. */
class Source {
	readonly file: string;
	readonly text: string;
	readonly lines = new LineCounter();

	constructor(file: string, text: string) {
		this.file = file;
		this.text = text;
	}

	fault({ start, end }: Place, path: Path, message: string): Fault {
		const { line, col } = this.lines.linePos(start);
		const from = start - Math.max(0, col - 1);
		const newline = this.text.indexOf('\n', from);
		const source = this.text.slice(from, newline < 0 ? undefined : newline).replace(/\r$/, '');
		const column = Math.max(1, col);
		const length = Math.max(1, Math.min(end - start, source.trimEnd().length - column + 1));
		return {
			severity: 'error',
			file: this.file,
			line: Math.max(1, line),
			column,
			length,
			path: pathText(path),
			message: safeLine(message),
			source: safeSource(source),
		};
	}
}

function broken(source: Source, faults: Fault[]): YamlFile {
	const faultAt: YamlFile['faultAt'] = (path, message) => source.fault({ start: 0, end: 0 }, path, message);
	return { file: source.file, value: undefined, faults, faultAt };
}

function parseDocuments(source: Source): Document.Parsed[] | Fault {
	try {
		const options = { lineCounter: source.lines, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
		const documents = parseAllDocuments(source.text, { ...options, stringKeys: false });
		return 'empty' in documents ? [] : documents;
	} catch {
		return source.fault({ start: 0, end: 0 }, [], 'the file is nested too deeply to be a roadmap');
	}
}

/** Counts brackets and indentation before the parser sees them. */
function tooDeep(source: Source): Fault | undefined {
	let depth = 0;
	for (const match of source.text.matchAll(/[[{\]}]|^( *(?:- +)*)(?=\S)/gm)) {
		const opens = match[0] === '[' || match[0] === '{';
		if (match[1] === undefined) depth = Math.max(0, depth + (opens ? 1 : -1));
		const dashes = match[1]?.match(/-/g)?.length ?? 0;
		if (depth <= 2 * DEEPEST && dashes <= DEEPEST) continue;
		let start = 0;
		for (let i = source.text.indexOf('\n'); i >= 0 && i < match.index; i = source.text.indexOf('\n', i + 1)) {
			start = i + 1;
			source.lines.addNewLine(start);
		}
		return source.fault({ start: match.index, end: match.index + 1 }, [], 'this is nested too deeply to be a roadmap');
	}
	return undefined;
}

/** Forms that YAML allows and a roadmap has no use for. One walk, linear in the size of the file. */
function refusedForms(source: Source, doc: Document.Parsed): Fault[] {
	const faults: Fault[] = [];
	const say = (node: unknown, message: string) => faults.push(source.fault(rangeOf(node), [], message));
	if (doc.directives?.yaml.explicit) say(doc.contents, 'directives (%YAML) are not for roadmaps; leave the line out');
	visit(doc, {
		Map(_, map) {
			const seen = new Set<unknown>();
			for (const { key } of map.items) {
				const name = isScalar(key) ? key.value : undefined;
				if (typeof name !== 'string') say(key, 'a key must be plain text; put it in quotes');
				else if (name === '<<') say(key, 'merge keys (<<) are not for roadmaps; write the fields out');
				else if (name === '__proto__') say(key, '"__proto__" cannot be a key');
				else if (seen.has(name)) say(key, `"${name}" stands here twice`);
				seen.add(name);
			}
		},
		Node(_, node) {
			if (node.tag?.startsWith('!')) say(node, `tags (${node.tag}) are not for roadmaps; leave it out`);
		},
	});
	return faults;
}

function locate(doc: Document.Parsed, path: Path, onKey = false): Place {
	if (onKey) {
		const parent = nodeAt(doc, path.slice(0, -1));
		const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
		if (pair) return rangeOf(pair.key);
	}
	for (let length = path.length; length > 0; length--) {
		const node = nodeAt(doc, path.slice(0, length));
		if (node) return rangeOf(node);
	}
	return rangeOf(doc.contents);
}

function nodeAt(doc: Document.Parsed, path: Path): Node | undefined {
	const node: unknown = doc.getIn(path, true);
	return isNode(node) ? node : undefined;
}

/** A collection is marked by its first character, for the caret to stay on its line. */
function rangeOf(node: unknown): Place {
	if (!isNode(node) || !node.range) return { start: 0, end: 1 };
	const [start, end] = node.range;
	return { start, end: isScalar(node) ? end : start + 1 };
}

function plainMessage(message: string): string {
	return message.replace(/ at line \d+, column \d+:?[\s\S]*$/, '').replace(/^./, (first) => first.toLowerCase());
}
