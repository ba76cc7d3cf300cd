/**
 * The real program, killed with everything that it started: before and after each of its calls of git, and at random
 * moments. Then it is run again: both machines end equal, every event is there, and no note lost or doubled a line.
 *
 * All of it with `ROADMAP_ROUNDS=200 npx vitest run test/sync/killed.test.ts`.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BIN } from '../process/binary.ts';
import { makeFolder } from '../terminal.ts';
import { Device, NOTE } from './device.ts';

const ROUNDS = Number(process.env.ROADMAP_ROUNDS ?? 0);
const OTHER = 'notes/bread/flour.md';

/** Two machines that both have something to tell: events, a note of each, one that both changed, one in the same line. */
interface Scene {
	readonly a: Device;
	readonly b: Device;
	readonly acknowledged: string[];
	readonly restore: () => void;
}

async function setScene(): Promise<Scene> {
	// The same folders for each round, because a device is its place; put back from a copy.
	const folder = makeFolder();
	const world = path.join(folder, 'world');
	const remote = path.join(world, 'remote.git');
	fs.mkdirSync(world);
	const [a, b] = [new Device({}, path.join(world, 'a')), new Device({}, path.join(world, 'b'))];
	a.write(NOTE, '1\n2\n3\n4\n5\n');
	a.write(OTHER, '1\n2\n3\n');
	await a.init(remote);
	await b.init(remote);
	const acknowledged = [a.mark('a-1'), b.mark('b-1'), a.mark('a-2')];
	a.write(NOTE, 'A\n2\n3\n4\n5\n');
	a.write(OTHER, '1\nA\n3\n');
	a.write('notes/bread/a.md', 'only a\n');
	await a.sync();
	b.write(NOTE, '1\n2\n3\n4\nB\n');
	b.write(OTHER, '1\nB\n3\n');
	b.write('notes/bread/b.md', 'only b\n');
	const copy = path.join(folder, 'copy');
	fs.cpSync(world, copy, { recursive: true });
	const restore = () => {
		fs.rmSync(world, { recursive: true });
		fs.cpSync(copy, world, { recursive: true });
	};
	return { a, b, acknowledged, restore };
}

/** After whatever befell b, both sync again. */
async function expectWhole({ a, b, acknowledged }: Scene): Promise<void> {
	const after = b.mark('b-2');
	await b.sync();
	await a.sync();
	expect(a.files()).toEqual(b.files());
	expect(b.events()).toEqual([...acknowledged, after].sort());
	expect(b.read(NOTE)).toBe('A\n2\n3\n4\nB\n');
	expect(b.read(OTHER)).toMatch(/^1\n<<<<<<< [^\n]+\nB\n=======\nA\n>>>>>>> [^\n]+\n3\n$/);
	expect([b.read('notes/bread/a.md'), b.read('notes/bread/b.md')]).toEqual(['only a\n', 'only b\n']);
}

/** Runs `roadmap sync` in a group of its own. @returns null where it was killed */
function runSync(device: Device, env: Record<string, string>, killAfter?: number): Promise<number | null> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [BIN, 'sync'], {
			env: { PATH: process.env.PATH, HOME: path.dirname(device.home), ROADMAP_HOME: device.home, ...env },
			stdio: 'ignore',
			detached: true,
		});
		const kill = () => {
			try {
				if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
			} catch {
				// It has ended.
			}
		};
		const timer = killAfter === undefined ? undefined : setTimeout(kill, killAfter);
		child.on('close', (code) => {
			clearTimeout(timer);
			resolve(code);
		});
	});
}

/** A git that kills its whole group at its n-th call, before or after it did what it was asked. */
function deadlyGit(): { env: (when: string, at: number) => Record<string, string>; calls: () => number } {
	const folder = makeFolder();
	const count = path.join(folder, 'count');
	const script = [
		'#!/bin/sh',
		'n=$(cat "$COUNT"); n=$((n + 1)); echo $n > "$COUNT"',
		'[ "$KILL" = "before $n" ] && kill -9 $PPID 0',
		`PATH='${process.env.PATH}' git "$@"; code=$?`,
		'[ "$KILL" = "after $n" ] && kill -9 $PPID 0',
		'exit $code',
	];
	fs.writeFileSync(path.join(folder, 'git'), `${script.join('\n')}\n`, { mode: 0o755 });
	return {
		env: (when, at) => {
			fs.writeFileSync(count, '0');
			return { PATH: `${folder}:${process.env.PATH}`, COUNT: count, KILL: `${when} ${at}` };
		},
		calls: () => Number(fs.readFileSync(count, 'utf8')),
	};
}

describe('a sync that is killed', () => {
	test('at each of its steps', { timeout: 600_000 }, async () => {
		const scene = await setScene();
		const git = deadlyGit();
		expect(await runSync(scene.b, git.env('never', 0))).toBe(0);
		const calls = git.calls();
		expect(calls).toBeGreaterThan(8);
		for (let at = 1; at <= calls; at++) {
			// Between one call and the next stand our own steps; every second one is enough for every day.
			const moments = ROUNDS > 0 ? ['before', 'after'] : [at % 2 === 0 ? 'before' : 'after'];
			for (const when of moments) {
				scene.restore();
				expect({ when, at, code: await runSync(scene.b, git.env(when, at)) }).toEqual({ when, at, code: null });
				await expectWhole(scene);
			}
		}
	});

	test('at random moments', { timeout: 60_000 + ROUNDS * 10_000 }, async () => {
		const scene = await setScene();
		const begun = performance.now();
		await runSync(scene.b, {});
		const span = performance.now() - begun;
		for (let round = 0; round < Math.max(4, ROUNDS); round++) {
			scene.restore();
			// Twice killed is as once.
			await runSync(scene.b, {}, Math.random() * span);
			await runSync(scene.b, {}, Math.random() * span);
			await expectWhole(scene);
		}
	});
});
