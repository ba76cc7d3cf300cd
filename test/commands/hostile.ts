/** What somebody who means harm, or a dying disk, may put before the program: arbitraries for `fuzz.test.ts`. */
import path from 'node:path';
import fc from 'fast-check';
import { type Command, commandName } from '../../src/cli/command.ts';
import { spellings } from '../../src/commands/completion/cursor.ts';
import { LAB_FORMS } from '../../src/commands/lab/lab.ts';
import { LAB_STEPS } from '../../src/domain/lab-progress.ts';
import { KINDS, STATUSES, TIERS } from '../../src/domain/types.ts';
import { isPassable, NAUGHTY, SEQUENCES, UNSEEN } from '../naughty.ts';

/** A string of the list, some of them together, or any code units at all. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...NAUGHTY) },
	{ weight: 3, arbitrary: fc.constantFrom(...SEQUENCES, ...UNSEEN) },
	{
		weight: 2,
		arbitrary: fc.array(fc.constantFrom(...NAUGHTY), { minLength: 2, maxLength: 4 }).map((all) => all.join('')),
	},
	{ weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map(fromUnits) },
	{ weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0x9f }), { maxLength: 40 }).map(fromUnits) },
);

function fromUnits(units: readonly number[]): string {
	return String.fromCharCode(...units);
}

/** What can be an argument or a variable. */
export const passable: fc.Arbitrary<string> = hostile.filter(isPassable);

/** What can be the name of a file. */
export const fileName: fc.Arbitrary<string> = passable
	.map((text) => text.replaceAll('/', '∕').slice(0, 60))
	.filter((name) => isPassable(name) && !/^\.{0,2}$/.test(name) && Buffer.byteLength(name) < 200);

/** With a letter, so that the format takes it for a text. */
const line = hostile.map((text) => `t${text.slice(0, 300)}`);
const prose = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'));

const URLS = ['https://example.com/a', 'http://xn--80ak6aa92e.com/', 'https://example.com/%C2%9B?q=%u0000;$(x)&<b>'];
const SLUGS = ['constructor', 'prototype', 'to-string', 'valueof', 'a', '0', '1-2', 'con', 'x'.repeat(64), 'stage'];

/** Ids of the topics: two in each stage. */
export const TOPIC_IDS: readonly string[] = SLUGS.slice(0, 6);

const lesson = fc.record({
	summary: prose,
	why: prose,
	idea: fc.tuple(prose, prose).map(([a, b]) => `${a}\n\n\`\`\`sh\n${b}\n\`\`\`\n${a}`),
	outcomes: fc.array(line, { maxLength: 3 }),
	pitfalls: fc.array(fc.record({ mistake: line, sign: line }), { maxLength: 2 }),
	practice: prose,
	recall: fc.tuple(line, prose).map(([ask, answer]) => [{ id: 'constructor', ask, answer }]),
	minutes: fc.integer({ min: 1, max: 100_000 }),
	labs: fc
		.record({
			title: line,
			task: line,
			starter: prose,
			solution: line,
			make: prose,
			hints: fc.array(line, { maxLength: 2 }),
		})
		.map((lab) => [
			{ id: 'constructor', engine: 'duckdb', checks: [{ kind: 'zero', query: 'SELECT 1', says: lab.title }], ...lab },
		]),
	resources: fc.array(
		fc.record({
			kind: fc.constantFrom(...KINDS),
			title: line,
			by: line,
			url: fc.constantFrom(...URLS),
			minutes: fc.integer({ min: 1, max: 1000 }),
			note: line,
		}),
		{ maxLength: 3 },
	),
});

/** A roadmap that is one, with a hostile text wherever a text may stand. */
const roadmap = fc
	.record({
		title: line,
		goal: line,
		welcome: prose,
		phase: line,
		paths: fc.tuple(line, line),
		stages: fc.array(fc.record({ title: line, tagline: line, intro: prose, project: prose }), {
			minLength: 3,
			maxLength: 3,
		}),
		topics: fc.array(fc.record({ title: line, tier: fc.constantFrom(...TIERS), lesson }), {
			minLength: 6,
			maxLength: 6,
		}),
	})
	.map(({ title, goal, welcome, phase, paths, stages, topics }) => ({
		format: 1,
		id: 'hostile',
		title,
		goal,
		welcome,
		phases: [phase],
		paths: [{ id: 'all', title: paths[0], for: paths[1], stages: SLUGS.slice(6, 9) }],
		stages: stages.map((stage, s) => ({
			id: SLUGS[6 + s],
			phase,
			...stage,
			topics: topics.slice(2 * s, 2 * s + 2).map((topic, i) => ({
				id: TOPIC_IDS[2 * s + i],
				title: topic.title,
				tier: topic.tier,
				needs: TOPIC_IDS.slice(0, i),
				...topic.lesson,
			})),
		})),
	}));

