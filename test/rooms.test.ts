/**
 * The house, held by a test: who may import whom, which library comes in by which door, what each room may
 * touch, and how long things may get. A failure names the edge or the place.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');
const SRC = path.join(ROOT, 'src');

interface Rule {
	/** Rooms, single files (`render/context`) and packages that may be imported whole. */
	readonly values: readonly string[];
	/** What only types may come from; they leave no import behind. */
	readonly types?: readonly string[];
}

/** One parser of Markdown in parts. */
const MARKDOWN = [
	'mdast',
	'mdast-util-from-markdown',
	'mdast-util-gfm-strikethrough',
	'mdast-util-gfm-table',
	'mdast-util-gfm-task-list-item',
	'mdast-util-to-string',
	'micromark-extension-gfm-strikethrough',
	'micromark-extension-gfm-table',
	'micromark-extension-gfm-task-list-item',
] as const;

/**
 * What a room may import, by room: a folder under src/, or a file beside them. The rules flow downhill: domain knows
 * nothing of the others, and commands stand on all of them.
 */
const TABLE: Readonly<Record<string, Rule>> = {
	errors: { values: [] },
	domain: { values: ['domain', 'errors', 'minisearch', 'fastest-levenshtein', 'ts-fsrs'] },
	render: {
		values: ['render', 'domain', 'chalk', 'fast-string-width', 'fast-wrap-ansi', 'ical-generator'],
		types: ['cli', 'sync'],
	},
	content: { values: ['content', 'domain', 'errors', 'node:', 'yaml', 'valibot'] },
	store: { values: ['store', 'domain', 'errors', 'node:', 'conf'] },
	/** How does it reach my other machine? Git is started here and nowhere else. */
	sync: { values: ['sync', 'store', 'domain', 'errors', 'node:'] },
	/** How does somebody else's curriculum become a roadmap? */
	convert: { values: ['convert', 'content', 'store', 'domain', 'errors', 'node:', 'papaparse', ...MARKDOWN] },
	/** Did I really do it? Engines are fetched and started here and nowhere else. */
	labs: { values: ['labs', 'store', 'domain', 'errors', 'node:'], types: ['@duckdb/node-api'] },
	page: { values: ['page', 'store', 'domain', 'errors', 'node:'] },
	cli: {
		values: ['cli', 'domain', 'render', 'store', 'errors', 'node:', 'commander', '@inquirer/prompts', 'open'],
		types: ['app'],
	},
	app: {
		values: ['app', 'content', 'convert', 'store', 'sync', 'page', 'labs', 'domain', 'cli', 'errors', 'node:path'],
	},
	commands: {
		values: [
			'commands',
			'app',
			'content',
			'convert',
			'store',
			'sync',
			'page',
			'labs',
			'render',
			'cli',
			'domain',
			'errors',
		],
	},
	main: { values: ['commands', 'app', 'cli', 'render', 'domain', 'errors'] },
};

/** Each library and the one file that it comes in by. */
const DOORS: Readonly<Record<string, string>> = {
	commander: 'cli/arguments.ts',
	'@inquirer/prompts': 'cli/prompts.ts',
	chalk: 'render/context.ts',
	conf: 'store/settings-file.ts',
	yaml: 'content/yaml.ts',
	valibot: 'content/validator.ts',
	minisearch: 'domain/search.ts',
	'fastest-levenshtein': 'domain/closest.ts',
	'ts-fsrs': 'domain/schedule.ts',
	'fast-string-width': 'render/text.ts',
	'fast-wrap-ansi': 'render/text.ts',
	open: 'cli/programs.ts',
	papaparse: 'convert/lists.ts',
	...Object.fromEntries(MARKDOWN.map((name) => [name, 'convert/markdown.ts'])),
	'ical-generator': 'render/ics.ts',
};

interface Source {
	/** Under src/, with slashes: `render/context.ts`. */
	readonly file: string;
	readonly tree: ts.SourceFile;
}

