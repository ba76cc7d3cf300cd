/** The files of a lab are plain ones in the roadmap's folder; whatever else stands there is refused, and not waited for. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { filesFolder, readLabFiles } from '../../src/labs/files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-files-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
const roadmap = path.join(root, 'roadmap');
fs.mkdirSync(path.join(roadmap, 'data', 'folder.csv'), { recursive: true });
const write = (name: string, bytes: string | Buffer) => fs.writeFileSync(path.join(roadmap, 'data', name), bytes);
write('a.csv', 'n\n1\n');
write('b.bin', Buffer.from([0, 255]));
write('five.bin', Buffer.alloc(5 * 1024 * 1024));
write('four.bin', Buffer.alloc(4 * 1024 * 1024));
write('nine.bin', Buffer.alloc(9 * 1024 * 1024));
fs.writeFileSync(path.join(root, 'secret.csv'), 'open sesame');
const link = (to: string, name: string) => fs.symlinkSync(to, path.join(roadmap, 'data', name));
link('a.csv', 'inside.csv');
link(path.join(root, 'secret.csv'), 'outside.csv');
link('round.csv', 'round.csv');
link('/dev/zero', 'device.csv');
link(root, 'up');
execFileSync('mkfifo', [path.join(roadmap, 'data', 'pipe.csv')]);

const read = (...files: string[]) => readLabFiles({ files }, roadmap);

describe('files', () => {
	test('have their own names in the folder of the lab, and their bytes', () => {
		expect(read('data/a.csv', 'data/b.bin')).toEqual([
			{ name: 'a.csv', bytes: Buffer.from('n\n1\n') },
			{ name: 'b.bin', bytes: Buffer.from([0, 255]) },
		]);
		expect(readLabFiles({}, roadmap)).toEqual([]);
	});

	test('may be links that stay in the folder', () => {
		expect(read('data/inside.csv')).toEqual([{ name: 'inside.csv', bytes: Buffer.from('n\n1\n') }]);
	});

	test.each<[string, string[], RegExp]>([
		['is not there', ['data/none.csv'], /none\.csv/],
		['is a folder', ['data/folder.csv'], /folder/],
		['is a pipe', ['data/pipe.csv'], /named pipe/],
		['leads out of the folder', ['data/outside.csv'], /out of the roadmap/],
		['leads out of it by a folder', ['data/up/secret.csv'], /out of the roadmap/],
		['leads to a device', ['data/device.csv'], /out of the roadmap/],
		['leads to itself', ['data/round.csv'], /circle/],
		['is too large', ['data/nine.bin'], /8 MiB/],
		['is too large with another', ['data/five.bin', 'data/four.bin'], /8 MiB/],
	])('one that %s is refused', (_, files, message) => {
		expect(() => read(...files)).toThrow(
			expect.objectContaining({ name: 'UserError', message: expect.stringMatching(message) }),
		);
	});

	test('lie beside the file of a roadmap, and in its folder', () => {
		expect(filesFolder(roadmap)).toBe(roadmap);
		expect(filesFolder(path.join(roadmap, 'roadmap.yaml'))).toBe(roadmap);
	});
});
