/** A lab's folder: what is made, what is kept, and what is refused. Nothing that the learner wrote is ever lost. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { isLabFolder, labAround, layOut, readAnswer, resetAnswer } from '../../src/labs/lab-folder.ts';
import { makeFolder } from '../terminal.ts';

const ID = { roadmap: 'tea', topic: 'joins', lab: 'empty-cups' };
const NOTE = '.roadmap-lab.json';

function files(answer = 'SELECT 1;\n', readme = 'Count.\n') {
	return [
		{ name: 'README.md', bytes: Buffer.from(readme) },
		{ name: 'answer.sql', bytes: Buffer.from(answer) },
	];
}

/** A folder in which labs are laid out as in the current one, and what there is below it. */
function makeBase() {
	const base = path.join(makeFolder(), 'roadmap-labs');
	const lab = path.join(base, ID.topic, ID.lab);
	const at = (name: string) => path.join(lab, name);
	return {
		base,
		lab,
		at,
		read: (name: string) => fs.readFileSync(at(name), 'utf8'),
		write: (name: string, text: string) => fs.writeFileSync(at(name), text),
		names: () => fs.readdirSync(lab).filter((name) => name !== NOTE),
		lay: (given = files()) => layOut(base, false, ID, given),
	};
}

/** Every file below a folder with what it holds; links and pipes by their kind. */
function everything(folder: string): Record<string, string> {
	const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
	return Object.fromEntries(
		entries.map((entry) => {
			const file = path.join(entry.parentPath, entry.name);
			const text = entry.isFile() ? fs.readFileSync(file, 'utf8') : entry.isFIFO() ? 'pipe' : 'other';
			return [path.relative(folder, file), text];
		}),
	);
}

describe('laid out', () => {
	test('it has its files, and its folder knows whose it is', () => {
		const { base, lab, lay, names } = makeBase();
		expect(lay()).toEqual({ folder: lab, made: ['README.md', 'answer.sql'], beside: [] });
		expect(names()).toEqual(['README.md', 'answer.sql']);
		expect(isLabFolder(lab, ID)).toBe(true);
		expect(isLabFolder(lab, { ...ID, lab: 'other' })).toBe(false);
		expect(labAround(lab)).toEqual({ id: ID, folder: lab });
		expect(labAround(base)).toBeUndefined();
	});

	test('again, it stays as the learner left it', () => {
		const { base, lay, write } = makeBase();
		lay();
		write('answer.sql', 'mine');
		fs.rmSync(path.join(base, ID.topic, ID.lab, 'README.md'));
		const { made, beside } = lay();
		expect({ made, beside }).toEqual({ made: ['README.md'], beside: [] });
		expect(readAnswer(path.join(base, ID.topic, ID.lab), 'answer.sql')).toBe('mine');
	});

	test('an updated lab takes the place of what nobody changed', () => {
		const { lay, read, names } = makeBase();
		lay();
		expect(lay(files('SELECT 2;\n', 'Count all.\n'))).toMatchObject({ made: [], beside: [] });
		expect([read('README.md'), read('answer.sql')]).toEqual(['Count all.\n', 'SELECT 2;\n']);
		expect(names()).toEqual(['README.md', 'answer.sql']);
	});

	test('and stands beside what the learner changed, once', () => {
		const { lay, at, read, write, names } = makeBase();
		lay();
		write('answer.sql', 'mine');
		const updated = files('SELECT 2;\n');
		expect(lay(updated).beside).toEqual([{ name: 'answer.sql', file: at('answer.new.sql') }]);
		expect(lay(updated).beside).toEqual([]);
		expect(names()).toEqual(['README.md', 'answer.new.sql', 'answer.sql']);
		expect([read('answer.sql'), read('answer.new.sql')]).toEqual(['mine', 'SELECT 2;\n']);
	});

	test('a version beside that the learner changed stays too', () => {
		const { lay, read, write } = makeBase();
		lay();
		write('answer.sql', 'mine');
		lay(files('SELECT 2;\n'));
		write('answer.new.sql', 'mine as well');
		lay(files('SELECT 3;\n'));
		expect(['answer.sql', 'answer.new.sql', 'answer.new-2.sql'].map(read)).toEqual([
			'mine',
			'mine as well',
			'SELECT 3;\n',
		]);
	});

	test('what is there and nobody knows of is the learner’s', () => {
		const { lab, lay, read, write } = makeBase();
		fs.mkdirSync(lab, { recursive: true });
		write('answer.sql', 'from another machine');
		lay();
		expect([read('answer.sql'), read('answer.new.sql')]).toEqual(['from another machine', 'SELECT 1;\n']);
	});

	test.each(['{', '[]', '{"roadmap":"tea","topic":"../up","lab":"x","files":{}}', '{"roadmap":7}', ''])(
		'a damaged note, %s, makes nothing ours',
		(note) => {
			const { lab, lay, read, write } = makeBase();
			lay();
			write('answer.sql', 'mine');
			write(NOTE, note);
			expect(labAround(lab)).toBeUndefined();
			lay();
			expect([read('answer.sql'), read('answer.new.sql')]).toEqual(['mine', 'SELECT 1;\n']);
			expect(isLabFolder(lab, ID)).toBe(true);
		},
	);

	test('files of any bytes are there as they are', () => {
		const { lay, at } = makeBase();
		const bytes = Buffer.from([0, 255, 10, 13, 128]);
		lay([...files(), { name: 'data.parquet', bytes }]);
		expect(fs.readFileSync(at('data.parquet')).equals(bytes)).toBe(true);
	});

	test('the folder that the learner chose may be a link', () => {
		const { base, names } = makeBase();
		fs.mkdirSync(base);
		const link = path.join(makeFolder(), 'link');
		fs.symlinkSync(base, link);
		layOut(link, true, ID, files());
		expect(names()).toEqual(['README.md', 'answer.sql']);
	});
});

