/** Neither the language of the machine nor where it stands changes what programs read. */
import { expect, test } from 'vitest';
import { Program } from './binary.ts';

const LINES = [
	'next --json',
	'stages --json',
	'stage 4 --json',
	'SEARCH',
	'topic SQL-JOINS --json',
	'level --json',
	'stages',
];

async function answers(env: Record<string, string>): Promise<string[]> {
	const program = new Program({ env: { TZ: 'UTC', ...env } });
	const all: string[] = [];
	for (const line of LINES.map((one) => (one === 'SEARCH' ? 'search INDEX --json' : one))) {
		const { code, out, err } = await program.run(line);
		expect({ line, code, err }).toEqual({ line, code: 0, err: '' });
		all.push(out);
	}
	return all;
}

test.each([
	{ LANG: 'tr_TR.UTF-8' },
	{ LC_ALL: 'C' },
	{ LC_ALL: 'ar_EG.UTF-8' },
	{ TZ: 'Pacific/Kiritimati' },
	{ TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8' },
])('%j: the same ids, the same JSON, the same order', async (env) => {
	expect(await answers(env)).toEqual(await answers({}));
});

test('an instant in the journal is UTC, wherever it was written', async () => {
	const program = new Program({ env: { TZ: 'Pacific/Kiritimati', LANG: 'ar_EG.UTF-8' } });
	const { changed } = await program.json('done 1.1');
	expect(changed[0].at).toMatch(/^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/);
	expect(Math.abs(Date.parse(changed[0].at) - Date.now())).toBeLessThan(60_000);
});
