import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { offered, screen, spread, TEA, unpainted, writeRoadmap } from './screen.ts';

test('a new learner is offered the first topic, with why and what to open', async () => {
	const { topics, path, level, roadmap } = await new Terminal().json('next');
	expect({ roadmap, path, level }).toEqual({ roadmap: 'data-engineer', path: 'all', level: 'recommended' });
	expect(topics).toHaveLength(1);
	expect(topics[0].topic).toMatchObject({ id: 'relational-model', number: '1.1', tier: 'core', status: 'todo' });
	expect(topics[0].why).toEqual({ after: [], unlocks: 2, assumed: [] });
	expect(topics[0].resource.url).toMatch(/^https:/);
});

test('what is started comes first, though earlier topics are open', async () => {
	const terminal = new Terminal();
	await terminal.run('start kafka-log');
	const { topics } = await terminal.json('next -n 2');
	expect(topics.map(({ topic }: { topic: { id: string } }) => topic.id)).toEqual(['kafka-log', 'relational-model']);
	expect(topics[0].why).toEqual({ started: true });
});

test('what a topic unlocks is what done then opens', async () => {
	const terminal = new Terminal();
	const { topics } = await terminal.json('next');
	const { unlocked } = await terminal.json('done relational-model');
	expect(unlocked).toHaveLength(topics[0].why.unlocks);
});

test('the screen, whole', async () => {
	const { code, out, err } = await new Terminal({ tty: true }).run(`next --roadmap ${writeRoadmap()}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			spread('Water', 'core · 1.1 · 2 h'),
			'Stage 1: Water & leaves',
			'Tea is nearly all water, so it tastes of the water.',
			'',
			'Why now   It has no prerequisites. It opens 1 more topic.',
			spread('Begin     2  Watch it boil', 'video · B. Steam · 5 min'),
			'Practice  Boil a cup.',
			'',
			'roadmap open 1.1    opens it in the browser',
			'roadmap topic 1.1   the whole topic',
			'roadmap done 1.1    when you can explain it to a colleague',
			'roadmap later 1.1   not now',
		),
	);
});

test('in a pipe the same facts come plain, with the address', async () => {
	const { out } = await new Terminal().run(`next --roadmap ${writeRoadmap()}`);
	expect(out.split('\n')).toEqual([
		'Water',
		'core · 1.1 · 2 h',
		'Stage 1: Water & leaves',
		'Tea is nearly all water, so it tastes of the water.',
		'Why now: It has no prerequisites. It opens 1 more topic.',
		'Begin: 2  Watch it boil · video · B. Steam · 5 min · https://example.com/boil',
		'Practice: Boil a cup.',
		'roadmap open 1.1  opens it in the browser',
		'roadmap topic 1.1  the whole topic',
		'roadmap done 1.1  when you can explain it to a colleague',
		'roadmap later 1.1  not now',
		'',
	]);
});

test.each([
	['start leaves', 'You began it on 22 November.'],
	['done water', 'You finished Water. It opens 2 more topics.'],
	['known water', 'You knew Water before. It opens 2 more topics.'],
	['skip water', 'You skipped Water. It opens 2 more topics.'],
])('after %s it says why now: %s', async (before, why) => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`${before} ${mine}`);
	expect(unpainted((await terminal.run(`next ${mine}`)).out)).toContain(`  Why now   ${why}\n`);
});

test('a prerequisite out of view is taken as known and said so', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water leaves ${mine}`);
	const { topics } = await terminal.json(`next ${mine}`);
	expect(topics[0].topic.id).toBe('green-tea');
	expect(topics[0].why).toEqual({ after: ['leaves'], unlocks: 0, assumed: ['kettles'] });
	expect((await terminal.run(`next ${mine}`)).out).toContain(
		'Why now: You finished Leaves. It takes Kettles as known.\n',
	);
});

