/** The YAML format, version 1: what may stand where. Door: valibot. */
import * as v from 'valibot';
import { safeLine, safeText } from '../model/safe.ts';
import { KINDS, SLUG, TIERS } from '../model/types.ts';

export const FORMAT = 1;

const list = (words: readonly string[]) => words.join(', ');

/** What was found instead, in the author's terms. */
function found(input: unknown): string {
	if (input === undefined) return 'nothing';
	if (input === null) return 'an empty value';
	if (Array.isArray(input)) return 'a list';
	if (typeof input === 'object') return 'a map';
	return typeof input === 'string' ? `"${input.slice(0, 60)}"` : String(input);
}

const isText = v.string(({ input }) =>
	typeof input === 'number' || typeof input === 'boolean'
		? `${String(input)} is read as a ${typeof input}; put it in quotes`
		: `a text is needed here, not ${found(input)}`,
);

const line = v.pipe(
	isText,
	v.transform(safeLine),
	v.minLength(1, 'this is empty'),
	v.maxLength(500, 'this is longer than 500 characters'),
);
const prose = v.pipe(
	isText,
	v.transform((text) => safeText(text).trim()),
	v.maxLength(20_000, 'this is longer than 20,000 characters'),
);

const slug = v.pipe(
	isText,
	v.regex(
		SLUG,
		({ input }) =>
			`${found(input)} is not an id: small letters, digits and hyphens, at most 64, a letter or digit first`,
	),
);

const minutes = v.pipe(
	v.number(({ input }) => `a number of minutes is needed here, not ${found(input)}`),
	v.integer('minutes are a whole number'),
	v.minValue(1, 'minutes begin at 1'),
	v.maxValue(100_000, 'that is more minutes than a roadmap can ask for'),
);

const isFlag = v.boolean(({ input }) => `true or false is needed here, not ${found(input)}`);

function formatMessage({ input }: { input: unknown }): string {
	if (typeof input === 'number' && input > FORMAT) {
		return `format ${input} is newer than this program reads (${FORMAT}); update roadmap`;
	}
	return `${found(input)} is not a format; write: format: ${FORMAT}`;
}

function oneOf<const T extends readonly string[]>(words: T, what: string) {
	return v.picklist(words, ({ input }) => `${found(input)} is not a ${what} (${list(words)})`);
}

function listOf<T extends v.GenericSchema>(item: T, what: string) {
	return v.array(item, ({ input }) => `a list of ${what} is needed here, not ${found(input)}`);
}

function mapOf<T extends v.ObjectEntries>(entries: T, what: string) {
	const known = list(Object.keys(entries));
	return v.strictObject(entries, (issue) => {
		if (issue.expected === 'never') return `a ${what} has no such field (${known})`;
		if (issue.expected === 'Object') return `a ${what} is needed here, not ${found(issue.input)}`;
		return `a ${what} needs the field ${issue.expected.replaceAll('"', '')}`;
	});
}

/** Only what a browser shall open: http and https, nobody's password in it. */
const url = v.pipe(
	isText,
	v.maxLength(2_048, 'this address is longer than 2,048 characters'),
	v.check((input) => safeUrl(input) !== undefined, 'only http and https addresses without a name or password in them'),
	v.transform((input) => safeUrl(input) ?? ''),
);

/** The address as a browser gets it: printable ASCII; undefined for anything that is not to be opened. */
export function safeUrl(text: string): string | undefined {
	if (/[\s\\]/.test(text) || !URL.canParse(text)) return undefined;
	const { protocol, username, password, href } = new URL(text);
	if (protocol !== 'http:' && protocol !== 'https:') return undefined;
	if (username !== '' || password !== '') return undefined;
	return /^[\x21-\x7e]+$/.test(text) ? text : href;
}

const resource = mapOf(
	{
		kind: oneOf(KINDS, 'kind'),
		title: line,
		by: v.optional(line, ''),
		url,
		minutes,
		paid: v.optional(isFlag),
		start: v.optional(isFlag),
		note: v.optional(line),
	},
	'resource',
);

const lesson = {
	summary: v.optional(v.pipe(prose, v.transform(safeLine))),
	why: v.optional(prose),
	idea: v.optional(prose),
	outcomes: v.optional(listOf(line, 'outcomes')),
	pitfalls: v.optional(listOf(mapOf({ mistake: line, sign: line }, 'pitfall'), 'pitfalls')),
	practice: v.optional(prose),
	recall: v.optional(listOf(mapOf({ id: slug, ask: line, answer: prose }, 'recall question'), 'recall questions')),
	minutes: v.optional(minutes),
	resources: v.optional(listOf(resource, 'resources')),
};

/** `topics/<id>.yaml`: the flesh of one topic. */
export const lessonFile = mapOf(lesson, 'topic file');

const topic = mapOf(
	{
		id: slug,
		title: line,
		tier: v.optional(oneOf(TIERS, 'tier'), 'core'),
		needs: v.optional(listOf(slug, 'topic ids'), []),
		aliases: v.optional(listOf(slug, 'topic ids')),
		...lesson,
	},
	'topic',
);

const stage = mapOf(
	{
		id: slug,
		title: line,
		phase: v.optional(line, ''),
		tagline: v.optional(line, ''),
		intro: v.optional(prose),
		project: v.optional(prose),
		topics: v.pipe(listOf(topic, 'topics'), v.maxLength(20_000, 'a stage has at most 20,000 topics')),
	},
	'stage',
);

const level = mapOf({ id: slug, shows: listOf(oneOf(TIERS, 'tier'), 'tiers'), for: v.optional(line, '') }, 'level');
const path = mapOf({ id: slug, title: line, stages: listOf(slug, 'stage ids'), for: v.optional(line, '') }, 'path');

/** `roadmap.yaml`: the spine; a small roadmap holds everything in it. */
export const roadmapFile = mapOf(
	{
		format: v.literal(FORMAT, formatMessage),
		id: slug,
		title: line,
		goal: v.optional(line),
		welcome: v.optional(prose),
		phases: v.optional(listOf(line, 'phases')),
		levels: v.optional(v.pipe(listOf(level, 'levels'), v.minLength(1, 'at least one level is needed'))),
		paths: v.optional(v.pipe(listOf(path, 'paths'), v.minLength(1, 'at least one path is needed'))),
		stages: v.pipe(listOf(stage, 'stages'), v.minLength(1, 'at least one stage is needed')),
	},
	'roadmap',
);

export type RoadmapFile = v.InferOutput<typeof roadmapFile>;
export type LessonFile = v.InferOutput<typeof lessonFile>;
export type TopicEntry = RoadmapFile['stages'][number]['topics'][number];

export interface Issue {
	readonly path: (string | number)[];
	readonly message: string;
	/** The key is what is wrong, not its value. */
	readonly onKey: boolean;
}

/** Holds a value against a part of the format. */
export function validate<T extends v.GenericSchema>(
	schema: T,
	value: unknown,
): { value: v.InferOutput<T>; issues?: undefined } | { value?: undefined; issues: Issue[] } {
	const result = v.safeParse(schema, value);
	if (result.success) return { value: result.output };
	return {
		issues: result.issues.map((issue) => ({
			path: (issue.path ?? []).flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? [key] : [])),
			message: issue.message,
			onKey: issue.type === 'strict_object' && issue.expected === 'never',
		})),
	};
}
