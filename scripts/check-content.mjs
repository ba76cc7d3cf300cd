/**
 * npm run check:content [topic…]: checks the texts of all topics (content-style.ts) and runs the SQL of those named.
 *
 * Fenced blocks marked `sql duckdb` or `sql postgres` run in order, each topic in a database of its own. A `result`
 * block must equal the answer of the block before it: the column names and the rows, joined by ` | `. With --write it
 * generates VERIFIED.md from what ran, and from what verified.yaml says was run by hand.
 */
import fs from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { parse } from 'yaml';
import { loadSource } from './load-source.mjs';

const FENCE = /^( *)```([^\n]*)\n([\s\S]*?)^\1```[ \t]*$/gm;

let empty;

const engines = {
	async duckdb() {
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		return {
			async run(sql) {
				const reader = await connection.runAndReadAll(sql);
				return table(reader.columnNames(), reader.getRows());
			},
			close: () => connection.closeSync(),
		};
	},
	async postgres() {
		// Initialising an empty cluster takes seconds, so each topic gets a copy of one.
		empty ??= await (await PGlite.create()).dumpDataDir('none');
		const server = await PGlite.create({ loadDataDir: empty });
		return {
			async run(sql) {
				const last = (await server.exec(sql, { rowMode: 'array' })).at(-1);
				return last
					? table(
							last.fields.map(({ name }) => name),
							last.rows,
						)
					: [];
			},
			close: () => server.close(),
		};
	},
};

/** Formats an answer as lines of cells: the columns, then the rows. */
function table(columns, rows) {
	const lines = [columns, ...rows.map((row) => row.map(cellText))];
	return lines.map((cells) => cells.map((cell) => cell.trim()).join(' | '));
}

/** Formats a value as the engines' own shells print it. */
function cellText(value) {
	if (value === null) return 'NULL';
	if (value instanceof Date) return value.toISOString();
	return Array.isArray(value) ? `{${value.map(cellText).join(',')}}` : String(value);
}

/** Returns a `result` block's lines without their decoration. */
function expected(text) {
	const lines = text.trim().split('\n');
	return lines
		.map((line) =>
			line
				.split('|')
				.map((cell) => cell.trim())
				.join(' | '),
		)
		.filter((line) => !/^[-+ |]+$/.test(line));
}

/** Returns every text of a topic that may contain code, in reading order. */
function textsOf({ why, idea, practice, recall = [] }) {
	return [why, idea, practice, ...recall.map(({ answer }) => answer)].filter((text) => text !== undefined);
}

/** Returns the faults that content-style.ts finds, one line each. */
async function checkTexts(roadmap) {
	const { review, readSource } = await loadSource(['scripts/content-style.ts', 'src/content/source.ts']);
	return review(readSource(roadmap)).faults.map(
		({ severity, file, line, column, message }) =>
			`${severity}: ${path.relative(process.cwd(), file)}:${line}:${column} ${message}`,
	);
}

async function checkTopic(id, topic) {
	const open = new Map();
	const faults = [];
	const ran = {};
	let answer;
	for (const [, , info, body] of textsOf(topic).join('\n\n').matchAll(FENCE)) {
		const [language, engine] = info.trim().split(/\s+/);
		if (language === 'sql' && Object.hasOwn(engines, engine ?? '')) {
			if (!open.has(engine)) open.set(engine, await engines[engine]());
			ran[engine] = (ran[engine] ?? 0) + 1;
			try {
				answer = await open.get(engine).run(body);
			} catch (error) {
				answer = undefined;
				faults.push(`${id}: ${engine} refuses: ${error.message}\n${body}`);
			}
		} else if (language === 'result' && answer && expected(body).join('\n') !== answer.join('\n')) {
			faults.push(`${id}: the text shows\n${expected(body).join('\n')}\nbut the answer is\n${answer.join('\n')}`);
		}
	}
	for (const engine of open.values()) await engine.close();
	return { ran, faults };
}