test('topics whose needs are not met are hidden, and put-off topics come back on their day', async () => {
	const terminal = new Terminal({ now: '2026-11-22T10:00:00.000Z' });
	const mine = `--roadmap ${writeRoadmap()}`;
	const ids = async () => (await terminal.json(`next -n 9 ${mine}`)).topics.map(idOf);
	expect(await ids()).toEqual(['water']);
	await terminal.run(`done water leaves ${mine}`);
	expect(await ids()).toEqual(['green-tea', 'black-tea']);
	await terminal.run(`later green-tea --until 3d ${mine}`);
	expect(await ids()).toEqual(['black-tea']);
	terminal.now = new Date('2026-11-25T10:00:00.000Z');
	expect(await ids()).toEqual(['green-tea', 'black-tea']);
});

test('-n gives that many, in a pipe one record a line', async () => {
	const terminal = new Terminal();
	const { out } = await terminal.run('next -n 2');
	expect(out).toBe(
		'1.1\trelational-model\ttodo\tcore\tThe relational model\n' +
			'1.5\tpython-for-data\ttodo\tcore\tPython & the shell for data work\n',
	);
	await terminal.run('done 1.1');
	expect((await terminal.json('next --number 3')).topics).toHaveLength(3);
});

test('--stage looks into one stage, and of one that waits for others it offers the first', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done python-for-data');
	expect((await terminal.json('next --stage streaming')).topics.map(idOf)).toEqual(['kafka-log']);
	const [first, ...others] = (await terminal.json('next --stage 4')).topics;
	expect(others).toEqual([]);
	expect(first).toMatchObject({ topic: { id: 'lsm-vs-btree' }, why: { after: [], missing: ['indexes'] } });
	const { code, out } = await terminal.run('next --stage 4');
	expect(code).toBe(0);
	expect(unpainted(out)).toContain('Why now   Usually after 2.2 Indexes & access paths.');
	expect(offered(out)[0]).toBe('roadmap open 4.1');
	expect((await terminal.json('next --stage 4 -n 3')).topics).toHaveLength(3);
});

test('the number of what fits into the time is in its hint; of several topics each has what fits', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap(TEA.replace('start: true, ', ''))}`;
	const { out } = await terminal.run(`next --time 10m ${mine}`);
	expect(unpainted(out)).toMatch(/Begin {5}2 {2}Watch it boil/);
	expect(offered(out)[0]).toBe('roadmap open 1.1 2');
	expect((await terminal.run(`open 1.1 2 --print ${mine}`)).out).toContain('https://example.com/boil');
	expect(offered((await terminal.run(`next ${mine}`)).out)[0]).toBe('roadmap open 1.1');
	await terminal.run('done 1.1');
	const both = await terminal.run('next --time 1h -n 2');
	expect(unpainted(both.out).match(/Begin {5}\d/g)).toHaveLength(2);
	const piped = await new Terminal({ home: terminal.home }).run('next --time 1h -n 2');
	expect(piped.out).toMatch(/^(?:1\.\d(?:\t[^\t\n]+){6}\n){2}$/);
});

test('what is begun to be read is gone on with', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1 --resource 1');
	expect(unpainted((await terminal.run('next')).out)).toMatch(/Go on {5}2 /);
});

test('of a resource whose time nobody knows it says nothing, and --time does not offer it', async () => {
	const terminal = new Terminal();
	const untimed = TEA.replaceAll(/, minutes: (?:90|5),/g, ',').replace(
		'by: B. Steam, url',
		'by: B. Steam, minutes: 40, url',
	);
	const mine = `--roadmap ${writeRoadmap(untimed)}`;
	const [book, video] = (await terminal.json(`topic water ${mine}`)).topic.resources;
	expect([book.minutes, video.minutes]).toEqual([null, 40]);
	expect((await terminal.json(`next --time 39m ${mine}`)).shortest).toBe(40);
	expect((await terminal.json(`next --time 40m ${mine}`)).topics[0].resource.title).toBe('Watch it boil');
	expect((await terminal.run(`topic water ${mine}`)).out).not.toMatch(/null|\b0 min/);
});

test('--time picks what fits, and else says what the shortest thing takes', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	const { topics } = await terminal.json('next --time 30m');
	expect(topics[0].resource.minutes).toBeLessThanOrEqual(30);
	const long = await terminal.json(`next --time 1h30m ${mine}`);
	expect(long.topics[0].resource).toMatchObject({ title: 'Watch it boil', minutes: 5 });
	const { code, out } = await terminal.run(`next --time 4m ${mine}`);
	expect(code).toBe(0);
	expect(out).toBe(
		'Nothing to read now fits into 4 min; the shortest takes 5 min.\nroadmap next --time 5m  shows that\n',
	);
	await terminal.run(`known 1.1 ${mine}`);
	const bare = await terminal.run(`next --time 30m ${mine}`);
	expect(bare.out).toBe(
		'Nothing that you can begin now comes with anything to read.\nroadmap next  what to learn now\n',
	);
});

test('when everything is finished the list is empty and the exit code 0', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done stage:1 stage:2 --yes ${mine}`);
	expect((await terminal.json(`next ${mine}`)).topics).toEqual([]);
	expect((await terminal.run(`next ${mine}`)).out).toBe(
		[
			'Everything in view is finished.',
			'On 22 November: 4 topics, about 4 h, 0 of 1 project built.',
			'roadmap project 1  a project that is still to build',
			'roadmap level everything  1 more topic',
			'roadmap path  choose another path',
			'roadmap use  other roadmaps',
			'',
		].join('\n'),
	);
});