/** The same as a file: what JSON leaves bare stands there bare, or everything is an escape. */
export const roadmapText: fc.Arbitrary<string> = fc
	.tuple(roadmap, fc.boolean())
	.map(([value, escaped]) => (escaped ? asEscapes(JSON.stringify(value)) : JSON.stringify(value)));

function asEscapes(json: string): string {
	return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const fieldName = fc.constantFrom(
	...['id', 'title', 'tier', 'needs', 'url', 'kind', 'minutes', 'resources', 'outcomes', 'recall', 'aliases', 'shows'],
	...['stages', 'topics', 'paths', 'levels', 'phases', 'phase', 'format', 'summary', 'paid', '__proto__'],
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
	hostile,
	fc.constantFrom(null, true, 0, -1, 1e308, [], {}, [[]], [null], { a: 1 }),
	fc.array(hostile, { maxLength: 3 }),
	fc.constantFrom(...TOPIC_IDS),
);
/** A file whose form is good, with fields that no roadmap has and values that no field takes. */
export const wrongRoadmap: fc.Arbitrary<Buffer> = fc
	.tuple(
		roadmap,
		fc.array(
			fc.tuple(fc.constantFrom('roadmap', 'stage', 'topic', 'resource'), fc.oneof(hostile, fieldName), anything),
			{
				minLength: 1,
				maxLength: 8,
			},
		),
	)
	.map(([whole, wrongs]) => {
		const value: Fields = structuredClone(whole);
		for (const [where, name, wrong] of wrongs) {
			// Assigned, `__proto__` would be no field.
			Object.defineProperty(placeIn(value, where), name, { value: wrong, enumerable: true, configurable: true });
		}
		return Buffer.from(JSON.stringify(value, null, 1));
	});

type Fields = Record<string, unknown>;

function placeIn(value: Fields, where: string): Fields {
	const inner: Readonly<Record<string, string>> = { stage: 'stages', topic: 'topics', resource: 'resources' };
	let place = value;
	for (const step of ['stage', 'topic', 'resource']) {
		if (where === 'roadmap') return place;
		const list = place[inner[step] ?? ''];
		if (!Array.isArray(list) || typeof list[0] !== 'object' || list[0] === null) return place;
		place = list[0] as Fields;
		if (where === step) return place;
	}
	return place;
}

/** A good file that a disk, a merge or a hand went over: bytes changed, cut, doubled. */
export const brokenRoadmap: fc.Arbitrary<Buffer> = fc
	.tuple(
		roadmapText,
		fc.array(
			fc.tuple(
				fc.double({ min: 0, max: 1, noNaN: true }),
				fc.oneof(hostile, fc.constantFrom(...'[]{},:#&*!|>-?%@`"\'\n\t')),
			),
			{
				minLength: 1,
				maxLength: 6,
			},
		),
		fc.boolean(),
	)
	.map(([text, blows, cut]) => {
		let broken = text.slice(0, 4_000);
		for (const [place, blow] of blows) {
			const at = Math.floor(place * broken.length);
			broken = broken.slice(0, at) + blow + broken.slice(at + (cut ? blow.length : 0));
		}
		return Buffer.from(broken, cut ? 'latin1' : 'utf8');
	});

const topic = fc.constantFrom(...TOPIC_IDS, ...SLUGS, 'gone');
const either = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
	fc.oneof({ weight: 5, arbitrary: good as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: anything });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const broughtIn = fc.record({
	v: fc.constantFrom(1, 1, 2),
	id: fc.nat(30).map((n) => `E${n}`),
	at: fc.constant('2026-11-02T10:00:00.000Z'),
	roadmap: fc.constant('hostile'),
	kind: fc.constantFrom(undefined, 'link', 'add', 'import', 'undo', '__proto__'),
	topic,
	stage: topic,
	tier: fc.constant('core'),
	to: fc.constantFrom('done', 'linked'),
	what: fc.constantFrom(...KINDS),
	url: fc.oneof(hostile, fc.constantFrom(...URLS)),
	title: hostile,
	events: fc.constantFrom([], ['E1']),
	takes: fc.constant(['E1']),
});

/** Imports in an import, deeper than any stack. */
const NESTED =
	'{"v":1,"id":"E1","at":"2026-11-02T10:00:00.000Z","roadmap":"hostile","kind":"import","events":['.repeat(20_000) +
	']}'.repeat(20_000);

/** Every kind of event with free text where it has some, and now and then with nonsense in a field. */
const event = fc
	.oneof(
		fc.record({ topic: either(topic), to: either(fc.constantFrom(...STATUSES)) }),
		fc.record({ topics: either(fc.array(topic, { maxLength: 4 })), to: either(fc.constantFrom(...STATUSES)) }),
		fc.record({
			kind: fc.constant('later'),
			topic: either(topic),
			until: either(fc.constantFrom('2027-01-15', '9999-12-31', '0000-01-01')),
		}),
		fc.record({
			kind: fc.constant('resource'),
			url: fc.oneof(hostile, fc.constantFrom(...URLS)),
			to: either(fc.constantFrom('done', 'todo')),
		}),
		fc.record({
			kind: fc.constant('choice'),
			what: either(fc.constantFrom('path', 'level', 'roadmap')),
			from: either(topic),
			to: either(topic),
			device: either(fc.constant('laptop')),
		}),
		fc.record({
			kind: fc.constant('link'),
			topic: either(topic),
			url: fc.oneof(hostile, fc.constantFrom(...URLS)),
			to: either(fc.constantFrom('linked', 'gone')),
			title: maybe(either(hostile)),
			what: maybe(either(fc.constantFrom(...KINDS))),
		}),
		fc.record({ kind: fc.constant('hide'), topic: either(topic), to: either(fc.constantFrom('hidden', 'shown')) }),
		fc.record({
			kind: fc.constant('add'),
			topic: either(fc.constantFrom('own', ...TOPIC_IDS)),
			stage: either(fc.constantFrom(...SLUGS.slice(6, 9), 'gone')),
			title: either(hostile),
			tier: either(fc.constantFrom(...TIERS)),
		}),
		fc.record({ kind: fc.constant('note'), topic: either(topic) }),
		fc.record({
			kind: fc.constant('lab'),
			topic: either(topic),
			lab: either(topic),
			to: either(fc.constantFrom(...LAB_STEPS)),
			hint: maybe(either(fc.constantFrom(1, 2, 99))),
		}),
		fc.record({
			kind: fc.constant('pace'),
			what: either(fc.constantFrom('goal', 'pause')),
			to: either(fc.constantFrom('6h', '3 topics', 'none', 'paused', 'running', '999.99h')),
		}),
		fc.record({ kind: fc.constant('import'), events: either(fc.array(broughtIn, { maxLength: 4 })) }),
		fc.record({ kind: fc.constant('undo'), takes: either(fc.array(fc.constantFrom('E0', 'E1', 'E2', 'E3', 'gone'))) }),
		fc.record({ kind: anything, more: anything }),
	)
	.chain((fields) =>
		fc.record({
			v: fc.constantFrom(1, 1, 1, 1, 2, 'one'),
			id: either(fc.nat(30).map((n) => `E${n}`)),
			at: either(
				fc.constantFrom(
					'2026-11-01T10:00:00.000Z',
					'2026-11-20T10:00:00.000Z',
					'2039-01-01T00:00:00.000Z',
					'0000-01-01T00:00:00.000Z',
				),
			),
			roadmap: fc.constantFrom('hostile', 'hostile', 'hostile', 'data-engineer', 'Hostile\u001b[2J'),
			replaces: maybe(either(fc.array(fc.constantFrom('E0', 'E1')))),
			fields: fc.constant(fields),
		}),
	)
	.map(({ fields, ...head }) => JSON.stringify({ ...head, ...fields }));

const journalLine: fc.Arbitrary<Buffer> = fc.oneof(
	{ weight: 8, arbitrary: event.map((text) => Buffer.from(text)) },
	{ weight: 1, arbitrary: fc.tuple(event, fc.nat(200)).map(([text, at]) => Buffer.from(text.slice(0, at))) },
	{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
	{ weight: 1, arbitrary: hostile.map((text) => Buffer.from(text)) },
	{
		weight: 1,
		arbitrary: fc
			.constantFrom('\0'.repeat(512), `"${'x'.repeat(200_000)}"`, '['.repeat(100_000), NESTED, 'null', '[]')
			.map((text) => Buffer.from(text)),
	},
);

export const journal: fc.Arbitrary<Buffer> = fc
	.tuple(fc.array(journalLine, { maxLength: 25 }), fc.constantFrom('\n', '\n', '\r\n'), fc.boolean())
	.map(([lines, end, whole]) => {
		const ends = Buffer.from(end);
		const bytes = Buffer.concat(lines.flatMap((text) => [text, ends]));
		return whole ? bytes : bytes.subarray(0, Math.max(0, bytes.length - ends.length));
	});

export const settings: fc.Arbitrary<string> = fc.oneof(
	fc
		.tuple(anything, anything)
		.map(([at, level]) => JSON.stringify({ choices: { hostile: { path: at, level }, ['__proto__']: {} } })),
	anything.map((value) => JSON.stringify({ choices: value, roadmap: value })),
	hostile,
);

export const device: fc.Arbitrary<string> = fc.oneof(
	fc.tuple(anything, anything).map(([id, machine]) => JSON.stringify({ id, machine })),
	hostile,
);

/** What may stand for a `<name>` or `[name]` of a usage or an option; of names that nobody listed here, a bit of all. */
function wordFor(name: string, folder: string): fc.Arbitrary<string> {
	const words: Readonly<Record<string, readonly string[]>> = {
		topic: [...TOPIC_IDS, '1.1', '3.2', 'cons', 'stage:1'],
		stage: ['1', '3', 'con', 'x'],
		n: ['1', '2', '3', '0'],
		id: ['all', 'core', 'everything', 'recommended'],
		shell: ['bash', 'zsh', 'fish', 'powershell'],
		day: ['3d', '2w', '2027-01-15'],
		time: ['30m', '1h'],
		url: [...URLS, 'javascript:alert(1)'],
		tier: TIERS,
		kind: KINDS,
		format: ['json', 'markdown', 'csv'],
		roadmap: ['hostile', 'data-engineer', path.join(folder, 'mine.yaml')],
		when: ['auto', 'always', 'never'],
		action: ['init', 'status'],
		what: [...TOPIC_IDS, ...Object.keys(LAB_FORMS), '1.1', '3.2/constructor', '2'],
		lab: [...TOPIC_IDS, '1.1', '3.2/constructor'],
		step: ['answer', 'grade', `${TOPIC_IDS[0]}/constructor`, '1.1/constructor', 'good', 'easy'],
		share: ['0.9', '85%', '2'],
		points: ['1', '1,2'],
	};
	const known = words[name];
	const isPath = known === undefined && /file|folder|path|dir/.test(name);
	// A command that writes may be given this one: it stays in the test's folder.
	if (isPath)
		return fc.oneof(fileName, fc.constantFrom('mine.yaml', '.', 'mine.yaml/x')).map((file) => path.join(folder, file));
	// One that is allowed would be looked for in the network, or made where the tests stand.
	if (name === 'address')
		return fc.oneof(
			fileName.map((file) => path.join(folder, file)),
			fc.constantFrom('http://example.org/x', 'ext::sh -c id', 'https://a:b@example.org/x', '-x'),
		);
	const safeWord = passable.map((word) => word.replaceAll('/', '∕'));
	return fc.oneof(fc.constantFrom(...(known ?? [...TOPIC_IDS, '1', 'all'])), safeWord);
}

/** A way to say a command, as its usage and its options have it. No argument is left out: nobody is there to answer. */
export function sayings(command: Pick<Command, 'name' | 'usage' | 'options'>, folder: string): fc.Arbitrary<string[]> {
	const places = command.usage.split(' ').slice(1);
	const values = places.map((place) => {
		const value = wordFor(place.replace(/[[\]<>.]/g, ''), folder);
		return place.includes('...') ? fc.array(value, { minLength: 1, maxLength: 4 }) : value.map((word) => [word]);
	});
	// Nobody would press Ctrl-C.
	const ending = (command.options ?? []).filter(({ flags }) => !/--watch|--serve/.test(flags));
	const options = ending.map((option) => {
		const name = /<(.+)>/.exec(option.flags)?.[1];
		const word = spellings(option).at(-1) ?? '';
		const said = name === undefined ? fc.constant([word]) : wordFor(name, folder).map((value) => [word, value]);
		return fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: said });
	});
	return fc.tuple(...values, ...options).map((parts) => [command.name, ...parts.flat()]);
}

/** Whether the words still say this command: a hostile word may be an option that swallows it. */
export function says(argv: readonly string[], name: string): boolean {
	return commandName(argv) === name;
}
