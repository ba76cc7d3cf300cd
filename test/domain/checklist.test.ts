import { describe, expect, test } from 'vitest';
import { ESCAPED_NOTES, escapedNotes, goesFurther, readChecklist } from '../../src/domain/checklist.ts';
import { STATUSES } from '../../src/domain/types.ts';

const only = (line: string) => readChecklist(line)?.topics[0];

describe('a topic', () => {
	test.each([
		['- [ ] 1.2 Joins `sql-joins`', 'todo'],
		['- [x] 1.2 Joins `sql-joins`', 'done'],
		['- [X] 1.2 Joins `sql-joins`', 'done'],
		['* [x] 1.2 Joins `sql-joins`', 'done'],
		['+ [x] 1.2 Joins `sql-joins`  ', 'done'],
		['- [x] 1.2 Joins `sql-joins` (done 2026-11-22)', 'done'],
		['- [x] 1.2 Joins `sql-joins` (known)', 'known'],
		['- [ ] 1.2 Joins `sql-joins` (started 2026-11-22)', 'started'],
		['- [ ] 1.2 Joins `sql-joins` (skipped)', 'skipped'],
		// Ticked by hand, the word left as it was; and the other way round.
		['- [x] 1.2 Joins `sql-joins` (started 2026-11-22)', 'done'],
		['- [x] 1.2 Joins `sql-joins` (skipped)', 'done'],
		['- [ ] 1.2 Joins `sql-joins` (done 2026-11-22)', 'todo'],
		['- [x] 1.2 A \\`tick\\` | and \\[brackets\\] `sql-joins`', 'done'],
		['- [x] `sql-joins`', 'done'],
	])('%s', (line, status) => expect(only(line)).toMatchObject({ topic: 'sql-joins', status, notes: '' }));

	test.each([
		'- [x] Joins',
		'[x] `sql-joins`',
		'- [y] `sql-joins`',
		'- [x] `SQL JOINS`',
		'- [x] learn `git` first',
		'',
		'# A list',
	])('is none in %j', (line) => expect(readChecklist(line)).toBeUndefined());
});

test('what is ticked under a topic is finished; an address that may not be opened is passed over', () => {
	const list = readChecklist(
		[
			'- [ ] `sql-joins`',
			'  - [x] [A \\[b\\] (c)](<https://example.com/a_(b)>) docs, B',
			'  - [ ] [B](<https://example.com/b>) docs',
			'  - [x] [C](https://example.com/c)',
			'  - [x] [D](javascript:alert(1))',
		].join('\n'),
	);
	expect(list?.finished).toEqual(['https://example.com/a_(b)', 'https://example.com/c']);
});

test('notes come back line for line', () => {
	const list = readChecklist('- [ ] `a`\r\n  > - one\r\n  >\r\n  >     code\r\n  > > quoted\r\n- [x] `b`\r\n');
	expect(list?.topics).toEqual([
		{ topic: 'a', status: 'todo', notes: '- one\n\n    code\n> quoted\n' },
		{ topic: 'b', status: 'done', notes: '' },
	]);
});

test.each([
	'<script>a</script> <b>',
	'![a](https://example.com/a.png) and [a](b)',
	'&lt; and & and &#60;',
	'\\< \\\\< \\\\ \\n C:\\a \\! \\![',
	'plain *text* `code`',
])('what is escaped in notes comes back as it was: %j', (notes) => {
	const list = `<!-- roadmap: a -->\n${ESCAPED_NOTES}\n- [ ] \`a\`\n  > ${escapedNotes(notes)}`;
	expect(readChecklist(list)?.topics[0]?.notes).toBe(`${notes}\n`);
	expect(escapedNotes(notes)).not.toMatch(/(?<!\\)(?:<|!\[|&\w+;)/);
});

test('notes of a list that does not say that they are escaped stay as they are', () => {
	expect(readChecklist('- [ ] `a`\n  > \\< \\\\')?.topics[0]?.notes).toBe('\\< \\\\\n');
});

test('the roadmap is named', () => {
	expect(readChecklist('<!-- roadmap: bread -->\n- [ ] `a`')?.roadmap).toBe('bread');
	expect(readChecklist('- [ ] `a`')?.roadmap).toBe('');
});

test('a list may tell more and never takes back', () => {
	const further = STATUSES.flatMap((from) =>
		STATUSES.filter((to) => goesFurther(from, to)).map((to) => `${from} ${to}`),
	);
	expect(further).toEqual([
		'todo started',
		'todo done',
		'todo known',
		'todo skipped',
		'started done',
		'started known',
		'started skipped',
	]);
});

describe('the day of a mark', () => {
	test.each([
		['- [x] 1.2 Joins `sql-joins` (done 2026-11-01)', '2026-11-01'],
		['- [x] 1.2 Joins `sql-joins` (known 2026-11-01, long before)', '2026-11-01'],
		['- [x] 1.2 Joins `sql-joins` (done)', undefined],
		['- [x] 1.2 Joins `sql-joins`', undefined],
		['- [x] 1.2 Joins `sql-joins` (done 2026-02-30)', undefined],
		['- [x] 1.2 Joins `sql-joins` (done 0206-11-20)', undefined],
		// As people and other programs write it.
		['- [x] 1.2 Joins `sql-joins` (done on 2026-11-01)', '2026-11-01'],
		['- [x] 1.2 Joins `sql-joins` (done 2026-11-1)', '2026-11-01'],
		['- [x] 1.2 Joins `sql-joins` ✅ 2026-11-01', '2026-11-01'],
		['- [x] 1.2 Joins `sql-joins` @done(2026-11-01)', '2026-11-01'],
		['- [x] 1.2 Joins `sql-joins` [completion:: 2026-11-01]', '2026-11-01'],
	])('%s', (line, day) => expect(only(line)?.day).toBe(day));
});

describe('a megabyte of the worst text is read at once', () => {
	test.each([
		['a state that never ends', `- [ ] 1 a \`a\` (${'w'.repeat(1_000_000)}`],
		['spaces', `- [ ] 1 a \`a\`${' '.repeat(1_000_000)}x`],
		['ticks', `- [ ] 1 a ${'`'.repeat(1_000_000)}`],
		['states', `- [ ] 1 a \`a\`${' (done)'.repeat(150_000)}`],
		['brackets', `- [ ] 1 a \`a\`\n  - [x] [${']('.repeat(500_000)}`],
		['addresses', `- [ ] 1 a \`a\`\n  - [x] [${'](a'.repeat(330_000)}`],
		['closing brackets', `- [ ] 1 a \`a\`\n  - [x] [a](${')'.repeat(1_000_000)}`],
		['quotes', `- [ ] 1 a \`a\`\n${' '.repeat(1_000_000)}> x`],
	])('%s', { timeout: 2_000 }, (_, text) => {
		readChecklist(text);
	});
});
