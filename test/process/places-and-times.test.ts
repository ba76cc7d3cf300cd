/** Neither the language of the machine nor where it stands changes what programs read. */
import fs from 'node:fs';
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

test.each([
	['Pacific/Kiritimati', '+14:00'],
	['Asia/Kolkata', '+05:30'],
	['America/Phoenix', '-07:00'],
	['Etc/GMT+12', '-12:00'],
])('in %s a mark says its day and its zone, and is a day wherever it is read', async (zone, offset) => {
	const program = new Program({ env: { TZ: zone } });
	await program.run('done 1.1');
	const { at, day } = JSON.parse(fs.readFileSync(program.journal(), 'utf8'));
	const there = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));
	expect(day).toBe(`${there}${offset}`);
	for (const TZ of ['Pacific/Kiritimati', 'Etc/GMT+12', 'Europe/Berlin']) {
		const { row, weeks } = await program.json('stats', { TZ });
		expect(row).toEqual({ days: 1, longest: 1 });
		const days = weeks.flatMap((week: { days: { day: string; topics: number }[] }) => week.days);
		expect(
			days.filter(({ topics }: { topics: number }) => topics > 0).map((each: { day: string }) => each.day),
		).toEqual([there]);
	}
});