interface Edge {
	readonly from: string;
	/** A file under src/, or a package. */
	readonly to: string;
	readonly typeOnly: boolean;
	/** `import('…')`: a file of its own in the build. */
	readonly lazy: boolean;
}

function parse(file: string, text: string): Source {
	return { file, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
}

function readSources(): Source[] {
	const names = fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
	return names
		.sort()
		.map((name) => parse(name.split(path.sep).join('/'), fs.readFileSync(path.join(SRC, name), 'utf8')));
}

function everyNode(tree: ts.Node): ts.Node[] {
	const nodes: ts.Node[] = [];
	const visit = (node: ts.Node) => {
		nodes.push(node);
		node.forEachChild(visit);
	};
	visit(tree);
	return nodes;
}

function edgesOf({ file, tree }: Source): Edge[] {
	const edge = (specifier: ts.Node | undefined, typeOnly: boolean, lazy: boolean): Edge[] => {
		if (!specifier || !ts.isStringLiteral(specifier)) return [{ from: file, to: 'something computed', typeOnly, lazy }];
		const { text } = specifier;
		const to = text.startsWith('.') ? path.posix.join(path.posix.dirname(file), text) : text;
		return [{ from: file, to, typeOnly, lazy }];
	};
	return everyNode(tree).flatMap((node) => {
		if (ts.isImportDeclaration(node)) return edge(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false, false);
		if (ts.isExportDeclaration(node) && node.moduleSpecifier) return edge(node.moduleSpecifier, node.isTypeOnly, false);
		if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
			return edge(node.argument.literal, true, false);
		if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
			return edge(node.arguments[0], false, true);
		if (ts.isCallExpression(node) && node.expression.getText() === 'require')
			return edge(node.arguments[0], false, false);
		return [];
	});
}

function roomOf(file: string): string {
	return file.split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

function allows(list: readonly string[], to: string): boolean {
	return list.some(
		(name) =>
			to === name || to === `${name}.ts` || (name === 'node:' ? to.startsWith(name) : to.startsWith(`${name}/`)),
	);
}

/** `domain/x.ts → render/text.ts` for each import that the table does not have. */
function offendingEdges(sources: readonly Source[]): string[] {
	return sources.flatMap(edgesOf).flatMap(({ from, to, typeOnly }) => {
		const rule = TABLE[roomOf(from)];
		const door = DOORS[to];
		const says = `${from} → ${to}${typeOnly ? ' (types)' : ''}`;
		if (door !== undefined && from !== door) return [`${says}: ${to} comes in by ${door} alone`];
		if (!rule) return [`${says}: there is no room ${roomOf(from)}`];
		const may = typeOnly ? [...rule.values, ...(rule.types ?? [])] : rule.values;
		return allows(may, to) ? [] : [says];
	});
}

function placeOf({ file, tree }: Source, node: ts.Node): string {
	return `${file}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
}

/** Whether an identifier stands for the global of that name: not a field, a key or a type. */
function isGlobal(node: ts.Node, name: string): node is ts.Identifier {
	if (!ts.isIdentifier(node) || node.text !== name) return false;
	const { parent } = node;
	if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
	return !ts.isPropertyAssignment(parent) && !ts.isPropertySignature(parent) && !ts.isPropertyDeclaration(parent);
}

/** Places that touch the machine where their room may not. */
function offendingTouches(source: Source): string[] {
	const room = roomOf(source.file);
	const pure = ['domain', 'render', 'commands'].includes(room);
	return everyNode(source.tree).flatMap((node) => {
		const says = (what: string) => [`${placeOf(source, node)} touches ${what}`];
		if (isGlobal(node, 'console')) return says('console');
		if (isGlobal(node, 'globalThis')) return says('globalThis');
		if (isGlobal(node, 'process')) {
			const field = ts.isPropertyAccessExpression(node.parent) ? node.parent.name.text : '';
			const mayField = ['pid', 'getuid', 'getBuiltinModule'].includes(field);
			// A program of its own.
			if (source.file === 'labs/duckdb-process.ts') return [];
			if (source.file === 'store/processes.ts' && field === 'kill') return [];
			if (room === 'sync' && field === 'pid') return [];
			if (room === 'labs' && ['pid', 'execPath', 'arch'].includes(field)) return [];
			return (room === 'store' || room === 'content') && mayField ? [] : says(`process${field && `.${field}`}`);
		}
		if (!pure) return [];
		if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
			return says('the clock');
		if (ts.isPropertyAccessExpression(node) && /^(?:Date\.now|performance\.now|Math\.random)$/.test(node.getText()))
			return says(node.getText());
		return isGlobal(node, 'setTimeout') || isGlobal(node, 'fetch') ? says(node.getText()) : [];
	});
}

/**
 * A spread array becomes arguments, and V8 has room for some 120,000: outside data may be more than that. Methods that
 * our own arrays have are told by their name.
 */
function spreads(source: Source): string[] {
	return everyNode(source.tree).flatMap((node) =>
		ts.isCallExpression(node) &&
		node.arguments.some(ts.isSpreadElement) &&
		/(?:^Math\.\w+|\.(?:push|unshift|splice|toSpliced|fromCharCode|fromCodePoint|concat))$/.test(
			node.expression.getText(),
		)
			? [`${placeOf(source, node)} spreads an array into ${node.expression.getText()}`]
			: [],
	);
}

const MAX_LINES = { file: 300, function: 60 };

function tooLong(source: Source): string[] {
	const { tree } = source;
	const linesOf = (node: ts.Node) =>
		tree.getLineAndCharacterOfPosition(node.end).line -
		tree.getLineAndCharacterOfPosition(node.getStart(tree)).line +
		1;
	const lines = tree.text.trimEnd().split('\n').length;
	const long = everyNode(tree).filter((node) => ts.isFunctionLike(node) && linesOf(node) > MAX_LINES.function);
	return [
		...(lines > MAX_LINES.file ? [`${source.file} has ${lines} lines`] : []),
		...long.map((node) => `${placeOf(source, node)} is a function of ${linesOf(node)} lines`),
	];
}

/** The files that make a command, by `command({…})`. */
function commandFiles(sources: readonly Source[]): string[] {
	const makes = ({ tree }: Source) =>
		everyNode(tree).some((node) => ts.isCallExpression(node) && node.expression.getText() === 'command');
	return sources.filter((source) => roomOf(source.file) === 'commands' && makes(source)).map(({ file }) => file);
}

/** Commands share results and views, not each other: only the table of all commands and its own folder import one. */
function importsOfCommands(sources: readonly Source[]): string[] {
	const files = commandFiles(sources);
	const isOwnFolder = (from: string, to: string) =>
		path.posix.dirname(from) === path.posix.dirname(to) && path.posix.dirname(to) !== 'commands';
	return sources
		.flatMap(edgesOf)
		.filter(({ from, to }) => files.includes(to) && from !== 'commands/index.ts' && !isOwnFolder(from, to))
		.map(({ from, to }) => `${from} → ${to}`);
}

describe('the rules themselves', () => {
	test.each([
		['domain/a.ts', "import { x } from '../render/text.ts';", ['domain/a.ts → render/text.ts']],
		['domain/a.ts', "import type { X } from '../render/text.ts';", ['domain/a.ts → render/text.ts (types)']],
		['domain/a.ts', "import fs from 'node:fs';", ['domain/a.ts → node:fs']],
		['domain/a.ts', "import { EXIT } from '../errors.ts'; import { y } from './b.ts';", []],
		['render/a.ts', "import type { Topic } from '../domain/types.ts';", []],
		['render/a.ts', "import { nextUp } from '../domain/next.ts';", []],
		['render/a.ts', "import { x } from '../app/a.ts';", ['render/a.ts → app/a.ts']],
		['render/a.ts', "export * from '../store/files.ts';", ['render/a.ts → store/files.ts']],
		['render/a.ts', "const x = await import('../content/compile.ts');", ['render/a.ts → content/compile.ts']],
		['commands/a.ts', 'const x = await import(name);', ['commands/a.ts → something computed']],
		['commands/a.ts', "const fs = require('node:fs');", ['commands/a.ts → node:fs']],
		['render/a.ts', "let x: import('../store/files.ts').X;", ['render/a.ts → store/files.ts (types)']],
		[
			'render/a.ts',
			"import { Chalk } from 'chalk';",
			['render/a.ts → chalk: chalk comes in by render/context.ts alone'],
		],
		['render/context.ts', "import { Chalk } from 'chalk';", []],
		['store/a.ts', "import x from 'left-pad';", ['store/a.ts → left-pad']],
		['utils/a.ts', "import { x } from '../errors.ts';", ['utils/a.ts → errors.ts: there is no room utils']],
	])('%s: %s', (file, text, offences) => {
		expect(offendingEdges([parse(file, text)])).toEqual(offences);
	});

	test('a command is not imported by another', () => {
		const made = 'export const a = command({});';
		const sources = [
			parse('commands/a.ts', made),
			parse('commands/a/a.ts', made),
			parse('commands/a/view.ts', "import { a } from './a.ts';"),
			parse('commands/b.ts', "import { a } from './a.ts';"),
			parse('commands/c.ts', "import type { Result } from './a/a.ts';"),
			parse('commands/index.ts', "import { a } from './a.ts';"),
		];
		expect(importsOfCommands(sources)).toEqual(['commands/b.ts → commands/a.ts', 'commands/c.ts → commands/a/a.ts']);
	});

	test.each([
		['main.ts', 'process.exit(1);', ['main.ts:1 touches process.exit']],
		['cli/arguments.ts', 'const { env } = process;', ['cli/arguments.ts:1 touches process']],
		['store/a.ts', "process.getBuiltinModule('node:crypto'); process.pid;", []],
		['store/a.ts', 'process.env.HOME;', ['store/a.ts:1 touches process.env']],
		['render/a.ts', '\nconsole.log(1);', ['render/a.ts:2 touches console']],
		['render/a.ts', 'world.process.exit; const x = { console: 1 };', []],
		[
			'commands/a.ts',
			'new Date(); new Date(at); Date.now();',
			['commands/a.ts:1 touches the clock', 'commands/a.ts:1 touches Date.now'],
		],
		['domain/a.ts', 'Math.random();', ['domain/a.ts:1 touches Math.random']],
	])('%s: %s', (file, text, offences) => {
		expect(offendingTouches(parse(file, text))).toEqual(offences);
	});

	test('spread arrays are named', () => {
		const source = parse('a.ts', 'Math.max(0, ...a);\nb.push(...a);\nb = [...b, ...a]; f(...a);');
		expect(spreads(source)).toEqual(['a.ts:1 spreads an array into Math.max', 'a.ts:2 spreads an array into b.push']);
	});

	test('long files and functions are named', () => {
		const body = (lines: number) => `function f() {\n${'\tx();\n'.repeat(lines - 2)}}\n`;
		expect(tooLong(parse('a.ts', body(60)))).toEqual([]);
		expect(tooLong(parse('a.ts', `\n${body(61)}`))).toEqual(['a.ts:2 is a function of 61 lines']);
		expect(tooLong(parse('a.ts', 'x();\n'.repeat(300)))).toEqual([]);
		expect(tooLong(parse('a.ts', 'x();\n'.repeat(301)))).toEqual(['a.ts has 301 lines']);
	});
});

describe('the house', () => {
	const sources = readSources();

	test('every import is an edge of the table', () => {
		expect(sources.length).toBeGreaterThan(60);
		expect(offendingEdges(sources)).toEqual([]);
	});

	test('no command imports another', () => {
		expect(commandFiles(sources).length).toBeGreaterThan(30);
		expect(importsOfCommands(sources)).toEqual([]);
	});

	test('every library has its door, and every door its library', () => {
		const used = new Map(sources.flatMap(edgesOf).map(({ from, to }) => [to, from]));
		for (const [library, door] of Object.entries(DOORS))
			expect({ library, door: used.get(library) }).toEqual({ library, door });
	});

	test('nobody touches the process, the console, or in the pure rooms a clock', () => {
		expect(sources.flatMap(offendingTouches)).toEqual([]);
	});

	test('nobody makes arguments of an array', () => {
		expect(sources.flatMap(spreads)).toEqual([]);
	});

	test('the start too sets an exit code and never exits', () => {
		const text = fs.readFileSync(path.join(ROOT, 'bin', 'roadmap.js'), 'utf8');
		const nodes = everyNode(parse('bin/roadmap.js', text).tree);
		expect(nodes.filter((node) => isGlobal(node, 'console'))).toEqual([]);
		expect(nodes.filter((node) => ts.isPropertyAccessExpression(node) && node.getText() === 'process.exit')).toEqual(
			[],
		);
	});

	test(`files have at most ${MAX_LINES.file} lines, functions at most ${MAX_LINES.function}`, () => {
		expect(sources.flatMap(tooLong)).toEqual([]);
	});

	test("of Node's own modules every start loads only those that Node has loaded itself", () => {
		const builtin = [...loadedWith('main.ts', sources)].filter((name) => name.startsWith('node:'));
		expect(builtin.sort()).toEqual(['node:buffer', 'node:fs', 'node:path', 'node:url']);
	});

	test('what is loaded lazily is built as a file of its own', () => {
		const script = fs.readFileSync(path.join(ROOT, 'scripts', 'build.mjs'), 'utf8');
		const built = script.match(/'src\/[a-z/-]+\.ts'/g)?.map((name) => name.slice(5, -1));
		expect(new Set(built)).toEqual(new Set(lazyFiles(sources)));
	});
});

/** What is reached from a file without a door. */
function loadedWith(file: string, sources: readonly Source[]): ReadonlySet<string> {
	const edges = sources.flatMap(edgesOf).filter(({ typeOnly, lazy }) => !typeOnly && !lazy);
	const reached = new Set([file]);
	for (const from of reached) for (const edge of edges) if (edge.from === from) reached.add(edge.to);
	return reached;
}

function lazyFiles(sources: readonly Source[]): string[] {
	const lazy = sources.flatMap(edgesOf).filter((edge) => edge.lazy);
	return [...new Set(lazy.map(({ to }) => to))].sort();
}

describe('the page in the browser', () => {
	const WEB = path.join(ROOT, 'web');
	const names = fs.readdirSync(WEB).filter((name) => name.endsWith('.ts'));
	const sources = names.map((name) => parse(`web/${name}`, fs.readFileSync(path.join(WEB, name), 'utf8')));

	test('imports itself, the rules, and the words and shapes that need nothing of a terminal', () => {
		expect(sources.length).toBeGreaterThan(10);
		const may = /^(?:web\/|src\/domain\/|src\/render\/(?:words|tally|map-words|line-svg|svg)\.ts$)/;
		expect(sources.flatMap(edgesOf).filter(({ to }) => !may.test(to))).toEqual([]);
	});

	test(`functions have at most ${MAX_LINES.function} lines`, () => {
		expect(sources.flatMap(tooLong)).toEqual([]);
	});

	test('never makes HTML or code out of text', () => {
		const never = /^(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|write|writeln|eval|Function|srcdoc)$/;
		const found = sources.flatMap((source) =>
			everyNode(source.tree).flatMap((node) =>
				(ts.isIdentifier(node) || ts.isStringLiteral(node)) && never.test(node.text) ? [placeOf(source, node)] : [],
			),
		);
		expect(found).toEqual([]);
	});
});
