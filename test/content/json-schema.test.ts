/**
 * The JSON Schema and the validator say the same. What an editor underlines, `roadmap check` says too; what only
 * `roadmap check` can see stands in a table here, each with its reason.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Ajv, type AnySchema, type ErrorObject } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { schemaFiles } from '../../scripts/json-schema.ts';
import { pathText } from '../../src/content/fault.ts';
import { UNIQUE_LISTS, WORDS } from '../../src/content/fields.ts';
import { lessonFile, roadmapFile } from '../../src/content/schema.ts';
import { maps, validate } from '../../src/content/validator.ts';
import { TEA } from '../commands/screen.ts';
import { SHELF } from '../terminal.ts';
import { compileText } from './source.ts';

const CONTENT = path.join(import.meta.dirname, '..', '..', 'roadmap');
const BROKEN = path.join(import.meta.dirname, 'broken');
const generated = new Map(schemaFiles().map(({ name, content }) => [name, content]));

/** Faults that no JSON Schema of one file can express, by their messages, and why. */
const UNSEEN: readonly (readonly [why: string, message: RegExp])[] = [
	['it is no YAML', /^(?:from here to the next colon|a text cannot begin with|a tab indents this|this quote is)/],
	['it is no YAML', /^(?:a \] is missing|a comma is missing|there is a comma too many|nothing opens before)/],
	['it is no YAML', /^(?:a colon is missing|put a space|this line has a second colon|inside \[ \] and \{ \} things)/],
	[
		'it is no YAML',
		/^(?:this is indented differently|this dash is in another|this belongs to nothing|# begins a comment)/,
	],
	['it is no YAML', /^(?:begin the list on the next line|behind \| or > the text|the text ended before this)/],
	['it is no YAML', /is not an escape|and there is no &\w+ before it|^an anchor \(&\) or alias/],
	['YAML that is not for roadmaps', /^(?:lines that begin with %|tags \(|a second document|merge keys)/],
	[
		'YAML that is not for roadmaps',
		/^(?:a key must be a plain text|a list or a map cannot be a key|this key is too long)/,
	],
	['more than a roadmap may be', /^this is nested too deeply/],
	['a schema sees values, and the first of two keys is gone', /stands here a second time/],
	[
		'another part of the roadmap decides',
		/^no (?:topic|stage|tool) has the id|is (?:not on|in a stage of|in no stage of) this path|is not among the phases/,
	],
	['another part of the roadmap decides', /^another [a-z ]+ has the id/],
	['another part of the roadmap decides', /^a topic cannot need itself|in a circle/],
	['another part of the roadmap decides', /is this topic's own id|stands among the aliases in line/],
	[
		'the kind of a check or the engine of a lab decides',
		/^a [a-z]+ check (?:needs|has no use)|^a file check with|^a lab in |^expect and rows stand here/,
	],
	[
		'another part of the lab decides',
		/^the number of values in this row|^a variant needs make or files|is not among columns|columns has to name|^names: true needs|^there is no (?:check|variant) \d/,
	],
	['another part of the lab decides', /^another file of this lab|is a name that the lab's folder has already/],
	['counted only once the text is cleaned', /is never shown; leave it out$|^this is longer than 20,000 char/],
	['the address as a browser would get it', /^this address has an encoded control character/],
];

/** Where one of these is told, the program reads the file otherwise than an editor, or does not read on. */
const READ_OTHERWISE = [
	...UNSEEN.flatMap(([why, pattern]) => (/YAML/.test(why) ? [pattern] : [])),
	/^format .* is newer/,
];

function isSeen({ message }: { readonly message: string }): boolean {
	return !UNSEEN.some(([, pattern]) => pattern.test(message));
}

/** Strict: a schema with a keyword that means nothing is refused. */
function validatorOf(name: string) {
	const ajv = new Ajv({ allErrors: true, strict: true }).addVocabulary(['patternErrorMessage']);
	const check = ajv.compile(JSON.parse(generated.get(name) ?? '') as AnySchema);
	return (value: unknown) => (check(value) ? [] : (check.errors ?? []));
}

/** `stages[0].topics[0].tier`, as a fault says it: a field that is missing or too much is the place itself. */
function placeOf({ instancePath, keyword, params }: ErrorObject): string {
	const steps = instancePath.split('/').slice(1);
	const at = steps.map((step) =>
		/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'),
	);
	if (keyword === 'required') at.push(params.missingProperty);
	if (keyword === 'additionalProperties') at.push(params.additionalProperty);
	if (keyword === 'uniqueItems') at.push(Math.max(params.i, params.j));
	return pathText(at);
}

const roadmapFaults = validatorOf('roadmap.schema.json');
const topicFaults = validatorOf('topic.schema.json');

/** As an editor reads it: undefined where it is no YAML. */
function parsed(text: string): { readonly value: unknown } | undefined {
	const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
	if (document.errors.length > 0) return undefined;
	try {
		return { value: document.toJS({ maxAliasCount: -1 }) };
	} catch {
		// An alias of nothing is found only now.
		return undefined;
	}
}

function read(...names: string[]): string {
	return fs.readFileSync(path.join(...names), 'utf8');
}

describe('the files', () => {
	test.each([...generated])('%s is current beside the content (npm run schema) and shipped', (name, content) => {
		expect(read(CONTENT, name)).toBe(content);
		expect(read(SHELF, name)).toBe(content);
	});

	test('every field of every map has words, and there are words for nothing else', () => {
		expect(Object.keys(WORDS).sort()).toEqual([...maps.keys()].sort());
		for (const [what, { fields }] of Object.entries(WORDS)) {
			expect({ what, fields: Object.keys(fields).sort() }).toEqual({
				what,
				fields: Object.keys(maps.get(what)?.entries ?? {}).sort(),
			});
		}
		const named = [...maps].flatMap(([what, map]) => Object.keys(map.entries).map((field) => `${what}.${field}`));
		for (const list of UNIQUE_LISTS) expect(named).toContain(list);
	});

	test('an editor shows what each field is for, and says in words what a pattern means', () => {
		const everywhere = (part: unknown): Record<string, unknown>[] =>
			typeof part === 'object' && part !== null
				? [part as Record<string, unknown>, ...Object.values(part).flatMap(everywhere)]
				: [];
		for (const content of generated.values()) {
			const parts = everywhere(JSON.parse(content));
			for (const { properties, additionalProperties, description } of parts.filter(({ type }) => type === 'object')) {
				expect({ description, additionalProperties }).toEqual({
					description: expect.stringMatching(/^[A-Z].*\.$/),
					additionalProperties: false,
				});
				for (const field of Object.values(properties as Record<string, unknown>))
					expect(field).toMatchObject({ description: expect.stringMatching(/\.$/) });
			}
			for (const part of parts.filter((part) => 'pattern' in part))
				expect(part).toMatchObject({ patternErrorMessage: expect.stringMatching(/\.$/) });
		}
	});

	test('examples are what they are examples of', () => {
		for (const [what, { fields }] of Object.entries(WORDS)) {
			for (const [field, said] of Object.entries(fields)) {
				const entry = maps.get(what)?.entries[field];
				if (!entry || !('~run' in entry) || entry.async) throw new Error(`${what}.${field}`);
				for (const example of typeof said === 'string' ? [] : said.slice(1))
					expect({ what, field, issues: validate(entry, example, () => undefined).issues }).toEqual({ what, field });
			}
		}
	});
});

describe('the roadmap that is shipped', () => {
	const folder = path.join(CONTENT, 'data-engineer');
	const topics = fs.readdirSync(path.join(folder, 'topics'));

	test('is there', () => {
		expect(topics).toHaveLength(70);
	});

	test('tells an editor in the first line of each file where its schema is', () => {
		const files = ['roadmap.yaml', ...topics.map((name) => path.join('topics', name))];
		for (const file of files) {
			const [, named = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(folder, file)) ?? [];
			const schema = path.join(CONTENT, file === 'roadmap.yaml' ? 'roadmap.schema.json' : 'topic.schema.json');
			expect({ file, schema: path.resolve(folder, path.dirname(file), named) }).toEqual({ file, schema });
		}
	});

	test('roadmap.yaml is good', () => {
		expect(roadmapFaults(parsed(read(folder, 'roadmap.yaml'))?.value)).toEqual([]);
	});

	test.each(topics)('topics/%s is good', (name) => {
		expect(topicFaults(parsed(read(folder, 'topics', name))?.value)).toEqual([]);
	});
});

const names = fs.readdirSync(BROKEN).flatMap((name) => (name.endsWith('.yaml') ? [name] : []));

describe('the broken ones: an error in the editor for each fault, at its place, and for nothing else', () => {
	test.each(names)('%s', (name) => {
		const text = read(BROKEN, name);
		const { faults } = compileText(text);
		const twice = new Set(faults.flatMap((fault) => (/second time/.test(fault.message) ? [fault.path] : [])));
		const seen = new Set(faults.flatMap((fault) => (isSeen(fault) && !twice.has(fault.path) ? [fault.path] : [])));
		const document = parsed(text);
		if (!document) expect(seen).toEqual(new Set());
		const errors = new Set(document ? roadmapFaults(document.value).map(placeOf) : []);
		const readsOtherwise = faults.some(({ message }) => READ_OTHERWISE.some((pattern) => pattern.test(message)));
		expect(new Set([...errors].filter((place) => !readsOtherwise || seen.has(place)))).toEqual(seen);
	});

	test('every line of the table is needed', () => {
		const messages = names.flatMap((name) => compileText(read(BROKEN, name)).faults.map(({ message }) => message));
		for (const [why, pattern] of UNSEEN)
			expect({ why, pattern, used: messages.some((message) => pattern.test(message)) }).toMatchObject({ used: true });
	});
});

/** What may stand in the place of something good. */
const stranger = fc.oneof(
	fc.constantFrom<unknown>(null, true, false, 0, 1, 2, -1, 45, 1.5, 100_001, Number.NaN, Number.POSITIVE_INFINITY),
	fc.constantFrom<unknown>('', ' ', '\n', 'core', 'must', 'measured', 'book', 'green', 'Green', '-green', 'a b', ' x '),
	fc.constantFrom<unknown>([], [[]], [null], ['core'], ['green', 'Green'], [1], {}, { id: 'a' }, { constructor: 1 }),
	fc.constantFrom<unknown>('x'.repeat(500), 'x'.repeat(501), ` ${'x '.repeat(251)}`, `${'x '.repeat(250)} \n`),
	fc.constantFrom<unknown>(
		'a'.repeat(64),
		'a'.repeat(65),
		'x'.repeat(20_001),
		`x${' '.repeat(20_000)}`,
		'😀'.repeat(250),
	),
	fc.constantFrom<unknown>('http://', 'https://a', 'https://a@b', 'https://a/@b', 'HTTP://a', 'https:///a', 'ftp://a'),
	fc.webUrl({ withFragments: true, withQueryParameters: true }),
	fc.string({ unit: 'grapheme' }),
	fc.stringMatching(/^[a-z0-9-]{0,70}$/),
);

interface Slot {
	readonly holder: Record<string, unknown> | unknown[];
	readonly key: string | number;
}

/** Every place in a value where something stands. */
function slotsIn(value: unknown): Slot[] {
	if (typeof value !== 'object' || value === null) return [];
	const holder = value as Record<string, unknown> | unknown[];
	return Object.entries(holder).flatMap(([key, item]): Slot[] => [
		{ holder, key: Array.isArray(holder) ? Number(key) : key },
		...slotsIn(item),
	]);
}

const mutation = fc.record({
	at: fc.nat(),
	how: fc.constantFrom('replace', 'drop', 'rename', 'add', 'repeat'),
	name: fc.constantFrom('id', 'title', 'titel', 'constructor', 'toString', 'minutes', 'needs', 'x y'),
	value: stranger,
});

/** Changes one thing in a value, in place. */
function mutate(
	root: Record<string, unknown>,
	{ at, how, name, value }: typeof mutation extends fc.Arbitrary<infer M> ? M : never,
) {
	const slots = slotsIn(root);
	const slot = slots[at % slots.length];
	if (!slot) return;
	const { holder, key } = slot;
	if (Array.isArray(holder)) {
		if (how === 'drop') holder.splice(Number(key), 1);
		else if (how === 'repeat') holder.push(structuredClone(holder[Number(key)]));
		else holder[Number(key)] = value;
		return;
	}
	const before = holder[key];
	if (how === 'drop' || how === 'rename') delete holder[key];
	if (how === 'rename' || how === 'add') holder[name] = how === 'add' ? value : before;
	if (how === 'replace') holder[key] = value;
}

describe('any change to a good one: both find the same places', () => {
	const spine = parsed(TEA)?.value;
	const lesson = parsed(read(CONTENT, 'data-engineer', 'topics', 'sql-joins.yaml'))?.value;
	const labs = parsed(/```yaml\n(labs:\n[^`]+(?:`[^`]+)*?)```/.exec(read(CONTENT, 'README.md'))?.[1] ?? '')?.value;

	test.each([
		['roadmap', roadmapFile, roadmapFaults, spine],
		['topic file', lessonFile, topicFaults, lesson],
		['labs', lessonFile, topicFaults, labs],
	])('%s', (_, schema, errorsOf, good) => {
		expect(good).toBeTypeOf('object');
		expect(errorsOf(good)).toEqual([]);
		fc.assert(
			fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
				const value = structuredClone(good) as Record<string, unknown>;
				for (const each of mutations) mutate(value, each);
				const { issues = [] } = validate(schema, value, () => undefined);
				const seen = new Set(issues.filter(isSeen).map((issue) => pathText(issue.path)));
				// That a list names something twice is not the validator's to say, but check.ts's.
				const errors = errorsOf(value).filter(({ keyword }) => keyword !== 'uniqueItems');
				expect(new Set(errors.map(placeOf))).toEqual(seen);
			}),
			{ numRuns: 1_000 },
		);
	});
});