describe('what is in the way is refused, and nothing is written', () => {
	const elsewhere = () => {
		const folder = makeFolder();
		fs.writeFileSync(path.join(folder, 'answer.sql'), 'of somebody else');
		return folder;
	};
	test.each<[string, (base: string, lab: string) => unknown]>([
		['a link for the labs’ folder', (base) => fs.symlinkSync(elsewhere(), base)],
		[
			'a link for the topic’s folder',
			(base) => [fs.mkdirSync(base), fs.symlinkSync(elsewhere(), path.join(base, ID.topic))],
		],
		[
			'a link for the lab’s folder',
			(_, lab) => [fs.mkdirSync(path.dirname(lab), { recursive: true }), fs.symlinkSync(elsewhere(), lab)],
		],
		['a file for the labs’ folder', (base) => fs.writeFileSync(base, '')],
		[
			'a link for the answer',
			(_, lab) => [
				fs.mkdirSync(lab, { recursive: true }),
				fs.symlinkSync(path.join(elsewhere(), 'answer.sql'), path.join(lab, 'answer.sql')),
			],
		],
		[
			'a link to nowhere for the answer',
			(_, lab) => [
				fs.mkdirSync(lab, { recursive: true }),
				fs.symlinkSync('/nowhere/at/all', path.join(lab, 'answer.sql')),
			],
		],
		[
			'a pipe for the answer',
			(_, lab) => [fs.mkdirSync(lab, { recursive: true }), execFileSync('mkfifo', [path.join(lab, 'answer.sql')])],
		],
		['a folder for the answer', (_, lab) => fs.mkdirSync(path.join(lab, 'answer.sql'), { recursive: true })],
	])('%s', (_, prepare) => {
		const { base, lab, lay } = makeBase();
		prepare(base, lab);
		const before = everything(path.dirname(base));
		expect(() => lay()).toThrow(UserError);
		expect(everything(path.dirname(base))).toEqual(before);
	});

	test('the folder of another lab', () => {
		const { lab, lay, write } = makeBase();
		lay();
		write(NOTE, JSON.stringify({ ...ID, lab: 'other', files: {} }));
		const before = everything(lab);
		expect(() => lay(files('SELECT 2;\n'))).toThrow(/another lab: joins\/other of tea/);
		expect(everything(lab)).toEqual(before);
	});
});

describe('an answer', () => {
	const starter = { name: 'answer.sql', bytes: Buffer.from('SELECT 1;\n') };

	test('is put away, each time under another name, and the starter is in its place', () => {
		const { lab, lay, read, write, names } = makeBase();
		lay();
		write('answer.sql', 'first');
		expect(resetAnswer(lab, starter)).toBe('answer.old.sql');
		write('answer.sql', 'second');
		expect(resetAnswer(lab, starter)).toBe('answer.old-2.sql');
		expect(names()).toEqual(['README.md', 'answer.old-2.sql', 'answer.old.sql', 'answer.sql']);
		expect(['answer.sql', 'answer.old.sql', 'answer.old-2.sql'].map(read)).toEqual(['SELECT 1;\n', 'first', 'second']);
	});

	test('that is the starter stays, and one that is gone is there again', () => {
		const { lab, lay, at, names } = makeBase();
		lay();
		expect(resetAnswer(lab, starter)).toBeUndefined();
		fs.rmSync(at('answer.sql'));
		expect(resetAnswer(lab, starter)).toBeUndefined();
		expect(names()).toEqual(['README.md', 'answer.sql']);
	});

	test.each<[string, (file: string) => unknown]>([
		['a link', (file) => fs.symlinkSync('README.md', file)],
		['a pipe', (file) => execFileSync('mkfifo', [file])],
	])('that is %s is neither read nor put away', (_, make) => {
		const { lab, lay, at } = makeBase();
		lay();
		fs.rmSync(at('answer.sql'));
		make(at('answer.sql'));
		const before = everything(lab);
		expect(() => readAnswer(lab, 'answer.sql')).toThrow(UserError);
		expect(() => resetAnswer(lab, starter)).toThrow(UserError);
		expect(everything(lab)).toEqual(before);
	});

	test('that is far too large, or not in UTF-8, is not read', () => {
		const { lab, lay, write } = makeBase();
		lay();
		write('answer.sql', 'x'.repeat(1024 * 1024 + 1));
		expect(() => readAnswer(lab, 'answer.sql')).toThrow(/larger than 1 MiB/);
		fs.writeFileSync(path.join(lab, 'answer.sql'), '\ufeffSELECT 1', 'utf16le');
		expect(() => readAnswer(lab, 'answer.sql')).toThrow(/is not text in UTF-8/);
	});

	test('that is not there is undefined', () => {
		expect(readAnswer(makeBase().lab, 'answer.sql')).toBeUndefined();
	});
});