/** Fields that every topic should eventually have; missing ones are counted, not errors. */
const WANTED = {
	key: ({ key }) => key !== undefined,
	task: ({ task }) => task !== undefined,
	tools: ({ tools }) => tools !== undefined,
	'points for every question': ({ recall = [] }) => recall.every(({ points }) => points !== undefined),
	'a drawing': (topic) => /^ *```drawing *$/m.test(textsOf(topic).join('\n')),
};

/** Generates VERIFIED.md: one row per topic, in the roadmap's order. */
async function verifiedTable(ranByTopic) {
	const versions = {
		duckdb: `DuckDB ${await versionOf('duckdb')}`,
		postgres: `PGlite, PostgreSQL ${await versionOf('postgres')}`,
	};
	const { day, ...byHand } = parse(fs.readFileSync(path.join(home, 'verified.yaml'), 'utf8'));
	const { stages } = parse(fs.readFileSync(path.join(home, 'roadmap.yaml'), 'utf8'));
	const rows = stages.flatMap((stage, i) =>
		stage.topics.map(({ id }, j) => {
			const ran = Object.entries(ranByTopic.get(id) ?? {});
			const blocks = ran.map(([engine, count]) => `${count} in ${versions[engine]}`).join(', ');
			const { run = '', with: engine = '', not = '' } = byHand[id] ?? {};
			return `| ${i + 1}.${j + 1} ${id} | ${blocks} | ${[run, engine].filter(Boolean).join('; ')} | ${not} |`;
		}),
	);
	return [
		'# What of the data-engineering roadmap was run',
		'',
		`Blocks of SQL in a topic are run by \`npm run check:content\`, and their results compared. What was run by hand was run on ${day}.`,
		'What stands in the last column could not be run where this was written; it was held against the documentation.',
		'This file is made by `npm run check:content -- --write` of those runs and of `verified.yaml`.',
		'',
		'| topic | blocks of SQL that run | run by hand, and with what | not run |',
		'| --- | --- | --- | --- |',
		...rows,
		'',
	].join('\n');
}

async function versionOf(engine) {
	const open = await engines[engine]();
	const [, answer = ''] = await open.run(engine === 'duckdb' ? 'SELECT version()' : 'SHOW server_version');
	await open.close();
	return answer.replace(/^v/, '');
}

const home = path.join(import.meta.dirname, '..', 'roadmap', 'data-engineer');
const folder = path.join(home, 'topics');
const writes = process.argv.includes('--write');
const only = process.argv.slice(2).filter((word) => word !== '--write');
const texts = await checkTexts(home);
for (const fault of texts) console.error(fault);
let [blocks, faults] = [0, texts.filter((fault) => fault.startsWith('error')).length];
const ranByTopic = new Map();
const without = {};
for (const file of fs.readdirSync(folder).sort()) {
	const id = path.basename(file, '.yaml');
	if (only.length > 0 && !only.includes(id)) continue;
	const topic = parse(fs.readFileSync(path.join(folder, file), 'utf8'));
	for (const [field, has] of Object.entries(WANTED)) if (!has(topic)) without[field] = [...(without[field] ?? []), id];
	const checked = await checkTopic(id, topic);
	ranByTopic.set(id, checked.ran);
	blocks += Object.values(checked.ran).reduce((sum, count) => sum + count, 0);
	faults += checked.faults.length;
	for (const fault of checked.faults) console.error(`${fault}\n`);
}
for (const [field, ids] of Object.entries(without)) {
	const some = ids.length > 5 ? [...ids.slice(0, 5), '…'] : ids;
	console.log(`warning: ${ids.length} without ${field}: ${some.join(', ')}`);
}
if (writes && faults === 0) fs.writeFileSync(path.join(home, 'VERIFIED.md'), await verifiedTable(ranByTopic));
console.log(`${blocks} blocks of SQL ran, ${faults} faults.`);
process.exitCode = faults === 0 ? 0 : 1;
