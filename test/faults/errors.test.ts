/**
 * Every file-system call of every command that changes something fails in turn. What is found afterwards is the state
 * before or the state after, never another, and the exit code says which: 0 after, else before, unless the error says
 * that the change was kept (the disk did not confirm what was written, or it could not be read again to be shown).
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { SHELF } from '../terminal.ts';
import { Bench, type Call, type Fault, faults, isOnlyNoted, LONG } from './bench.ts';
import { CARRYING, type Case, CHANGING, ELSEWHERE, type Home, READING } from './cases.ts';

const KINDS: readonly Fault[] = [
	{ error: 'EIO' },
	{ error: 'ENOSPC' },
	{ error: 'EACCES' },
	{ error: 'EIO', on: true },
	{ short: 0.5 },
	{ short: 0 },
	{ short: -1 },
];

const benches: Bench[] = [];
afterAll(() => {
	for (const bench of benches) bench.remove();
});

interface Round {
	readonly at: number;
	readonly fault: Fault;
	readonly call: Call;
}

/**
 * Every call in every way; in an ordinary run every call, or one in four, in one way after the other.
 * @param offset where to begin, so that not every case tries the same
 */
function roundsOf(calls: readonly Call[], offset: number, whole: boolean | 'all' = LONG ? 'all' : false): Round[] {
	const all = calls.flatMap((call, i) =>
		KINDS.filter((fault) => !('short' in fault) || /^(read|write)/.test(call.name)).map((fault) => ({
			...{ at: i + 1, fault, call },
		})),
	);
	if (whole === 'all') return all;
	return calls.flatMap((_, i) => {
		if (!whole && i % 4 !== offset % 4) return [];
		const here = all.filter(({ at }) => at === i + 1);
		return here[(i + offset) % here.length] ?? [];
	});
}

async function prepared(one: Case, home: Home): Promise<Bench> {
	const bench = new Bench(one.env);
	benches.push(bench);
	await bench.prepare(one, home);
	return bench;
}

/** Runs a command while one call goes wrong. */
async function runWith(bench: Bench, line: string, at: number, fault?: Fault) {
	faults.arm({ roots: [bench.root, SHELF], at, ...(fault && { fault }) });
	try {
		return await bench.terminal().run(`${bench.said(line)} --json`);
	} finally {
		faults.disarm();
	}
}

async function callsOf(bench: Bench, line: string): Promise<Call[]> {
	bench.reset();
	// The first run loads what is loaded once.
	await bench.terminal().run(bench.said(line));
	bench.reset();
	faults.arm({ roots: [bench.root, SHELF], at: 0 });
	const { code, err } = await bench.terminal().run(`${bench.said(line)} --json`);
	const { calls } = faults.disarm();
	if (code !== 0) throw new Error(`${line}: ${err}`);
	return calls;
}

/** What a state must not be: neither of the two, or not the one that the exit code says. */
function verdict(kept: boolean, code: number, state: string, before: string, after: string): string {
	const is = state === after ? 'after' : state === before ? 'before' : 'another';
	if (kept && is === 'another' && isOnlyNoted(state, before, after)) return '';
	return is === (code === 0 || kept ? 'after' : 'before') ? '' : `${is} at exit ${code}${kept ? ', kept' : ''}`;
}

/** `undo after note 1.2 Mine (used home)` */
function nameOf({ line, prepare }: Case, home: Home): string {
	return `${line}${prepare ? ` after ${prepare.join(', ')}` : ''} (${home} home)`;
}

const cases = CHANGING.flatMap((one) => (one.homes ?? (['new', 'used'] as const)).map((home) => ({ one, home })));

for (const [index, { one, home }] of cases.entries()) {
	const bench = await prepared(one, home);
	const calls = await callsOf(bench, one.line);
	const rounds = roundsOf(calls, index, LONG ? 'all' : one.whole);
	test(`${nameOf(one, home)}: ${calls.length} calls, ${rounds.length} rounds of ${roundsOf(calls, index, 'all').length}`, {
		timeout: 600_000,
	}, async () => {
		bench.reset();
		const before = await bench.state();
		bench.reset();
		const healthy = await bench.terminal().run(bench.said(one.line));
		expect(healthy.code).toBe(0);
		const after = await bench.state();
		expect(after).not.toBe(before);
		for (const { at, fault, call } of rounds) {
			bench.reset();
			const journals = bench.journals();
			const { code, out, err } = await runWith(bench, one.line, at, fault);
			const says = `call ${at} ${call.name} ${call.place}: ${JSON.stringify(fault)}\nexit ${code} ${err}`;
			// 5: half of a roadmap was read.
			expect([0, 1, 4, 5], says).toContain(code);
			expect(err, says).not.toMatch(/\n\s+at /);
			if (code !== 0) expect({ out, err: err.trim() }, says).not.toEqual({ out: '', err: '' });
			const grown = bench.journals();
			for (const [name, text] of journals) expect(grown.get(name)?.startsWith(text), says).toBe(true);
			if (call.name !== 'rmSync' && !('on' in fault)) expect(await leftOver(bench), says).toEqual([]);
			const kept = code !== 0 && errorIn(err).kept === true;
			expect(verdict(kept, code, await bench.state(), before, after), says).toBe('');
			await goesOn(bench, says);
		}
	});
}

/** The error as `--json` says it; warnings may stand before it. */
function errorIn(err: string): { readonly kept?: boolean } {
	return JSON.parse(err.slice(err.lastIndexOf('\n{') + 1)).error;
}

