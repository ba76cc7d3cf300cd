/**
 * npm run bench [rounds]: what a start costs, as a ratio to bare Node, with the bars of the design beside it.
 *
 * Every round runs every case once, so that whatever else the machine does falls on all alike; the ratio is between
 * medians. The environment is clean (PATH, HOME, ROADMAP_HOME), because variables such as NODE_EXTRA_CA_CERTS cost
 * Node 20 more than the whole program.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateJournal } from './generate-journal.mjs';
import { generateRoadmap } from './generate-roadmap.mjs';

const ROUNDS = Math.max(20, Number(process.argv[2]) || 40);
const bin = path.join(import.meta.dirname, '..', 'bin', 'roadmap.js');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-bench-'));

function makeHome(name) {
	const home = path.join(folder, name);
	fs.mkdirSync(path.join(home, 'progress'), { recursive: true });
	return home;
}

function run(argv, home) {
	const env = { PATH: process.env.PATH, HOME: folder, ROADMAP_HOME: home };
	const start = process.hrtime.bigint();
	const child = spawnSync(process.execPath, argv, { env, encoding: 'utf8' });
	const ms = Number(process.hrtime.bigint() - start) / 1e6;
	if (child.status !== 0) throw new Error(`${argv.join(' ')} ended with ${child.status}: ${child.stderr}`);
	return ms;
}

const everyday = makeHome('everyday');
// Apart, so that what it leaves in its journal is read by no other case.
const marking = makeHome('marking');
const old = makeHome('old');
const large = makeHome('large');
fs.writeFileSync(path.join(old, 'progress', 'bench.jsonl'), generateJournal(100_000));
const file = path.join(folder, 'large.yaml');
fs.writeFileSync(file, generateRoadmap(10_000));
// A learner on the way: what is done, begun and needed is looked up among all stages.
const begun = makeHome('begun');
run([bin, 'done', 'topic-0', 'topic-1', 'topic-4000', '--roadmap', file], begun);
run([bin, 'start', 'topic-9000', '--roadmap', file], begun);
const reset = () => run([bin, 'reset', '1.1'], marking);

const cases = [
	{ name: 'bare node', bar: 1, argv: [path.join(import.meta.dirname, 'floor.cjs')], home: everyday },
	{ name: 'next', bar: 1.35, argv: [bin, 'next'], home: everyday },
	{ name: 'stage 4 --core', bar: 1.35, argv: [bin, 'stage', '4', '--core'], home: everyday },
	{ name: 'topic sql-joins', bar: 1.35, argv: [bin, 'topic', 'sql-joins'], home: everyday },
	{ name: 'stages', bar: 1.35, argv: [bin, 'stages'], home: everyday },
	{ name: '--help', bar: 1.35, argv: [bin, '--help'], home: everyday },
	{ name: 'TAB behind done', bar: 1.35, argv: [bin, 'complete', '--', 'done', ''], home: everyday },
	{ name: 'done (append, fsync)', bar: 1.5, argv: [bin, 'done', '1.1'], home: marking, before: reset },
	{ name: 'next, 10,000 topics', bar: 2, argv: [bin, 'next', '--roadmap', file], home: large },
	{ name: 'the same, on the way', bar: 2, argv: [bin, 'next', '--roadmap', file], home: begun },
	{ name: 'next, 100,000 events', bar: 2, argv: [bin, 'next'], home: old },
];

function median(times) {
	return [...times].sort((a, b) => a - b)[times.length >> 1];
}

/** The first time that a roadmap is read, it is compiled. In seconds and, where that can be measured, in MB. */
function firstCompile() {
	const time = '/usr/bin/time';
	const home = makeHome('first');
	const argv = [bin, 'next', '--roadmap', file];
	const env = { PATH: process.env.PATH, HOME: folder, ROADMAP_HOME: home };
	const start = process.hrtime.bigint();
	const measured = fs.existsSync(time);
	const child = measured
		? spawnSync(time, ['-f', '%M', process.execPath, ...argv], { env, encoding: 'utf8' })
		: spawnSync(process.execPath, argv, { env, encoding: 'utf8' });
	const seconds = Number(process.hrtime.bigint() - start) / 1e9;
	if (child.status !== 0) throw new Error(`the first compile ended with ${child.status}: ${child.stderr}`);
	const memory = measured ? Math.round(Number(child.stderr.trim().split('\n').at(-1)) / 1024) : undefined;
	return { seconds, memory };
}

console.log(`Node ${process.version}, ${os.cpus().length} cores, ${ROUNDS} rounds, load ${os.loadavg()[0].toFixed(1)}`);
const { seconds, memory } = firstCompile();
const isSlow = seconds > 3 || (memory ?? 0) > 500;
console.log(
	`first compile of 10,000 topics: ${seconds.toFixed(2)} s, ${memory ?? 'unknown'} MB (bars: 3 s, 500 MB)${isSlow ? '  over' : ''}`,
);
for (const { argv, home, before } of cases) {
	before?.();
	run(argv, home);
}
const times = cases.map(() => []);
for (let round = 0; round < ROUNDS; round++) {
	cases.forEach(({ argv, home, before }, i) => {
		before?.();
		times[i].push(run(argv, home));
	});
}
const floor = median(times[0]);
console.log(`\n${'case'.padEnd(24)}${'median'.padStart(10)}${'ratio'.padStart(9)}${'bar'.padStart(9)}`);
let over = isSlow ? 1 : 0;
cases.forEach(({ name, bar }, i) => {
	const ratio = median(times[i]) / floor;
	if (ratio > bar) over++;
	const row = [
		`${median(times[i]).toFixed(1)} ms`.padStart(10),
		`× ${ratio.toFixed(2)}`.padStart(9),
		`× ${bar.toFixed(2)}`.padStart(9),
	];
	console.log(`${name.padEnd(24)}${row.join('')}${ratio > bar ? '  over' : ''}`);
});
console.log(over === 0 ? '\nAll within their bars.' : `\n${over} over their bars.`);
fs.rmSync(folder, { recursive: true });