test.each([
	['next -n 0', 2, '"0" is not a number of topics.', 'roadmap next -n 3'],
	['next -n two', 2, '"two" is not a number of topics.', 'roadmap next -n 3'],
	['next --time soon', 2, '"soon" is not a length of time.', '30m'],
	['next --stage 99', 3, 'There is no stage called "99".', 'roadmap stages'],
	['next --stage storag-engines', 3, 'There is no stage called "storag-engines".', 'storage-engines'],
])('%s exits with %i and says what to do', async (line, code, message, hint) => {
	const ran = await new Terminal().run(line);
	expect(ran).toMatchObject({ code, out: '' });
	expect(ran.err).toContain(message);
	expect(ran.err).toContain(hint);
});

function idOf({ topic }: { topic: { id: string } }): string {
	return topic.id;
}

test.each([
	['task: "Boil a cup, and time it."', 'Boil a cup, and time it.'],
	['practice: "Boil `one` cup. Then another."', 'Boil one cup.'],
	['practice: "In a pot, do this:\\n\\n    boil"', undefined],
])('the practice is a whole sentence: %s', async (field, sentence) => {
	const roadmap = writeRoadmap(
		`format: 1\nid: tea\ntitle: Tea\nstages: [{id: s, title: S, topics: [{id: t, title: T, ${field}}]}]\n`,
	);
	const { out } = await new Terminal({ tty: true }).run(`next --roadmap ${roadmap}`);
	const line = unpainted(out)
		.split('\n')
		.find((text) => text.startsWith('  Practice'));
	expect(line?.slice(12)).toBe(sentence);
});

test('a program that the practice needs and the machine lacks is named, with the command that helps', async () => {
	const roadmap = writeRoadmap(
		'format: 1\nid: tea\ntitle: Tea\ntools: [{id: kettle, title: A kettle, for: boiling, finds: no-such-kettle-here, get: {any: buy one}}]\n' +
			'stages: [{id: s, title: S, topics: [{id: t, title: T, tools: [kettle]}]}]\n',
	);
	for (const command of ['next', 'topic t']) {
		const { out } = await new Terminal({ tty: true }).run(`${command} --roadmap ${roadmap}`);
		expect(unpainted(out)).toContain('\n  Missing   A kettle is not on this machine yet: roadmap tools\n');
	}
});
