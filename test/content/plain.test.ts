/**
 * The plain reader's one rule: what it reads, it reads as the library does, value by value and place by place; else it
 * leaves the file to the library.
 */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { generateRoadmap } from '../../bench/generate-roadmap.mjs';
import { decode } from '../../src/content/decode.ts';
import { readPlain } from '../../src/content/plain.ts';
import { FileText } from '../../src/content/text.ts';
import { plainValue } from '../../src/content/tree.ts';
import { parseUnusual } from '../../src/content/unusual.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'roadmap', 'data-engineer');
const files = ['roadmap.yaml', ...fs.readdirSync(path.join(folder, 'topics')).map((name) => `topics/${name}`)];
const real = files.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));

/** Every plain form, and some that look like one. */
const FORMS = `---
format: 1
title: "Quoted \\"x\\" \\n y"
'k': v
stages:
- id: a
  title: 'it''s'
  topics:
  - {id: x, title: X y, needs: [a, b], url: https://a.b/c#d}
  - id: y
    title: A b
    minutes: 30
    summary: >-
      Some text
      that folds

      and goes on
    idea: |
      line one

        indented
      end
    flow: [a,
      b, {c: d}
      ]
    next:
      [a]
    words:
      over two
      lines
    plain: this goes
      on here
  # comment
  - id: z # trailing
    n: ~
    needs: []
`;
const WORDS = `a: 1
b: 012
c: 1e3
d: 1.10
e: no
f: 2024-01-01
g: true
h: 0
i: 0x1F
j: -.inf
k: .nan
l: Null
m: +12
n: 12345678901234567890
o: 0o17
p: .5
q: 1_000
r: 1:30
s: null-ish
`;
const JSONS = '{"format": 1, "a": [{"b":"c\\u00e9","d":12,"e":true,"f":null}, []], "g": {}}\n';

/** @returns whether the plain reader read it; then the library reads the same, and has nothing to say of it */
function agree(text: string): boolean {
	const { root } = readPlain(text);
	if (!root) return false;
	const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
	const said = [...documents].flatMap(({ errors, warnings }) => [...errors, ...warnings]);
	expect({ text, said, documents: documents.length }).toEqual({ text, said: [], documents: 1 });
	const library = parseUnusual(new FileText('', text), 0);
	expect({ text, root, faults: [] }).toEqual({ text, ...library });
	return true;
}

test('the files that come with the program, and a generated one, are all plain', () => {
	const left = files.filter((_, i) => !agree(real[i] ?? ''));
	// A text in quotes that goes over lines is left to the library.
	expect(left.length).toBeLessThanOrEqual(5);
	expect(agree(generateRoadmap(20))).toBe(true);
});

test.each([FORMS, WORDS, JSONS, FORMS.replaceAll('\n', '\r\n'), FORMS.trimEnd()])('every form: %j', (text) => {
	expect(agree(text.replace("'k': v\n", '').replace("'k': v\r\n", ''))).toBe(true);
});

describe('files that somebody broke', () => {
	const BITS =
		'\n| |  |    |- |-|: |:| #|#|"|\'|[|]|{|}|,|||>|a|1|.|0|~|null|true|---|...|\t|&a |*a|!x |%|@|`|?|? |\\|é|\u00a0|\u2028|😀|\r\n|\r|-1|<<|+|\'\'|""|[]|{}|- - a|key:|\n---\n|\n...\n|: |\n  x|/|=|(|*'
			.split('|')
			.concat('|', '|-', '>-', '\n\n', '\n  ', '\n    ', '\n- ', ': |\n', ': >-\n  ');
	const seeds = [FORMS, WORDS, JSONS, generateRoadmap(2), ...real];
	const change = fc.record({ at: fc.nat(), bit: fc.constantFrom(...BITS), drop: fc.nat(3) });
	const broken = fc
		.record({
			seed: fc.constantFrom(...seeds),
			from: fc.nat(),
			lines: fc.integer({ min: 1, max: 25 }),
			changes: fc.array(change, { minLength: 1, maxLength: 3 }),
			newline: fc.constantFrom('\n', '\n', '\r\n'),
		})
		.map(({ seed, from, lines, changes, newline }) => {
			const all = seed.split('\n');
			const first = from % 2 === 0 ? 0 : from % all.length;
			let text = `${all.slice(first, first + lines).join('\n')}\n`;
			for (const { at, bit, drop } of changes) {
				const place = at % (text.length + 1);
				text = text.slice(0, place) + bit + text.slice(place + drop);
			}
			return decode(Buffer.from(text.replaceAll('\n', newline))).text;
		});

	test('are read alike, or left', () => {
		let read = 0;
		fc.assert(
			fc.property(broken, (text) => {
				if (agree(text)) read++;
			}),
			{ numRuns: 4_000 },
		);
		expect(read, 'files that the plain reader read').toBeGreaterThan(400);
	});

	test('the library never throws, whatever stands there', () => {
		const anything = fc.oneof(
			broken,
			fc.string({ unit: 'binary' }),
			fc.array(fc.constantFrom(...BITS)).map((bits) => bits.join('')),
		);
		fc.assert(
			fc.property(anything, (text) => {
				const { root, faults } = parseUnusual(new FileText('', text), 0);
				expect(root !== undefined || faults.length > 0).toBe(true);
				if (root) plainValue(root);
			}),
			{ numRuns: 2_000 },
		);
	});
});
