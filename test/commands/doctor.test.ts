import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapshot } from '../process/binary.ts';
import { Terminal } from '../terminal.ts';
import { tooWide, unpainted, writeRoadmap } from './screen.ts';

const line = (id: string, fields: object, at = '2026-11-20T10:00:00.000Z') =>
	`${JSON.stringify({ v: 1, id, at, roadmap: 'data-engineer', ...fields })}\n`;
const DONE = line('a', { topic: 'sql-joins', to: 'done' });

/** FNV-1a, as the checkpoint's first line has it. */
function checksum(text: string): string {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(16);
}

class Home {
	readonly terminal = new Terminal();

	at(name: string): string {
		return path.join(this.terminal.home, name);
	}

	write(name: string, text: string | Buffer): void {
		fs.mkdirSync(path.dirname(this.at(name)), { recursive: true });
		fs.writeFileSync(this.at(name), text);
	}
}

interface Damage {
	readonly what: string;
	readonly make: (home: Home) => void | Promise<void>;
	readonly kind: string;
	readonly isFault: boolean;
	/** In the home; '' where it is no file. */
	readonly file: string;
	readonly line?: number;
	/** It is nothing of the learner's, and doctor --fix removes it. */
	readonly isRemoved?: true;
	/** What doctor --fix cannot mend stays. */
	readonly stays?: true;
	/** The exit code of next; 0 unless given. */
	readonly next?: number;
}

const JOURNAL = 'progress/laptop-1a2b3c.jsonl';

/** Half an hour ago: longer than anybody writes a file or holds a lock. */
function writeOld(home: Home, name: string, text: string): void {
	home.write(name, text);
	const then = new Date(Date.now() - 30 * 60_000);
	fs.utimesSync(home.at(name), then, then);
}

