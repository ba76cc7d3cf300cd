/** What a check of an answer says, at every width and in a pipe: what is wrong, in rows, and what to do next. */
import { describe, expect, test } from 'vitest';
import { checkView } from '../../src/commands/lab/check-view.ts';
import type { CheckResult, LabRow } from '../../src/commands/lab/results.ts';
import type { Failure } from '../../src/labs/result.ts';
import { makeTheme, type RenderContext } from '../../src/render/context.ts';
import { screen, tooWide } from './screen.ts';

const LAB: LabRow = {
	...{ id: 'empty-cups', title: 'Empty cups', engine: 'duckdb', minutes: 15, name: '1.1' },
	...{ state: 'tried', passedAt: null, hints: 0, shown: false },
	topic: { id: 'joins', number: '1.1', title: 'Joins' },
};

function context(more: Partial<RenderContext> = {}): RenderContext {
	const theme = makeTheme(false);
	return {
		theme,
		width: 80,
		plain: false,
		accessible: false,
		links: false,
		ascii: false,
		today: '2026-11-22',
		...more,
	};
}

function failed(failure: Partial<Failure>, more: Partial<CheckResult> = {}): CheckResult {
	return {
		...{ passed: false, lab: LAB, isInHand: true, file: '/labs/answer.sql', preview: null },
		...{ status: 'started', hasHidden: false, isFirst: false, hintsLeft: 2 },
		failures: [{ check: 1, kind: 'rows', message: 'Something is wrong.', ...failure }],
		...more,
	};
}

const ROWS: Partial<Failure> = {
	message: 'The number of rows is right; 2 rows are missing, and 1 is there instead.',
	columns: ['cup', 'colour'],
	missing: [
		['1', null],
		['22', ''],
	],
	extra: [['3', 'NULL']],
};
/** What `screen` of the tests puts behind the last line is written by `print`. */
const shown = (result: CheckResult, more: Partial<RenderContext> = {}) => `${checkView(result, context(more))}\n`;

describe('an answer that is not right', () => {
	test('has its rows in columns, NULL and the empty text told apart', () => {
		expect(shown(failed(ROWS))).toBe(
			screen(
				'✗ Empty cups is not right yet.',
				'',
				'The number of rows is right; 2 rows are missing, and 1 is there instead.',
				'          cup  colour',
				'missing   1    NULL',
				"          22   ''",
				"too many  3    'NULL'",
				'',
				'roadmap lab hint            one more; 2 left',
				'roadmap lab check --watch   again whenever you save',
			),
		);
	});

	test('has a row a line where columns do not fit', () => {
		const columns = ['a', 'long', 'row', 'of', 'columns'].map((name) => `${name}_of_the_answer`);
		const text = shown(failed({ columns, missing: [columns.map((_, i) => `value ${i}`)], extra: [] }), { width: 40 });
		expect(text).toContain('  missing   a_of_the_answer value 0 ·');
		expect(tooWide(text, 40)).toEqual([]);
	});

	test('says of an order which row is here and which should be', () => {
		const order = { kind: 'order', columns: ['day'], missing: [['1 May']], extra: [['2 May']] } as const;
		expect(shown(failed(order))).toContain('\n            day\n  here is   2 May\n  expected  1 May\n');
	});

	test('of output is a line that is here and one that should be, each as long as fits', () => {
		const line = 'word '.repeat(30).trim();
		const text = shown(failed({ kind: 'stdout', missing: [[line]], extra: [['?']] }));
		expect(text).toContain('\n  here is   ?\n  expected  word word');
		expect(text).toMatch(/\n {2}expected {2}(?:word )+w?o?r?d?…\n/);
		expect(tooWide(text, 80)).toEqual([]);
	});

	test('points into its line, also a long one and one with tabs', () => {
		const place = { line: 12, column: 8, source: 'SELECT\tcpu FROM cups' };
		expect(shown(failed({ kind: 'error', place }))).toContain(
			['      12 | SELECT cpu FROM cups', '         |        ^', ''].join('\n'),
		);
		const long = { line: 3, column: 201, source: `${'x'.repeat(200)}!${'y'.repeat(200)}` };
		const text = shown(failed({ kind: 'error', place: long }), { width: 40 });
		expect(tooWide(text, 40)).toEqual([]);
		const lines = text.split('\n');
		const caret = lines.findIndex((line) => line.includes('^'));
		expect(lines[caret - 1]?.[lines[caret]?.indexOf('^') ?? -1]).toBe('!');
	});

	test('says once what makes several checks fail', () => {
		const failure = { kind: 'error', message: 'There is no table orders.' } as const;
		const failures = [1, 2].map((check) => ({ check, ...failure }));
		expect(shown(failed({}, { failures })).match(/no table orders/g)).toHaveLength(1);
	});

	test('shows what it gave where its columns are wrong', () => {
		const preview = { columns: ['n'], rows: [['1'], ['2']], total: 9 };
		expect(shown(failed({ kind: 'columns' }, { preview }))).toContain(
			'  Your answer gave, the first of 9 rows:\n    n\n    1\n    2\n',
		);
		for (const other of [ROWS, { kind: 'uses' }, { kind: 'file' }] as const)
			expect(shown(failed(other, { preview }))).not.toContain('Your answer gave');
	});

	test('names the lab where another one is in hand, and the solution where no hint is left', () => {
		const text = shown(failed({}, { isInHand: false, hintsLeft: 0 }));
		expect(text).toContain('roadmap lab solution 1.1        how the author does it');
		expect(text).toContain('roadmap lab check 1.1 --watch   again');
	});

	test('is in a pipe a line for each thing', () => {
		expect(checkView(failed({ ...ROWS, place: { line: 2, column: 4, source: 'x' } }), context({ plain: true }))).toBe(
			[
				'Empty cups is not right yet.',
				'2:4  The number of rows is right; 2 rows are missing, and 1 is there instead.',
				'missing\t1\tNULL',
				"missing\t22\t''",
				"too many\t3\t'NULL'",
				'roadmap lab hint  one more; 2 left',
				'roadmap lab check --watch  again whenever you save',
			].join('\n'),
		);
	});

	test('has the rows that a query of the author has found, neither missing nor too many', () => {
		const text = checkView(failed({ kind: 'zero', columns: ['n'], extra: [['2']] }), context({ plain: true }));
		expect(text).toContain('\nfound\t2\n');
	});

	test('in a pipe, too, has the row that is out of place beside the expected one', () => {
		const order = { kind: 'order', columns: ['n'], missing: [['1']], extra: [['2']] } as const;
		expect(checkView(failed(order), context({ plain: true }))).toContain('\nhere is\t2\nexpected\t1\n');
	});

	test('cannot act on the terminal by what is in its cells', () => {
		const text = shown(failed({ ...ROWS, columns: ['\u001b[2J', 'b'], missing: [['\u001b]0;x\u0007', '\u202e']] }));
		// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
		expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
	});
});

