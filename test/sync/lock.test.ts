/** Who may sync, and which locks still count. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendIfUnchanged } from '../../src/store/journal.ts';
import { withLock } from '../../src/sync/lock.ts';
import { makeFolder } from '../terminal.ts';

const MINUTE = 60_000;
/** Larger than the largest process id. */
const NOBODY = 4_194_305;

describe('the lock of a sync', () => {
	test.each([
		['of another machine, a minute old', `${process.pid} elsewhere 0.5`, MINUTE, false],
		['of another machine, older than any sync', `${process.pid} elsewhere 0.5`, 16 * MINUTE, true],
		['of a living process', `${process.pid} ${os.hostname()} 0.5`, MINUTE, false],
		['of a dead process', `${NOBODY} ${os.hostname()} 0.5`, 0, true],
		['that is being written', '', 0, false],
		['that nobody ever wrote', '', 5_000, true],
	])('one %s', async (_what, holder, age, isTaken) => {
		const folder = makeFolder();
		const file = path.join(folder, 'lock');
		fs.writeFileSync(file, holder);
		const since = new Date(Date.now() - age);
		fs.utimesSync(file, since, since);
		const done = withLock(folder, async () => 'done', 200);
		if (isTaken) expect(await done).toBe('done');
		else await expect(done).rejects.toMatchObject({ message: 'Another sync is running here.' });
		expect(fs.existsSync(file)).toBe(!isTaken);
		if (!isTaken) expect(fs.readFileSync(file, 'utf8')).toBe(holder);
	});

	test('what is no file is none', async () => {
		const folder = makeFolder();
		fs.mkdirSync(path.join(folder, 'lock'));
		expect(await withLock(folder, async () => 'done', 200)).toBe('done');
	});
});

test('a journal that somebody wrote to meanwhile is not lengthened by what was merged for its former length', () => {
	const file = path.join(makeFolder(), 'x.jsonl');
	fs.writeFileSync(file, 'half');
	expect(appendIfUnchanged(file, 4, Buffer.from(' and half\n'))).toBe(true);
	fs.appendFileSync(file, 'theirs\n');
	expect(appendIfUnchanged(file, 14, Buffer.from('ours\n'))).toBe(false);
	expect(fs.readFileSync(file, 'utf8')).toBe('half and half\ntheirs\n');
});