const DAMAGES: Damage[] = [
	{
		what: 'settings that are no JSON',
		make: (home) => home.write('config.json', '{"roadmap":'),
		kind: 'settings-unreadable',
		isFault: true,
		file: 'config.json',
	},
	{
		what: 'settings that are a folder',
		make: (home) => void fs.mkdirSync(home.at('config.json')),
		kind: 'settings-unreadable',
		isFault: true,
		file: 'config.json',
	},
	{
		what: 'a path that is gone',
		make: (home) => home.write('config.json', '{"choices":{"data-engineer":{"path":"gone"}}}'),
		kind: 'choice-gone',
		isFault: false,
		file: 'config.json',
	},
	{
		what: 'a damaged device',
		make: (home) => home.write('device.json', 'x'),
		kind: 'device-damaged',
		isFault: true,
		file: 'device.json',
	},
	{
		what: 'a damaged line',
		make: (home) => home.write(JOURNAL, `${DONE}nonsense \u001b[31m\n${DONE}`),
		kind: 'journal-damaged',
		isFault: true,
		file: JOURNAL,
		line: 2,
	},
	{
		what: 'a line that is no event',
		make: (home) => home.write(JOURNAL, `${DONE}\n{"v":1,"id":"b"}\n`),
		kind: 'journal-damaged',
		isFault: true,
		file: JOURNAL,
		line: 3,
	},
	{
		what: 'bytes that are no text',
		make: (home) => home.write(JOURNAL, Buffer.concat([Buffer.from(DONE), Buffer.from([0xff, 0xfe, 0, 10])])),
		kind: 'journal-damaged',
		isFault: true,
		file: JOURNAL,
		line: 2,
	},
	{
		what: 'a last line that was cut short',
		make: (home) => home.write(JOURNAL, `${DONE}{"v":1,"id":`),
		kind: 'journal-torn',
		isFault: true,
		file: JOURNAL,
		line: 2,
	},
	{
		what: 'a journal that is a folder',
		make: (home) => void fs.mkdirSync(home.at(JOURNAL), { recursive: true }),
		kind: 'not-a-file',
		isFault: true,
		file: JOURNAL,
	},
	{
		what: 'a change from the future',
		make: (home) =>
			home.write(JOURNAL, DONE + line('b', { topic: 'sql-joins', to: 'todo' }, '2031-01-01T00:00:00.000Z')),
		kind: 'journal-ahead',
		isFault: false,
		file: JOURNAL,
		line: 2,
	},
	{
		what: 'a line of a newer version',
		make: (home) => home.write(JOURNAL, DONE + line('b', { kind: 'quiz' })),
		kind: 'journal-newer',
		isFault: false,
		file: JOURNAL,
	},
	{
		what: 'a second copy of a journal',
		make: (home) => {
			home.write(JOURNAL, DONE);
			home.write('progress/laptop-1a2b3c.sync-conflict-20261122.jsonl', DONE);
		},
		kind: 'journal-copy',
		isFault: false,
		file: 'progress/laptop-1a2b3c.sync-conflict-20261122.jsonl',
	},
	{
		what: 'a checkpoint that says something else',
		make: async (home) => {
			const lines = Array.from({ length: 400 }, (_, i) => line(`e${i}`, { topic: 'sql-joins', to: 'done' }));
			home.write(JOURNAL, lines.join(''));
			await home.terminal.run('next');
			const text = fs.readFileSync(home.at('cache/progress.json'), 'utf8').split('\n').slice(1).join('\n');
			const wrong = text.replace('"done"', '"skipped"');
			home.write('cache/progress.json', `${checksum(wrong)}\n${wrong}`);
			expect((await home.terminal.json('topic 1.2')).topic.status).toBe('skipped');
		},
		kind: 'checkpoint-wrong',
		isFault: true,
		file: 'cache/progress.json',
	},
	{
		what: 'notes that are no UTF-8',
		make: (home) => home.write('notes/data-engineer/sql-joins.md', Buffer.from([0xff, 10])),
		kind: 'notes-encoding',
		isFault: false,
		file: 'notes/data-engineer/sql-joins.md',
		line: 1,
	},
	{
		what: 'notes in two versions',
		make: (home) => home.write('notes/data-engineer/sql-joins.md', 'a\n<<<<<<< here\nb\n=======\nc\n>>>>>>> there\n'),
		kind: 'notes-conflict',
		isFault: false,
		file: 'notes/data-engineer/sql-joins.md',
		line: 2,
	},
	{
		what: 'notes on nothing',
		make: (home) => home.write('notes/data-engineer/gone.md', 'a\n'),
		kind: 'notes-homeless',
		isFault: false,
		file: 'notes/data-engineer/gone.md',
	},
	{
		what: 'marks on nothing',
		make: (home) => home.write(JOURNAL, line('b', { topic: 'gone', to: 'done' })),
		kind: 'topics-gone',
		isFault: false,
		file: '',
	},
	{
		what: 'a damaged note of what sync was told',
		make: (home) => home.write('sync.json', '{"remote":'),
		kind: 'sync-broken',
		isFault: true,
		file: 'sync.json',
	},
	{
		what: 'an address that sync would refuse',
		make: (home) => home.write('sync.json', '{"format":1,"remote":"ext::sh -c id"}'),
		kind: 'sync-broken',
		isFault: true,
		file: 'sync.json',
	},
	{
		what: 'a temporary file of a killed command',
		make: (home) => writeOld(home, 'notes/data-engineer/sql-joins.md.4194305.tmp', 'half'),
		kind: 'temporary-file',
		isFault: false,
		file: 'notes/data-engineer/sql-joins.md.4194305.tmp',
		isRemoved: true,
	},
	...['config.json.lock', 'changes.lock', 'cache/sync/laptop-1a2b3c/lock'].map(
		(file): Damage => ({
			what: `the lock ${file} of a killed command`,
			make: (home) => writeOld(home, file, '4194305 elsewhere abc'),
			kind: 'lock-left',
			isFault: false,
			file,
			isRemoved: true,
		}),
	),
	{
		what: 'a roadmap in use whose file is gone',
		make: async (home) => {
			const file = writeRoadmap();
			await home.terminal.run(['use', file]);
			fs.rmSync(file);
		},
		kind: 'roadmap-missing',
		isFault: true,
		file: '*',
		stays: true,
		next: 3,
	},
	{
		what: 'a roadmap in use that nobody knows',
		make: (home) => home.write('config.json', '{"roadmap":"gone"}'),
		kind: 'roadmap-missing',
		isFault: true,
		file: '',
		stays: true,
		next: 3,
	},
];

