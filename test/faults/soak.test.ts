/**
 * Nothing that was acknowledged is ever lost: twenty writers at once on one home, killed at random and started again,
 * while others read, until so many changes were acknowledged on the commands' own standard output.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type JournalLine, makeFolder, outline, Program } from '../process/binary.ts';
import { LONG } from './bench.ts';

const WRITERS = 20;
const READERS = 2;
const ENOUGH = LONG ? 10_000 : 300;
/** How often somebody is killed. In milliseconds. */
const EVERY = LONG ? 100 : 60;
const PATIENCE = LONG ? 1_200_000 : 90_000;

/** A change as a command acknowledged it: when, and of what. Each topic has one writer, so no two are alike. */
type Acknowledged = Map<string, { readonly topic: string; readonly at: string; readonly to: string }>;

test(`${WRITERS} writers, ${ENOUGH} changes, killed at random: every change that was acknowledged is there, once`, {
	timeout: PATIENCE,
}, async () => {
	const program = new Program({ home: path.join(makeFolder(), 'home') });
	const soak = new Soak(program);
	onTestFinished(() => soak.end());
	await soak.run();
	const { acknowledged, kills, looks, complaints } = soak;
	expect(complaints).toEqual([]);
	const { events, damaged } = program.journalLines();
	const kept = new Map<string, number>();
	for (const { topic, at, to } of events) {
		const key = `${at} ${topic} ${to}`;
		kept.set(key, (kept.get(key) ?? 0) + 1);
	}
	expect([...acknowledged.keys()].filter((key) => kept.get(key) !== 1)).toEqual([]);
	expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
	// Beside what was acknowledged there is at most what a killed writer had in hand.
	expect(events.length - acknowledged.size).toBeLessThanOrEqual(kills);
	expect(damaged.length).toBeLessThanOrEqual(kills);
	expect(program.journals()).toHaveLength(1);
	await seesTheLast(program, events);
	// Else the soak proved nothing.
	expect(acknowledged.size).toBeGreaterThanOrEqual(ENOUGH);
	expect(kills).toBeGreaterThan(10);
	expect(looks).toBeGreaterThan(10);
	process.stdout.write(
		`soak: ${acknowledged.size} changes acknowledged, ${events.length} in the journal, ${kills} kills, ` +
			`${damaged.length} torn lines, ${looks} looks, ${fs.statSync(program.journal()).size} bytes\n`,
	);
});

class Soak {
	readonly acknowledged: Acknowledged = new Map();
	readonly complaints: string[] = [];
	kills = 0;
	looks = 0;
	readonly #program: Program;
	readonly #children = new Map<number, ChildProcess>();
	#over = false;

	constructor(program: Program) {
		this.#program = program;
	}

	/** Until enough was acknowledged. */
	async run(): Promise<void> {
		const topics = outline().flat();
		const mine = (writer: number) => topics.filter((_, i) => i % WRITERS === writer);
		for (let i = 0; i < WRITERS + READERS; i++) this.#start(i, i < WRITERS ? mine(i) : undefined);
		while (this.acknowledged.size < ENOUGH && this.complaints.length === 0) {
			await new Promise((resolve) => setTimeout(resolve, Math.random() * EVERY * 2));
			this.#children.get(Math.floor(Math.random() * WRITERS))?.kill('SIGKILL');
		}
		await this.end();
	}

	/** Kills whoever is left, and waits for what they still said. */
	async end(): Promise<void> {
		this.#over = true;
		const ends = [...this.#children.values()].map((child) => new Promise((resolve) => child.once('close', resolve)));
		for (const child of this.#children.values()) child.kill('SIGKILL');
		await Promise.all(ends);
	}

	/** @param topics what a writer marks; none for a reader */
	#start(number: number, topics: readonly string[] | undefined): void {
		const script = path.join(import.meta.dirname, 'writer.cjs');
		const args = topics ? ['write', JSON.stringify(topics)] : ['read'];
		const { env } = this.#program.begin('');
		const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
		this.#children.set(number, child);
		let [out, err] = ['', ''];
		child.stdout.setEncoding('utf8').on('data', (part) => {
			out += part;
			const lines = out.split('\n');
			out = lines.pop() ?? '';
			for (const line of lines) this.#hear(line, topics !== undefined);
		});
		child.stderr.setEncoding('utf8').on('data', (part) => {
			err += part;
		});
		child.on('close', (code) => {
			this.#children.delete(number);
			// A torn line is told by whoever meets it first; nothing else is said on stderr.
			const strange = err.split('\n').filter((line) => line !== '' && !/^roadmap: .*\.jsonl /.test(line));
			if (code !== null || strange.length > 0) this.complaints.push(`exit ${code}: ${strange.join('\n')}`);
			if (topics) this.kills++;
			if (!this.#over) this.#start(number, topics);
		});
	}

	#hear(line: string, writes: boolean): void {
		const result = JSON.parse(line);
		if (!writes) this.looks++;
		else
			for (const change of result.changed) this.acknowledged.set(`${change.at} ${change.topic} ${change.to}`, change);
	}
}

/** The program sees of each topic what its last event says, with its checkpoint and without. */
async function seesTheLast(program: Program, events: readonly JournalLine[]): Promise<void> {
	const last = new Map<string, JournalLine>();
	for (const event of events) {
		const other = last.get(event.topic);
		if (!other || event.at > other.at) last.set(event.topic, event);
	}
	const expected = [...last].map(([topic, { to }]) => [topic, to]);
	for (const cache of ['kept', 'deleted']) {
		if (cache === 'deleted') fs.rmSync(path.join(program.home, 'cache'), { recursive: true, force: true });
		const seen = await program.allStatuses();
		expect(expected.filter(([topic = '', to]) => seen.get(topic) !== to)).toEqual([]);
	}
}
