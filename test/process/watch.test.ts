/** The real program goes on until Ctrl-C, and tells of every change of a roadmap's files. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LEAN } from '../commands/screen.ts';
import { until } from '../support.ts';
import { makeFolder, Program } from './binary.ts';
import { listenTo, save } from './watching.ts';

const FAULTY = LEAN.replace('optional', 'must');
const CTRL_C = '\u0003';

function place(text = LEAN): string {
	const file = path.join(makeFolder(), 'mine.yaml');
	fs.writeFileSync(file, text);
	return file;
}

/** Starts `roadmap check --watch` and reads what it says as it comes. */
function watch(file: string, ...more: string[]) {
	return listenTo(new Program(), ['check', file, '--watch', ...more]);
}

test('a round at once and one for every change; Ctrl-C ends it with exit code 130', async () => {
	const file = place();
	const { child, heard, ended, hear } = watch(file);
	await hear(/No faults in .*\n/);
	save(file, FAULTY);
	await hear(/"must" is not a tier.*\n/);
	save(file, LEAN);
	await hear(/tier[\s\S]*No faults in .*\n/);
	child.kill('SIGINT');
	expect(await ended).toBe(130);
	expect(heard.err).toBe('');
	const lines = heard.out.trimEnd().split('\n');
	const time = '\\d\\d:\\d\\d:\\d\\d  ';
	expect(lines).toEqual([
		expect.stringMatching(new RegExp(`^${time}No faults in ${file}\\.$`)),
		expect.stringMatching(new RegExp(`^${time}1 fault in ${file}\\.$`)),
		expect.stringMatching(new RegExp(`^${file}:10:\\d+  stages\\[0\\]\\.topics\\[1\\]\\.tier: "must" is not a tier`)),
		expect.stringMatching(new RegExp(`^${time}No faults in ${file}\\.$`)),
	]);
});

test('Ctrl-C while labs are proved ends it at once, and without an error', async () => {
	const scratch = makeFolder();
	const solution = "import time; open('begun', 'w'); time.sleep(9)";
	const lab = {
		id: 'a',
		title: 'A',
		engine: 'python',
		task: 'Wait.',
		solution,
		checks: [{ kind: 'stdout', expect: 'a' }],
		wrong: [{ answer: 'print(1)', check: 1 }],
	};
	const file = place(LEAN.replace('title: First', `title: First, labs: [${JSON.stringify(lab)}]`));
	const program = new Program({ env: { TMPDIR: scratch } });
	const { child, heard, ended } = listenTo(program, ['check', file, '--watch']);
	await until(() =>
		fs.readdirSync(scratch, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('begun')),
	);
	child.kill('SIGINT');
	expect(await ended).toBe(130);
	expect(heard).toEqual({ out: '', err: '' });
});

test('--json gives one object a line', async () => {
	const file = place(FAULTY);
	const { child, heard, ended, hear } = watch(file, '--json');
	await hear(/\n/);
	fs.rmSync(file);
	await hear(/\n.*\n/);
	save(file, LEAN);
	await hear(/\n.*\n.*\n/);
	child.kill('SIGINT');
	expect(await ended).toBe(130);
	const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
	expect(
		heard.out
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line)),
	).toEqual([
		{ file, ok: false, faults: [expect.objectContaining({ line: 10, severity: 'error' })], round: 1, at },
		{
			file,
			ok: false,
			faults: [],
			error: { code: 3, message: `There is no file ${file}.`, hint: expect.any(String) },
			round: 2,
			at,
		},
		{ file, ok: true, faults: [], round: 3, at },
	]);
});

test('a file that was never there ends it, as without --watch', async () => {
	const { heard, ended } = watch('/nonexistent/mine.yaml');
	expect(await ended).toBe(3);
	expect(heard).toEqual({ out: '', err: expect.stringContaining('There is no file /nonexistent/mine.yaml.') });
});

test('it ends by itself when nobody listens any more', async () => {
	const file = place();
	const { child, ended, hear } = watch(file);
	await hear(/No faults/);
	child.stdout?.destroy();
	save(file, FAULTY);
	expect(await ended).toBe(5);
});

test.each([{}, { ROADMAP_ACCESSIBLE: '1' }, { TERM: 'dumb' }])(
	'on a terminal, %j: nothing is cleared, and Ctrl-C leaves it as it was',
	async (env) => {
		const file = place();
		const running = new Program().onTerminal(`check ${file} --watch`, {
			env: { ...env, NO_COLOR: '1' },
			keys: [
				['No faults', ''],
				['1 fault in', CTRL_C],
			],
		});
		// Changed to and fro, as long as it takes until both were told.
		let isOver = false;
		const changing = (async () => {
			for (let i = 0; !isOver; i++) {
				await new Promise((resolve) => setTimeout(resolve, 1_000));
				if (!isOver) save(file, i % 2 === 0 ? FAULTY : LEAN);
			}
		})();
		const { code, screen, cooked } = await running.finally(() => {
			isOver = true;
		});
		await changing;
		expect({ code, cooked }).toEqual({ code: 130, cooked: true });
		expect(screen).not.toContain('\u001b');
		expect(screen).toMatch(/"must" is not a tier/);
		expect(screen).toMatch(/\^C\r\n$/);
		expect(screen.match(/Ctrl-C stops/g)).toHaveLength(1);
		if (env.ROADMAP_ACCESSIBLE) expect(screen).toMatch(/At \d\d:\d\d:\d\d:\r\n/);
		else expect(screen).toMatch(/\d\d:\d\d:\d\d {2}─+\r\n/);
	},
);
