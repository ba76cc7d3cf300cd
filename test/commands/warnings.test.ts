/** What a command warns of stands once on stderr, however often it looks at the state. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';

const GONE = 'roadmap: This roadmap has no path "gone" any more; using all. Choose with roadmap path.\n';

/** A learner whose path the roadmap does not have any more. */
function withGonePath(options: { tty?: boolean } = {}): Terminal {
	const terminal = new Terminal(options);
	fs.writeFileSync(path.join(terminal.home, 'config.json'), '{"choices":{"data-engineer":{"path":"gone"}}}');
	return terminal;
}

describe('a path that is gone', () => {
	test.each([
		['next'],
		['done 1.2'],
		['done 1.1 1.2 1.3 1.4 --yes'],
		['done 1.2 -m note'],
		['done 1.2 --dry-run'],
		['later 1.2'],
		['pace 6h/week'],
		['hide 1.2'],
		['add 1 Mine'],
		['link 1.2 https://example.org/'],
		['note 1.2 text'],
		['open 1.2 --print --done'],
		['page --print'],
		['export --format csv'],
		['level everything'],
	])('%s tells it once', async (line) => {
		const { code, err } = await withGonePath().run(line);
		expect({ code, err }).toEqual({ code: 0, err: GONE });
	});

	test('undo and redo tell it once', async () => {
		const terminal = withGonePath();
		await terminal.run('done 1.2');
		expect((await terminal.run('undo')).err).toBe(GONE);
		expect((await terminal.run('redo')).err).toBe(GONE);
	});

	test('what fails tells it too, before the error', async () => {
		const { code, err } = await withGonePath().run('done no-such-topic');
		expect(code).toBe(3);
		expect(err.startsWith(`${GONE}`)).toBe(true);
		expect(err.split('any more').length).toBe(2);
	});

	test('a question stands behind it', async () => {
		const { err } = await withGonePath({ tty: true }).run('done 1.1 1.2 1.3 1.4', ['\r']);
		expect(err.split('any more').length).toBe(2);
		expect(err.indexOf('any more')).toBeLessThan(err.indexOf('Go on?'));
	});

	test('choosing one that is there ends it', async () => {
		const terminal = withGonePath();
		await terminal.run('path analytics');
		expect((await terminal.run('next')).err).toBe('');
	});
});

test('an id that another file has is told once by a change', async () => {
	const folder = fs.realpathSync(makeFolder());
	const [first = '', second = ''] = ['first', 'second'].map((name) => {
		const file = path.join(folder, `${name}.yaml`);
		const topic = '{id: green, title: Green, summary: Leaves.}';
		fs.writeFileSync(file, `format: 1\nid: tea\ntitle: Tea\nstages: [{id: s, title: S, topics: [${topic}]}]\n`);
		return file;
	});
	const terminal = new Terminal();
	await terminal.run(`use ${first}`);
	const { code, err } = await terminal.run(`done green --roadmap ${second}`);
	expect(code).toBe(0);
	expect(err.split('The id tea is taken').length).toBe(2);
	// From now on the settings know which is which.
	expect((await terminal.run(`next --roadmap ${second}`)).err).toBe('');
});

test('a first note registers a file under its id, as a first mark does', async () => {
	const file = path.join(fs.realpathSync(makeFolder()), 'tea.yaml');
	fs.writeFileSync(
		file,
		'format: 1\nid: tea\ntitle: Tea\nstages: [{id: s, title: S, topics: [{id: green, title: Green, summary: Leaves.}]}]\n',
	);
	const terminal = new Terminal();
	await terminal.run(['note', 'green', 'Not too hot', '--roadmap', file]);
	expect((await terminal.json('use')).roadmaps).toMatchObject([{ id: 'data-engineer' }, { id: 'tea', file }]);
});

test('a ROADMAP_HOME that is another folder wherever one is: it is said once, and doctor says it', async () => {
	const home = fs.realpathSync(makeFolder());
	const terminal = new Terminal({ home, env: { ROADMAP_HOME: path.relative(process.cwd(), home) } });
	const { err } = await terminal.run('next');
	expect(err).toBe(
		`roadmap: ROADMAP_HOME is not an absolute path, so it is another folder wherever you are; here it is ${home}.\n`,
	);
	expect((await terminal.run('done 1.1')).err).toBe('');
	expect((await terminal.json('doctor')).findings).toMatchObject([
		{ kind: 'home-relative', isFault: false, file: home },
	]);
	expect((await new Terminal({ home }).json('doctor')).findings).toEqual([]);
});
