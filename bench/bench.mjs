/**
 * npm run bench [rounds]: what a start costs on each Node that there is, as a ratio to that very Node doing nothing,
 * with the bars that it is held to beside it. scripts/other-nodes.sh brings Node 22 and 24.
 *
 * The program is measured as it is published: packed, and unpacked elsewhere. Every round runs every case once on every
 * Node, so that whatever else the machine does falls on all alike; the ratio is between medians. The environment is
 * clean (PATH, HOME, ROADMAP_HOME), because variables such as NODE_EXTRA_CA_CERTS cost Node 20 more than the whole program.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateAnswers, generateJournal } from './generate-journal.mjs';
import { generateRoadmap } from './generate-roadmap.mjs';

const ROUNDS = Math.max(20, Number(process.argv[2]) || 40);
const root = path.join(import.meta.dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-bench-'));
const bin = path.join(unpack(), 'bin', 'roadmap.js');
const nodes = [
	process.execPath,
	...[22, 24].map((major) => path.join(root, 'node_modules/.nodes', `${major}`, 'bin/node')),
];

/** The program as npm would install it. */
function unpack() {
	const { stdout } = spawnSync('npm', ['pack', '--silent', '--pack-destination', folder], {
		cwd: root,
		encoding: 'utf8',
	});
	spawnSync('tar', ['-xzf', path.join(folder, stdout.trim()), '-C', folder]);
	return path.join(folder, 'package');
}

function makeHome(name) {
	const home = path.join(folder, name);
	fs.mkdirSync(path.join(home, 'progress'), { recursive: true });
	return home;
}

function run(node, argv, home) {
	const env = { PATH: process.env.PATH, HOME: folder, ROADMAP_HOME: home };
	const start = process.hrtime.bigint();
	const child = spawnSync(node, argv, { env, encoding: 'utf8' });
	const ms = Number(process.hrtime.bigint() - start) / 1e6;
	if (child.status !== 0) throw new Error(`${argv.join(' ')} ended with ${child.status}: ${child.stderr}`);
	return ms;
}

function writeRoadmap(topics) {
	const file = path.join(folder, `${topics}.yaml`);
	fs.writeFileSync(file, generateRoadmap(topics));
	return file;
}

/** A Node with homes of its own, so that what one leaves is read by no other. */
function casesOn(node) {
	const major = /^v(\d+)/.exec(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
	if (major === undefined) return [];
	const home = (name) => makeHome(`${name}-${major}`);
	const [everyday, marking, old, reviewed, large] = ['everyday', 'marking', 'old', 'reviewed', 'large'].map(home);
	fs.writeFileSync(path.join(old, 'progress', 'bench.jsonl'), generateJournal(100_000));
	fs.writeFileSync(path.join(reviewed, 'progress', 'bench.jsonl'), generateAnswers(180_000));
	const reset = () => run(node, [bin, 'reset', '1.1'], marking);
	const start = (bar, line, more = {}) => ({
		name: line,
		bar,
		argv: [bin, ...line.split(' ')],
		home: everyday,
		...more,
	});
	return [
		{ name: 'bare node', bar: 1, argv: [path.join(import.meta.dirname, 'floor.cjs')], home: everyday },
		...['next', 'stage 4 --core', 'topic sql-joins', 'stages', '--help'].map((line) => start(1.35, line)),
		{ name: 'TAB behind done', bar: 1.35, argv: [bin, 'complete', '--', 'done', ''], home: everyday },
		start(1.5, 'done 1.1', { home: marking, before: reset }),
		start(1.8, `next --roadmap ${writeRoadmap(2_000)}`, { name: 'next, 2,000 topics', home: large }),
		start(2.2, `next --roadmap ${writeRoadmap(5_000)}`, { name: 'next, 5,000 topics', home: large }),
		start(1.5, 'next', { name: 'next, 100,000 events', home: old }),
		start(1.5, 'next', { name: 'next, 180,000 answers', home: reviewed }),
	].map((one) => ({ node, major, ...one }));
}

const cases = nodes.flatMap(casesOn);

function median(times) {
	return [...times].sort((a, b) => a - b)[times.length >> 1];
}

/** The first time that a roadmap is read, it is compiled. @returns whether it took longer than it may */
function firstCompile(topics, bar) {
	const file = writeRoadmap(topics);
	const seconds = run(process.execPath, [bin, 'next', '--roadmap', file], makeHome(`first-${topics}`)) / 1000;
	const isOver = seconds > bar;
	console.log(`first compile of ${topics} topics: ${seconds.toFixed(2)} s (bar: ${bar} s)${isOver ? '  over' : ''}`);
	return isOver;
}

console.log(`${os.cpus().length} cores, ${ROUNDS} rounds, load ${os.loadavg()[0].toFixed(1)}`);
let over = [firstCompile(500, 0.7), firstCompile(2_000, 2)].filter(Boolean).length;
const times = cases.map(() => []);
// The first two rounds fill the caches.
for (let round = -2; round < ROUNDS; round++) {
	cases.forEach(({ node, argv, home, before }, i) => {
		before?.();
		const ms = run(node, argv, home);
		if (round >= 0) times[i].push(ms);
	});
}
console.log(`\n${'case'.padEnd(30)}${'median'.padStart(10)}${'ratio'.padStart(9)}${'bar'.padStart(9)}`);
let floor = 0;
cases.forEach(({ major, name, bar }, i) => {
	if (name === 'bare node') floor = median(times[i]);
	const ratio = median(times[i]) / floor;
	if (ratio > bar) over++;
	const row = [
		`${median(times[i]).toFixed(1)} ms`.padStart(10),
		`× ${ratio.toFixed(2)}`.padStart(9),
		`× ${bar.toFixed(2)}`.padStart(9),
	];
	console.log(`${`${major}  ${name}`.padEnd(30)}${row.join('')}${ratio > bar ? '  over' : ''}`);
});
console.log(over === 0 ? '\nAll within their bars.' : `\n${over} over their bars.`);
fs.rmSync(folder, { recursive: true });
