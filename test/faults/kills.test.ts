/**
 * The real program is killed before, after and in the middle of every file-system call of every command that changes
 * something. What is found afterwards is the state before or the state after, and whoever has read the answer was told
 * the truth.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BIN, finish, type Ran } from '../process/binary.ts';
import { Bench, type Call, type Fault, INJECT, isOnlyNoted, LONG, type Plan } from './bench.ts';
import { type Case, CHANGING, type Home } from './cases.ts';

const KILLS: readonly Fault[] = [{ kill: 'before' }, { kill: 'after' }, { kill: 'half' }];

/** How many homes are at it at once. */
const LANES = 2;

const benches: Bench[] = [];
afterAll(() => {
	for (const bench of benches) bench.remove();
});

interface Round {
	readonly at: number;
	readonly fault: Fault;
	readonly call: Call;
}

/** Runs the real program with a plan. @returns its end, and the calls that it made if it came to its end */
async function runBinary(bench: Bench, { line, env }: Case, plan: Omit<Plan, 'roots'>) {
	const trace = path.join(path.dirname(bench.root), 'trace.json');
	fs.rmSync(trace, { force: true });
	const argv = [process.execPath, '--require', INJECT, BIN, ...bench.said(line).split(' '), '--json'];
	const ran = await finish(argv, {
		...{ PATH: process.env.PATH ?? '', HOME: bench.root, ROADMAP_HOME: bench.home, TZ: 'UTC', ...env },
		...{ FAULTS_PLAN: JSON.stringify({ roots: [bench.root], ...plan }), FAULTS_TRACE: trace },
	});
	const calls: Call[] = fs.existsSync(trace) ? JSON.parse(fs.readFileSync(trace, 'utf8')) : [];
	return { ...ran, calls };
}

/** Every call and every kill; in an ordinary run the moments around what is written. */
function roundsOf(calls: readonly Call[], offset: number): Round[] {
	const all = calls.flatMap((call, i) => KILLS.map((fault) => ({ at: i + 1, fault, call }))).filter(isMeant);
	if (LONG) return all;
	const writing = all.filter(({ call }) => /^(write|rename|link|fsync|open)/.test(call.name));
	return writing.filter((_, i) => i % 5 === offset % 5);
}

function isMeant({ call, fault }: Round): boolean {
	return !('kill' in fault) || fault.kill !== 'half' || call.name.startsWith('write');
}

async function prepared(one: Case, home: Home): Promise<Bench> {
	const bench = new Bench(one.env);
	benches.push(bench);
	await bench.prepare(one, home);
	bench.reset();
	return bench;
}

const cases = CHANGING.flatMap((one) => (one.homes ?? (['new', 'used'] as const)).map((home) => ({ one, home })));

for (const [index, { one, home }] of cases.entries()) {
	if (!LONG && index % 4 !== 1 && !one.whole) continue;
	const first = await prepared(one, home);
	const { calls } = await runBinary(first, one, { at: 0 });
	const rounds = roundsOf(calls, index);
	const all = calls.length * 2 + calls.filter(({ name }) => name.startsWith('write')).length;
	const name = `${one.line} (${home} home): ${calls.length} calls, ${rounds.length} kills of ${all}`;
	test(name, { timeout: 600_000 }, async () => {
		expect(calls.length).toBeGreaterThan(10);
		await Promise.all(
			Array.from({ length: LANES }, async (_, lane) => {
				const bench = lane === 0 ? first : await prepared(one, home);
				await killAll(
					bench,
					one,
					rounds.filter((_, i) => i % LANES === lane),
				);
			}),
		);
	});
}

async function killAll(bench: Bench, one: Case, rounds: readonly Round[]): Promise<void> {
	const now = () => new Date().toISOString();
	bench.reset();
	const before = await bench.state(now());
	bench.reset();
	expect(await runBinary(bench, one, { at: 0 })).toMatchObject({ code: 0 });
	const after = await bench.state(now());
	expect(after).not.toBe(before);
	for (const { at, fault, call } of rounds) {
		bench.reset();
		const journals = bench.journals();
		const ran = await runBinary(bench, one, { at, fault });
		const says = `call ${at} ${call.name} ${call.place}: ${JSON.stringify(fault)}`;
		expect(ran.code, says).toBeNull();
		const grown = bench.journals();
		for (const [name, text] of journals) expect(grown.get(name)?.startsWith(text), says).toBe(true);
		const state = await bench.state(now());
		const noted = isOnlyNoted(state, before, after) ? 'noted' : 'another';
		const is = state === after ? 'after' : state === before ? 'before' : noted;
		expect(wasAnswered(ran) ? ['after'] : ['before', 'after', 'noted'], says).toContain(is);
		expect((await bench.terminal(now()).run('next')).code, says).toBe(0);
		expect((await bench.terminal(now()).run('known 7.1 --roadmap data-engineer')).code, says).toBe(0);
		expect((await bench.terminal(now()).json('topic 7.1 --roadmap data-engineer')).topic.status, says).toBe('known');
	}
}

function wasAnswered({ out }: Ran): boolean {
	return out.endsWith('}\n');
}
