/** `roadmap review`: asked at a terminal or step by step, every answer is in the journal, and none is asked too often. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { learner } from './learner.ts';
import { tooWide, unpainted } from './screen.ts';

function answers(terminal: Terminal) {
	return terminal
		.journal()
		.flatMap(({ kind, question, grade, asked, had }) => (kind === 'review' ? [{ question, grade, asked, had }] : []));
}

describe('at a terminal', () => {
	let terminal: Terminal;
	beforeEach(async () => {
		terminal = await learner({ tty: true });
	});

	test('each question is asked, then its answer shown, and what was missed comes once more', async () => {
		const { code, out, err } = await terminal.run('review', [
			'it is wet\r',
			'\r',
			'\r',
			'1\r',
			'\r',
			'x',
			'\r',
			'\r',
			'\r',
			'e',
		]);
		expect(code).toBe(0);
		expect(answers(terminal)).toEqual([
			{ question: 'taste', grade: 3, asked: 'new', had: '11' },
			{ question: 'where', grade: 1, asked: 'new', had: '10' },
			{ question: 'heat', grade: 1, asked: 'new', had: '00' },
			{ question: 'where', grade: 3, asked: 'again', had: '11' },
			{ question: 'heat', grade: 4, asked: 'again', had: undefined },
		]);
		const screens = unpainted(err);
		expect(screens.indexOf('Hard water makes flat tea.')).toBeGreaterThan(screens.indexOf('Why does it matter?'));
		expect(screens).toContain('1 of 3');
		expect(screens).toContain('once more');
		expect(unpainted(out)).toContain('3 questions, 1 recalled at once.');
	});

	test.each([
		['q after the first answer', ['\r', '\r', '\r', 'q']],
		['q instead of an answer', ['\r', '\r', 'q\r']],
		['Ctrl-C at a question', ['\r', '\r', '\u0003\r']],
		['Ctrl-C at the keys', ['\r', '\r', '\r', '\u0003']],
	])('%s ends, and the answer is kept', async (_, keys) => {
		const { code, out } = await terminal.run('review', keys);
		expect({ code, answers: answers(terminal).length }).toEqual({ code: 0, answers: 1 });
		expect(unpainted(out)).toContain('go on: 2 worth asking');
	});

	test('u takes the last answer back, exactly: its question comes again, and then the other', async () => {
		const before = (await terminal.json('review')).questions;
		await terminal.run('review', ['\r', 'x', '\r', 'u', 'q\r']);
		const events = terminal.journal();
		expect(events.at(-1)).toMatchObject({ kind: 'undo', takes: [events.at(-2)?.id] });
		expect((await terminal.json('review')).questions).toEqual(before);
		const { err } = await terminal.run('review', ['\r', 'u', 'q']);
		expect(unpainted(err)).toContain('There is no answer to take back yet.');
	});

	test('s sets a question aside until --back; r reports it with a word why and lets it be judged', async () => {
		await terminal.run('review', ['\r', 's', '\r', 'r', 'two are right\r', '\r', 'q\r']);
		expect(terminal.journal().slice(-3)).toMatchObject([
			{ kind: 'question', topic: 'water', question: 'taste', to: 'suspended' },
			{ kind: 'report', topic: 'leaves', question: 'where', why: 'two are right' },
			{ kind: 'review', question: 'where', grade: 3 },
		]);
		const left = async () => (await terminal.json('review')).questions.map(({ id }: { id: string }) => id);
		expect(await left()).toEqual(['water/heat']);
		expect(await terminal.json('review --back')).toMatchObject({ changed: 'question', id: 'water/taste', left: 0 });
		expect(await left()).toEqual(['water/taste', 'water/heat']);
		expect((await terminal.run('review --back')).code).toBe(1);
	});

	test('Backspace takes the last digit back', async () => {
		await terminal.run('review', ['\r', '12\u007f\r', 'q\r']);
		expect(answers(terminal)).toEqual([{ question: 'taste', grade: 1, asked: 'new', had: '10' }]);
	});

	test('o shows the topic, h is a grade only with --grades, and other keys show what there is', async () => {
		const plain = await terminal.run('review', ['\r', 'o', 'h', 'z', 'q']);
		expect(answers(terminal)).toEqual([]);
		expect(unpainted(plain.err)).toContain('roadmap reset 1.1');
		expect(unpainted(plain.err)).toContain('s set aside');
		const all = await terminal.run('review --grades', ['\r', 'h', 'q\r']);
		expect(unpainted(all.err)).toMatch(/h hard \(\d+ days?\)/);
		expect(answers(terminal)).toMatchObject([{ grade: 2 }]);
	});

	test.each([
		['--max 1', 1],
		['--minutes 1', 2],
		['--minutes 1m', 2],
	])('%s bounds a session', async (option, count) => {
		await terminal.run(`review ${option}`, [...'\r\r\r\r\r\r']);
		expect(answers(terminal)).toHaveLength(count);
	});

	test('no question is asked after five minutes', async () => {
		const start = terminal.now.getTime();
		Object.defineProperty(terminal, 'now', { get: () => new Date(start + answers(terminal).length * 3 * 60_000) });
		const { out } = await terminal.run('review', [...'\r\r\r\r\r\r']);
		expect(answers(terminal)).toHaveLength(2);
		expect(unpainted(out)).toContain('go on: 1 worth asking');
	});

	test('a miss that is taken back does not come once more', async () => {
		const { out, err } = await terminal.run('review', ['\r', 'x', '\r', 'u', ...'\r\r\r\r\r\r', 'q\r']);
		expect(unpainted(out)).toContain('3 questions, 3 recalled at once.');
		expect(unpainted(err)).not.toContain('once more');
	});

	test('what is missed for the fourth time is said to rest, and what to read', async () => {
		await terminal.json('review grade water/taste good');
		for (const day of ['2026-12-10', '2026-12-12', '2026-12-14', '2026-12-16']) {
			terminal.now = new Date(`${day}T10:00:00.000Z`);
			const { err } = await terminal.run('review --max 1', ['\r', 'x', 'q\r']);
			const words = unpainted(err).replace(/\s+/g, ' ');
			expect(words.includes('Missed 4 times: read 1.1 again?')).toBe(day === '2026-12-16');
			expect(words.includes('roadmap open 1.1')).toBe(day === '2026-12-16');
		}
	});

	test('for a dumb terminal and a screen reader a key is a line', async () => {
		for (const env of [{ TERM: 'dumb' }, { ROADMAP_ACCESSIBLE: '1' }]) {
			const reader = await learner({ tty: true, env });
			const { err } = await reader.run('review', ['wet\r', '1, 2\r', '\r', 'x\r', '\r', 'easy\r', 'q\r']);
			expect(answers(reader).map(({ grade }) => grade)).toEqual([3, 1, 4]);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: what moves a cursor begins with an escape
			expect(unpainted(err)).not.toMatch(/[\u001b\b]/);
		}
	});

	test('nothing is wider than the terminal', async () => {
		const narrow = new Terminal({ home: terminal.home, tty: true, columns: 40, now: '2026-11-27T10:00:00.000Z' });
		const { out, err } = await narrow.run('review', ['\r', '?', 'x', 'q\r']);
		expect(tooWide(out + err, 40)).toEqual([]);
	});
});

describe('without a terminal', () => {
	test('the list has no answers; an answer is one step, a grade another', async () => {
		const terminal = await learner();
		const list = await terminal.json('review');
		expect(list).toMatchObject({ target: 0.85, worthAsking: 3, minutes: 2, due: 0, next: null });
		expect(list.questions[0]).toMatchObject({ id: 'water/taste', asked: 'new', points: 2, due: null });
		expect(JSON.stringify(list)).not.toContain('flat tea');
		expect((await terminal.json('review answer 1.1/heat')).points).toEqual(['a hundred', 'degrees']);
		expect((await terminal.run('review answer water/taste')).out).toBe(
			'1\tIt is nearly all of it.\n2\tHard water makes flat tea.\n',
		);
		expect(await terminal.json('review grade water/taste good --had 1')).toMatchObject({ asked: 'new', grade: 'good' });
		expect(answers(terminal)).toEqual([{ question: 'taste', grade: 3, asked: 'new', had: '10' }]);
		expect((await terminal.json('review')).questions).toHaveLength(2);
	});

	test('of two answers on one day the first counts', async () => {
		const terminal = await learner();
		const { due } = await terminal.json('review grade water/taste good');
		expect(await terminal.json('review grade water/taste again')).toMatchObject({ asked: 'again', due });
	});

	test('what is due comes back, and undo takes an answer back', async () => {
		const terminal = await learner();
		const { due } = await terminal.json('review grade water/taste again');
		terminal.now = new Date(`${due}T10:00:00.000Z`);
		const asked = async () =>
			(await terminal.json('review')).questions.map(
				({ id, asked: why }: { id: string; asked: string }) => `${id} ${why}`,
			);
		expect(await asked()).toContain('water/taste due');
		await terminal.json('review grade water/taste easy');
		expect(await asked()).not.toContain('water/taste due');
		await terminal.run('undo');
		expect(await asked()).toContain('water/taste due');
	});

	test('what is answered before it is due is asked beyond the schedule', async () => {
		const terminal = await learner();
		const { due } = await terminal.json('review grade water/taste good');
		terminal.now = new Date('2026-11-28T10:00:00.000Z');
		expect(await terminal.json('review grade water/taste good')).toMatchObject({ asked: 'extra' });
		terminal.now = new Date('2027-02-28T10:00:00.000Z');
		expect(due < '2027-02-28').toBe(true);
		expect(await terminal.json('review grade water/taste good')).toMatchObject({ asked: 'due' });
	});

	test('the next day is tomorrow if something is new then, though what was answered comes back later', async () => {
		const terminal = await learner();
		await terminal.json('review grade water/heat easy');
		const { due } = await terminal.json('review grade water/taste easy');
		await terminal.json('review grade leaves/where easy');
		expect((await terminal.json('review')).next).toBe(due);
		await terminal.run('undo');
		await terminal.run('reset leaves');
		await terminal.run('done leaves');
		expect((await terminal.json('review')).next).toBe('2026-11-28');
		terminal.now = new Date('2026-11-28T10:00:00.000Z');
		expect((await terminal.json('review')).questions).toMatchObject([{ id: 'leaves/where' }]);
	});

	test('--topic and --all ask beyond the schedule; nothing done, nothing asked', async () => {
		const terminal = await learner();
		for (const id of ['water/taste', 'water/heat', 'leaves/where']) await terminal.json(`review grade ${id} easy`);
		expect((await terminal.json('review')).questions).toEqual([]);
		expect((await terminal.json('review --topic water')).questions).toHaveLength(2);
		expect((await terminal.json('review --all --max 1')).questions).toMatchObject([{ asked: 'extra' }]);
		expect((await terminal.json('review --stage basics')).questions).toHaveLength(3);
		const { out } = await new Terminal().run('review');
		expect(out).toContain('from the day after');
	});

	test.each([
		['--stage 2', 'no question to ask on what you finished in stage 2'],
		['--topic kettles', 'no question to ask on 1.3 Kettles'],
	])('%s says where there is no question', async (option, words) => {
		const terminal = option === '--stage 2' ? new Terminal() : await learner();
		expect(unpainted((await terminal.run(`review ${option}`)).out)).toContain(words);
	});

	test('a target is kept, and a higher one asks sooner', async () => {
		const terminal = await learner();
		const { due } = await terminal.json('review grade water/taste easy');
		expect(await terminal.json('review --target 95%')).toEqual({ changed: 'target', from: 0.85, to: 0.95 });
		const { next } = await terminal.json('review');
		expect(next < due).toBe(true);
		await terminal.run('undo');
		expect((await terminal.json('review')).next).toBe(due);
	});

	test.each([
		['review grade water/nothing good', 3, 'It has taste, heat.'],
		['review grade water/heat splendid', 2, 'Grades are again, hard, good, easy.'],
		['review grade water/heat', 2, 'needs a grade'],
		['review grade water good', 2, '<topic>/<question>'],
		['review grade water/heat good --had 3', 2, 'numbered from 1'],
		['review answer', 2, 'needs a question'],
		['review nonsense', 2, 'has no step'],
		['review --target 0.5', 2, 'Between 0.80 and 0.95'],
		['review --max 0', 2, 'from 1 up'],
		['review --topic nothing', 3, 'nothing'],
		['review --back', 1, 'No question is set aside.'],
		['review --topic 1.1 --stage 1', 2, '--topic and --stage contradict each other'],
		['review --stage 1 --all', 2, '--stage and --all contradict each other'],
		['review --target 0.9 --back', 2, '--target does not belong to roadmap review --back'],
		['review --back --max 3', 2, '--max does not belong'],
		['review --had 1', 2, '--had does not belong to roadmap review.'],
		['review answer water/heat --topic 1.1', 2, '--topic does not belong to roadmap review answer'],
		['review answer water/heat more', 2, 'Unexpected argument "more"'],
		['review grade water/heat good more', 2, 'Unexpected argument "more"'],
	])('%s is a clear error with exit %i, and changes nothing', async (line, code, words) => {
		const terminal = await learner();
		const before = terminal.journal();
		const ran = await terminal.run(line);
		expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' });
		expect(ran.err).toContain(words);
		expect(terminal.journal()).toEqual(before);
	});
});

describe('taken along', () => {
	test('for Anki: its header lines, a name that stays, tags, and nothing that breaks a row', async () => {
		const terminal = await learner();
		const file = path.join(terminal.home, 'anki.txt');
		expect(await terminal.json(`export --anki ${file}`)).toMatchObject({ questions: 3, format: 'anki' });
		const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
		expect(lines.slice(0, 4)).toEqual(['#separator:tab', '#html:true', '#guid column:1', '#tags column:4']);
		expect(lines.slice(4).map((line) => line.split('\t'))).toEqual([
			[
				'tea/water/taste',
				'Why does it matter?',
				expect.stringContaining('<li>Hard water makes flat tea.</li>'),
				'tea basics core',
			],
			[
				'tea/water/heat',
				'How hot?',
				'<ol><li>a hundred</li><li>degrees</li></ol>A hundred degrees.',
				'tea basics core',
			],
			['tea/leaves/where', 'Where do they grow?', '<ol><li>On hills.</li><li>In rain.</li></ol>', 'tea basics core'],
		]);
		expect((await terminal.run(`export --anki ${file}`)).code).toBe(1);
	});

	test('what was reported, with the word why', async () => {
		const terminal = await learner({ tty: true });
		await terminal.run('review', ['\r', 'r', 'too <long>\r', 'q']);
		const file = path.join(terminal.home, 'feedback.json');
		await terminal.run(`export --feedback ${file}`);
		expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({
			roadmap: 'tea',
			reports: [{ topic: 'water', question: 'taste', why: 'too <long>', ask: 'Why does it matter?' }],
		});
	});
});
