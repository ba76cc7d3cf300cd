/** Git as a process: whatever it has started ends with it. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type GitOptions, gitAt } from '../../src/sync/git.ts';
import { makeFolder, until } from '../support.ts';

interface Way {
	readonly order: GitOptions;
	/** The program is ended by a signal meanwhile. */
	readonly isEnded?: true;
	readonly says: string;
}

test.each<[string, Way]>([
	['that takes too long', { order: { timeout: 1_000 }, says: 'did not finish' }],
	['that prints too much', { order: { most: 3 }, says: 'more in that repository than can be read' }],
	['of a program that is ended', { order: {}, isEnded: true, says: '' }],
])('a git %s is stopped with all that it has started', async (_what, { order, isEnded, says }) => {
	const folder = makeFolder();
	const started = path.join(folder, 'started');
	// As git has its server side run by sh: a child that keeps the pipe open, and does not end by itself.
	const script = `#!/bin/sh\nPATH='${process.env.PATH}'\nsleep 60 &\necho $! > '${started}.new'\nmv '${started}.new' '${started}'\necho printed\nwait\n`;
	fs.writeFileSync(path.join(folder, 'git'), script, { mode: 0o755 });
	const ends = new Set<() => void>();
	const host = {
		env: { PATH: folder },
		platform: process.platform,
		now: () => new Date(),
		whenEnded: (end: () => void) => {
			ends.add(end);
			return () => ends.delete(end);
		},
	};
	const git = gitAt(host, path.join(folder, 'mirror.git'), folder, { kind: 'folder', address: folder });
	const ran = git(['fetch'], { remote: true, ...order });
	const outcome = ran.then(({ ok }) => ({ ok, message: '' })).catch(({ message }: Error) => ({ ok: false, message }));
	await until(() => fs.existsSync(started));
	if (isEnded) for (const end of ends) end();
	const { ok, message } = await outcome;
	expect(ok).toBe(false);
	expect(message).toContain(says);
	const child = Number(fs.readFileSync(started, 'utf8'));
	await until(() => !isRunning(child));
	expect(ends.size).toBe(0);
});

/** Whether a process goes on; one that has ended and was not yet fetched by its parent does not. */
function isRunning(pid: number): boolean {
	try {
		return !/^State:\t[ZX]/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
}