describe.each(DAMAGES)('$what', ({ make, kind, isFault, file, line: at, stays, isRemoved, next = 0 }) => {
	test('is named with its place, and changes nothing; --fix mends it and deletes nothing', async () => {
		const home = new Home();
		await make(home);
		const { terminal } = home;
		const before = snapshot(terminal.home);
		const { code, out, err } = await terminal.run('doctor --json');
		expect({ code, err }).toEqual({ code: isFault ? 1 : 0, err: '' });
		const { findings } = JSON.parse(out);
		expect(findings).toMatchObject([{ kind, isFault, line: at ?? null }]);
		if (file !== '*') expect(findings[0].file).toBe(file === '' ? '' : home.at(file));
		const told = await terminal.run('doctor');
		expect(told.out).toContain(isFault ? 'Fault: ' : 'Remark: ');
		if (at !== undefined) expect(told.out).toContain(`${home.at(file)}:${at}\n`);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
		expect(told.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
		expect(snapshot(terminal.home)).toEqual(before);

		for (const help of ['help', 'doctor --paths']) expect((await terminal.run(help)).code).toBe(0);
		expect((await terminal.run('export')).code).toBe(kind === 'journal-unreadable' ? 4 : 0);
		expect((await terminal.run('next')).code).toBe(next);

		const kept = contents(terminal.home);
		const fixed = await terminal.run('doctor --fix');
		expect(fixed.code).toBe(stays ? 1 : 0);
		expect((await terminal.run('doctor')).code).toBe(stays ? 1 : 0);
		if ((isFault && !stays) || isRemoved) expect((await terminal.run('doctor')).out).toMatch(/^All is well\.\n/);
		if (isRemoved) expect(fixed.out).toContain(`Removed: ${home.at(file)}\n`);
		const now = contents(terminal.home);
		for (const text of kind === 'checkpoint-wrong' || isRemoved ? [] : kept) expect(now).toContain(text);
		expect((await terminal.run('next')).code).toBe(next);
		if (kind === 'checkpoint-wrong') expect((await terminal.json('topic 1.2')).topic.status).toBe('done');
	});
});

/** What is in the files of a home but its cache, whatever they are called. */
function contents(home: string): string[] {
	const names = fs.readdirSync(home, { recursive: true, encoding: 'utf8' });
	const files = names.filter((name) => !name.startsWith('cache') && fs.statSync(path.join(home, name)).isFile());
	return files.map((name) => fs.readFileSync(path.join(home, name), 'latin1'));
}

test('nothing is wrong in a new home, nor in one with a layer of your own', async () => {
	const terminal = new Terminal({ tty: true });
	expect(unpainted((await terminal.run('doctor')).out)).toContain('All is well.');
	expect(fs.readdirSync(terminal.home)).toEqual([]);
	for (const words of ['add 4 Mine', 'done mine', 'note mine text', 'link mine https://example.com', 'hide mine']) {
		expect((await terminal.run(words)).code).toBe(0);
	}
	await terminal.run('undo');
	expect((await terminal.json('doctor')).findings).toEqual([]);
});

test('a damaged line is set aside as it is, once, and the journal stays as it was', async () => {
	const home = new Home();
	const text = `${DONE}nonsense\n${DONE}{"v":1`;
	home.write(JOURNAL, text);
	const { out } = await home.terminal.run('doctor --fix');
	expect(fs.readFileSync(home.at(JOURNAL), 'utf8')).toBe(text);
	expect(fs.readFileSync(home.at('progress/laptop-1a2b3c.damaged'), 'utf8')).toBe('nonsense\n{"v":1\n');
	expect(out).toBe(
		`Copied into ${home.at('progress/laptop-1a2b3c.damaged')}: ${home.at(JOURNAL)}:2\nCopied into ${home.at('progress/laptop-1a2b3c.damaged')}: ${home.at(JOURNAL)}:4\nAll is well now.\n`,
	);
	await home.terminal.run('doctor --fix');
	expect(fs.readFileSync(home.at('progress/laptop-1a2b3c.damaged'), 'utf8')).toBe('nonsense\n{"v":1\n');
});

describe('a journal that shall not count', () => {
	const FOREIGN = 'progress/phone-1a2b3c.jsonl';
	/** More than the largest that is read, without its room on the disk. */
	const make = (home: Home, name: string, size: number) => {
		home.write(name, DONE);
		fs.truncateSync(home.at(name), size);
	};

	test('because it is too large to read is set aside by what doctor says, and nothing else is', async () => {
		const home = new Home();
		await home.terminal.run('done 1.1');
		make(home, FOREIGN, 256 * 1024 * 1024 + 1);
		expect((await home.terminal.run('next')).code).toBe(4);
		const told = await home.terminal.run('doctor');
		expect(told.code).toBe(1);
		expect(told.out).toContain('Fault: a journal cannot be read: it is larger than 256 MiB');
		const line = / (doctor --set-aside \S+) goes on without it/.exec(told.out)?.[1] ?? '';
		const { code, out } = await home.terminal.run(line);
		expect({ code, out }).toEqual({
			code: 0,
			out: `Set aside as ${home.at('progress/phone-1a2b3c.aside')}. To make it count again, rename it back to ${home.at(FOREIGN)}\nAll is well.\n`,
		});
		expect(fs.statSync(home.at('progress/phone-1a2b3c.aside')).size).toBe(256 * 1024 * 1024 + 1);
		expect((await home.terminal.json('topic 1.1')).topic.status).toBe('done');
	});

	test('because it is large and of another machine is a remark; what is set aside keeps its bytes, twice', async () => {
		const home = new Home();
		const text = `${DONE}${`${' '.repeat(1024 * 1024 - 1)}\n`.repeat(17)}`;
		for (const aside of ['progress/phone-1a2b3c.aside', 'progress/phone-1a2b3c.aside-2026-11-22T10-00-00-000Z']) {
			home.write(FOREIGN, text);
			expect((await home.terminal.json('topic sql-joins')).topic.status).toBe('done');
			const { findings } = await home.terminal.json('doctor');
			expect(findings).toMatchObject([
				{ kind: 'journal-large', isFault: false, file: home.at(FOREIGN), about: '17 MiB' },
			]);
			const { setAside } = await home.terminal.json('doctor --set-aside phone-1a2b3c.jsonl');
			expect(setAside).toEqual({ file: home.at(FOREIGN), aside: home.at(aside) });
			expect(fs.readFileSync(home.at(aside), 'latin1')).toBe(text);
			expect((await home.terminal.json('topic sql-joins')).topic.status).toBe('todo');
		}
	});

	test('with a name for a shell to trip over can be typed as it is told', async () => {
		const home = new Home();
		make(home, "progress/it's (a copy).jsonl", 256 * 1024 * 1024 + 1);
		const { out } = await home.terminal.run('doctor');
		expect(out).toContain(`roadmap doctor --set-aside 'it'\\''s (a copy)' goes on without it`);
		expect((await home.terminal.run(['doctor', '--set-aside', "it's (a copy)"])).code).toBe(0);
	});

	test.each([
		['of a name that there is not', 'phon', 3, 'There are laptop'],
		['that is our own', 'laptop', 1, 'roadmap undo'],
		['that is elsewhere', '../config', 3, 'no journal called'],
	])('%s is left where it is', async (_what, name, code, says) => {
		const home = new Home();
		await home.terminal.run('done 1.1');
		const [own = ''] = fs.readdirSync(home.at('progress')).map((file) => file.replace('.jsonl', ''));
		const before = snapshot(home.terminal.home);
		const ran = await home.terminal.run(['doctor', '--set-aside', name === 'laptop' ? own : name]);
		expect(ran).toMatchObject({ code, out: '' });
		expect(ran.err).toContain(says.replace('laptop', own));
		expect(snapshot(home.terminal.home)).toEqual(before);
	});
});

test('a checkpoint that only is behind is no fault', async () => {
	const home = new Home();
	const lines = Array.from({ length: 400 }, (_, i) => line(`e${i}`, { topic: 'sql-joins', to: 'done' }));
	home.write(JOURNAL, lines.join(''));
	await home.terminal.run('next');
	fs.appendFileSync(home.at(JOURNAL), line('u', { kind: 'undo', takes: ['e399'] }));
	expect((await home.terminal.json('doctor')).findings).toEqual([]);
});

test('places are told without looking at them', async () => {
	const terminal = new Terminal();
	expect((await terminal.run('doctor --paths')).out).toBe(
		[
			['progress', 'progress'],
			['notes', 'notes'],
			['settings', 'config.json'],
			['device', 'device.json'],
			['cache', 'cache'],
		]
			.map(([what, name]) => `${what}\t${path.join(terminal.home, name ?? '')}\n`)
			.join(''),
	);
});

test('every word of it fits a narrow screen', async () => {
	for (const { make } of DAMAGES) {
		const home = new Home();
		await make(home);
		const narrow = new Terminal({ tty: true, columns: 40, home: home.terminal.home });
		const { out } = await narrow.run('doctor');
		expect(tooWide(out, 40).filter((text) => !text.includes('/'))).toEqual([]);
	}
});