/** Temporary files. What conf leaves behind it removes a moment later. */
async function leftOver(bench: Bench): Promise<string[]> {
	const temporary = () => bench.files().filter((name) => /\.tmp/.test(name));
	for (let i = 0; i < 50 && temporary().length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 10));
	return temporary();
}

/** Whatever it was: reading works, told at most once, and marking does. */
async function goesOn(bench: Bench, says: string): Promise<void> {
	const terminal = bench.terminal('2026-11-22T11:00:00.000Z');
	expect((await terminal.run('next')).code, says).toBe(0);
	expect(await terminal.run('next'), says).toMatchObject({ code: 0, err: expect.not.stringContaining('jsonl') });
	expect((await terminal.run('known 7.1 --roadmap data-engineer')).code, says).toBe(0);
	expect((await terminal.json('topic 7.1 --roadmap data-engineer')).topic.status, says).toBe('known');
}

describe('what only reads', () => {
	for (const [index, line] of READING.entries()) {
		for (const home of ['used', 'long'] as const) {
			test(`${line} (${home} home): exit 0, 1 or 4 in words, and nothing written`, { timeout: 600_000 }, async () => {
				const bench = await prepared({ line }, home);
				const calls = await callsOf(bench, line);
				for (const { at, fault, call } of roundsOf(calls, index)) {
					bench.reset();
					const files = contents(bench);
					const { code, out, err } = await runWith(bench, line, at, fault);
					const says = `call ${at} ${call.name} ${call.place}: ${JSON.stringify(fault)}\nexit ${code} ${err}`;
					expect([0, 1, 4], says).toContain(code);
					// Of doctor, which tells of faults, it is the answer.
					if (code !== 0) expect(line === 'doctor' ? out : err, says).not.toBe('');
					expect(contents(bench), says).toEqual(files);
				}
			});
		}
	}

	function contents(bench: Bench): Map<string, string> {
		const files = bench.files().filter((name) => fs.statSync(path.join(bench.home, name)).isFile());
		return new Map(files.map((name) => [name, fs.readFileSync(path.join(bench.home, name), 'latin1')]));
	}
});

test('changes: what an update brought is shown, or why not, and shown again', { timeout: 600_000 }, async () => {
	const bench = await prepared({ line: 'changes' }, 'outdated');
	const calls = await callsOf(bench, 'changes');
	expect(calls.map(({ name }) => name)).toContain('renameSync');
	for (const { at, fault, call } of roundsOf(calls, 0, LONG ? 'all' : true)) {
		bench.reset();
		const { code, out, err } = await runWith(bench, 'changes', at, fault);
		const says = `call ${at} ${call.name} ${call.place}: ${JSON.stringify(fault)}\nexit ${code} ${err}`;
		expect([0, 1, 4], says).toContain(code);
		if (code === 0) expect(JSON.parse(out), says).toMatchObject({ unseen: true, new: [{ number: '1.1' }] });
		else expect({ out, err: err.trim() }, says).toMatchObject({ out: '', err: expect.stringMatching(/./) });
		if (call.name !== 'rmSync' && !('on' in fault)) expect(await leftOver(bench), says).toEqual([]);
		const again = await bench.terminal().json('changes');
		expect(again.new, says).toMatchObject([{ number: '1.1' }]);
		if (code === 0 && err === '') expect(again.unseen, says).toBe(false);
		await goesOn(bench, says);
	}
});

describe('what is acknowledged was synced:', () => {
	/** Names and places, of the calls on what the pattern says. */
	async function order(line: string, home: Home, about: RegExp): Promise<string[]> {
		const bench = await prepared({ line }, home);
		const calls = await callsOf(bench, line);
		const told = calls.map(
			({ name, place }) => `${name} ${path.basename(place).replace(/.*-[0-9a-f]{6}\.jsonl/, 'journal')}`,
		);
		return told.filter((call) => about.test(call));
	}

	test('a mark, once it is written; and the name of a new journal', async () => {
		const about = /^(write|fsync)Sync (journal|progress)$/;
		expect(await order('done 1.2', 'used', about)).toEqual(['writeSync journal', 'fsyncSync journal']);
		const first = ['writeSync journal', 'fsyncSync journal', 'fsyncSync progress'];
		expect(await order('done 1.2', 'new', about)).toEqual(first);
	});

	test('a choice, before it gets its name', async () => {
		const calls = await order('use tea.yaml', 'used', /config\.json(?!\.lock)/);
		const kinds = calls.flatMap((call) => /^(write|fsync|rename)/.exec(call)?.[1] ?? []);
		expect(kinds).toEqual(['write', 'fsync', 'rename', 'rename']);
	});
});

describe('the ring itself', () => {
	test('every command is in it', () => {
		const said = [...CHANGING.map(({ line }) => line), ...READING, ...ELSEWHERE, ...CARRYING].map(
			(line) => line.split(' ')[0],
		);
		expect(commands.map(({ name }) => name).filter((name) => !said.includes(name))).toEqual([]);
	});

	test('it watches every function of node:fs that the store and the contents use', () => {
		const folders = ['store', 'content'].map((room) => path.join(import.meta.dirname, '..', '..', 'src', room));
		const files = folders.flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)));
		const used = files.flatMap((file) => fs.readFileSync(file, 'utf8').match(/(?<=\bfs\.)\w+Sync\b/g) ?? []);
		expect(used.length).toBeGreaterThan(30);
		expect([...new Set(used)].filter((name) => !faults.watched.includes(name))).toEqual([]);
	});
});
