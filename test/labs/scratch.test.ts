/** The folder that an answer runs in. */
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { makeScratch } from '../../src/labs/scratch.ts';

test('a run that has no room for its files is told to the learner, not as a bug', () => {
	const scratch = makeScratch({ whenEnded: () => () => {} });
	scratch.remove();
	expect(() => scratch.folderFor([])).toThrow(UserError);
});

test('a signal removes it', () => {
	let end = () => {};
	const { folderFor } = makeScratch({
		whenEnded: (clean) => {
			end = clean;
			return () => {};
		},
	});
	const folder = folderFor([{ name: 'a', bytes: Buffer.from('b') }]);
	end();
	expect(fs.existsSync(folder)).toBe(false);
});
