/** Who may go on, and which locks still count. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendIfUnchanged } from '../../src/store/journal.ts';
import { withLock } from '../../src/store/lock.ts';
import { makeFolder } from '../terminal.ts';

const MINUTE = 60_000;
/** Larger than the largest process id. */
const NOBODY = 4_194_305;
const OPTIONS = { busy: 'Somebody else is at it', timeout: 200, maxForeignAge: 5 * MINUTE };

describe('a lock', () => {
	const here = os.hostname();
	test.each([
		['of another machine, not older than the work', 'elsewhere', process.pid, 3, 'process %, for 3 minutes'],
		['of another machine, older than the work', 'elsewhere', process.pid, 6, undefined],
		['of a living process', here, process.ppid, 1, 'process %, for 1 minute'],
		['of a living process, older than anything takes', here, process.ppid, 16, undefined],
		['of a dead process', here, NOBODY, 0, undefined],
		['of a process with our number', here, process.pid, 0, undefined],
	])('%s', async (_what, host, pid, minutes, says) => {
		const { file, text } = makeLock(`${pid} ${host} abc`, minutes * MINUTE);
		const done = withLock(file, () => 'done', OPTIONS);
		if (says === undefined) expect(await done).toBe('done');
		else {
			const who = host === here ? String(pid) : `${pid} on ${host}`;
			const message = `Somebody else is at it (${says.replace('%', who)}).`;
			await expect(done).rejects.toMatchObject({ message, hint: expect.stringContaining(file) });
			expect(fs.readFileSync(file, 'utf8')).toBe(text);
		}
		expect(fs.existsSync(file)).toBe(says !== undefined);
	});

	test.each([
		['that is being written', 0, 'busy'],
		['that nobody ever wrote', 5_000, 'done'],
	])('%s', async (_what, age, becomes) => {
		const { file } = makeLock('', age);
		expect(await withLock(file, () => 'done', OPTIONS).catch(() => 'busy')).toBe(becomes);
	});

	test.each([
		['a folder', (file: string) => fs.mkdirSync(file)],
		['a link that leads nowhere', (file: string) => fs.symlinkSync('nowhere', file)],
	])('%s in its place is none, and is put aside', async (_what, make) => {
		const file = path.join(makeFolder(), 'lock');
		make(file);
		expect(await withLock(file, () => 'done', OPTIONS)).toBe('done');
		expect(fs.readdirSync(path.dirname(file))).toEqual([expect.stringMatching(/^lock\.damaged-[-\dTZ]+$/)]);
	});

	test('is held by one of this process at a time', async () => {
		const file = path.join(makeFolder(), 'lock');
		let inside = 0;
		const work = async () => {
			expect(++inside).toBe(1);
			await new Promise((resolve) => setTimeout(resolve, 5));
			inside--;
		};
		await Promise.all(Array.from({ length: 4 }, () => withLock(file, work)));
	});
});

/** A lock of some age, in milliseconds. */
function makeLock(text: string, age: number): { file: string; text: string } {
	const file = path.join(makeFolder(), 'lock');
	fs.writeFileSync(file, text);
	const since = new Date(Date.now() - age);
	fs.utimesSync(file, since, since);
	return { file, text };
}

test('a journal that somebody wrote to meanwhile is not lengthened by what was merged for its former length', () => {
	const file = path.join(makeFolder(), 'x.jsonl');
	fs.writeFileSync(file, 'half');
	expect(appendIfUnchanged(file, 4, Buffer.from(' and half\n'))).toBe(true);
	fs.appendFileSync(file, 'theirs\n');
	expect(appendIfUnchanged(file, 14, Buffer.from('ours\n'))).toBe(false);
	expect(fs.readFileSync(file, 'utf8')).toBe('half and half\ntheirs\n');
});
