/** A roadmap that was begun is right as it stands, whatever its author typed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/content/compile.ts';
import { draftText, schemaLine } from '../../src/content/draft.ts';
import { safeLine } from '../../src/domain/safe.ts';

function check(text: string) {
	return compile({
		spine: { name: 'new.yaml', bytes: Buffer.from(text) },
		lessons: new Map(),
		ignoredFiles: [],
		files: [],
	});
}

const HARD = [
	'Bake bread',
	'Bake: bread',
	'"Bread"',
	"'Bread'",
	"Don't",
	'# bread',
	'bread # bread',
	'- bread',
	'? bread',
	'{bread}',
	'[bread',
	'*bread &bread !bread',
	'|',
	'>-',
	'%bread',
	'@bread `bread`',
	'null',
	'~',
	'yes',
	'No',
	'true',
	'1',
	'1e3',
	'0x10',
	'.inf',
	'2026-11-22',
	'C:\\bread\\new',
	'a\tb\nc\r\nd',
	'\u001b[31mred\u0007',
	'\u202ereversed\u200b',
	'\ud800 alone',
	'パンを焼く',
	'🍞👩🏿‍💻',
	'...',
	'---',
	'bread:',
	'--- # x',
	'a '.repeat(250),
	'\ufffe\uffff\ufdd0',
];

const typed = fc.oneof(
	fc.constantFrom(...HARD),
	fc.string({ unit: 'binary', maxLength: 200 }),
	fc.string({ unit: 'grapheme', maxLength: 200 }),
	fc.stringMatching(/^[ \w'"#:,&*!|>%@`{}[\]?~.-]{0,40}$/),
);

test('check finds nothing in it, and reads what was typed', () => {
	fc.assert(
		fc.property(typed, typed, fc.boolean(), fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), (said, aim, isLong, id) => {
			const title = safeLine(said) || 'Untitled';
			const goal = safeLine(aim) || undefined;
			const text = (isLong ? schemaLine('/opt/a b/roadmaps') : '') + draftText({ id, title, goal });
			const { compiled, faults } = check(text);
			expect(faults).toEqual([]);
			expect(compiled?.roadmap).toMatchObject({ id, title, goal: goal ?? title });
		}),
		{ numRuns: 1_000 },
	);
});

test.each(HARD)('%j', (said) => {
	const title = safeLine(said);
	const { compiled, faults } = check(draftText({ id: 'a', title, goal: title }));
	expect(faults).toEqual([]);
	expect(compiled?.roadmap).toMatchObject({ title, goal: title });
});

test('it shows tiers, needs, a resource, and two stages with three topics', () => {
	const { compiled } = check(draftText({ id: 'a', title: 'A' }));
	const stages = compiled?.roadmap.stages ?? [];
	const topics = stages.flatMap((stage) => stage.topics);
	expect([stages.length, topics.length]).toEqual([2, 3]);
	expect(new Set(topics.map(({ tier }) => tier)).size).toBe(2);
	expect(topics.some(({ needs }) => needs.length > 0)).toBe(true);
	expect(compiled?.lessons.flatMap(({ resources }) => resources)).toHaveLength(1);
});

test('what is easy to read stays unquoted', () => {
	const text = draftText({ id: 'bread', title: 'Bake bread', goal: "Bake a loaf (or two), if you're proud of it." });
	expect(text).toContain('\nid: bread\n');
	expect(text).toContain('\ntitle: Bake bread\n');
	expect(text).toContain("\ngoal: Bake a loaf (or two), if you're proud of it.\n");
});

test('the line for editors has no space in its address', () => {
	expect(schemaLine('/opt/my files/roadmaps')).toBe(
		'# yaml-language-server: $schema=file:///opt/my%20files/roadmaps/roadmap.schema.json\n',
	);
});