describe('an answer that is right', () => {
	const passed = (more: Partial<CheckResult> = {}) =>
		shown({ ...failed({}), passed: true, failures: [], isFirst: true, ...more });

	test('offers done, and never where the topic is done', () => {
		expect(passed()).toBe(
			screen(
				'✓ Empty cups is right.',
				'',
				'roadmap done 1.1       if you can explain it to a colleague',
				'roadmap lab solution   how the author does it',
				'roadmap next           what to learn now',
			),
		);
		expect(passed({ hasHidden: true })).toContain('✓ Empty cups is right, on other data too.\n');
		expect(passed({ status: 'done' })).not.toContain('roadmap done');
	});

	test('says when it passed before', () => {
		const lab: LabRow = { ...LAB, state: 'passed', passedAt: '2026-11-20T10:00:00.000Z' };
		expect(passed({ isFirst: false, lab })).toContain('Empty cups is right. It passed before, on 20 November.');
	});
});

describe('while it is watched', () => {
	const at = '2026-11-22T10:00:07.000Z';
	test('the time stands above, and the keys below', () => {
		const text = shown(failed({}, { round: 1, at }));
		expect(text.split('\n')[1]).toBe(`  10:00:07  ${'─'.repeat(68)}`);
		expect(text).toContain('It is checked again whenever you save.\n  h hint · s solution · r check again · q quit\n');
		expect(shown(failed({}, { round: 2, at, hintsLeft: 0 }))).toMatch(/\n\n {2}s solution · r check again · q quit\n/);
	});

	test('a pass offers done and the next lab', () => {
		const text = shown({ ...failed({}), passed: true, failures: [], isFirst: true, round: 2, at });
		expect(text).toContain(
			'If you can explain it: roadmap done 1.1\n  n next lab · s solution · r check again · q quit\n',
		);
	});

	test('in a pipe each check begins with its time', () => {
		const text = checkView(failed({}, { round: 1, at }), context({ plain: true }));
		expect(text).toBe('10:00:07  Empty cups is not right yet.\nSomething is wrong.');
	});
});
