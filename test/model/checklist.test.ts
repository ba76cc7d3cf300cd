import { describe, expect, test } from 'vitest';
import { ESCAPED_NOTES, escapedNotes, goesFurther, readChecklist } from '../../src/model/checklist.ts';
import { STATUSES } from '../../src/model/types.ts';

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
	])('%s', (line, status) => expect(only(line)).toEqual({ topic: 'sql-joins', status, notes: '' }));

	test.each(['- [x] Joins', '[x] `sql-joins`', '- [y] `sql-joins`', '- [x] `SQL JOINS`', '', '# A list'])(
		'is none in %j',
		(line) => expect(readChecklist(line)).toBeUndefined(),
	);
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
