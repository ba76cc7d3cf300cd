/** The YAML format, version 1: what may stand where. Door: valibot. */
import * as v from 'valibot';
import { safeLine, safeText } from '../domain/safe.ts';
import { KINDS, SLUG, type System, TIERS } from '../domain/types.ts';
import { readUrl } from '../domain/url.ts';
import type { FieldPath } from './fault.ts';
import { ADDRESS, ID, LINE, PHRASE, PROGRAM } from './fields.ts';
import { MOST_FAULTS, MOST_ITEMS } from './limits.ts';
import {
	aFieldIsMissing,
	formatMessage,
	found,
	list,
	mapMessage,
	slugMessage,
	textMessage,
	unknownField,
} from './words.ts';

export const FORMAT = 1;

/** `measured`: `npm run check:content` holds the texts against the rules of our authors (scripts/content-style.ts). */
const TEXTS = ['free', 'measured'] as const;

const isText = v.string(({ input }) => textMessage(input));

const isCleanable = v.maxLength<string, number, string>(20_000, 'this is much longer than one line; shorten it');
const isShort = v.maxLength<string, number, string>(500, 'this is longer than 500 characters; shorten it');
const isThere = v.minLength<string, number, string>(1, 'this is empty; write a text');
/** One line; it may be empty. */
const phrase = v.pipe(isText, isCleanable, v.metadata(PHRASE), v.transform(safeLine), isShort);
const line = v.pipe(isText, isCleanable, v.metadata(LINE), v.transform(safeLine), isShort, isThere);
const prose = v.pipe(
	isText,
	v.transform((text) => safeText(text).trim()),
	v.maxLength(20_000, 'this is longer than 20,000 characters; shorten it'),
);
const slug = v.pipe(
	isText,
	v.regex(SLUG, ({ input }) => slugMessage(input)),
	v.metadata(ID),
);
const minutes = v.pipe(
	v.number(({ input }) => `a number of minutes is needed here, such as 45, not ${found(input)}`),
	v.integer('minutes are a whole number, such as 45'),
	v.minValue(1, 'minutes begin at 1'),
	v.maxValue(100_000, 'that is more minutes than a roadmap can ask for'),
);
const hours = v.pipe(
	v.number(({ input }) => `a number of hours is needed here, such as 6, not ${found(input)}`),
	v.minValue(0.5, 'hours begin at 0.5'),
	v.maxValue(1_000, 'that is more hours than a project can ask for'),
);
const isFlag = v.boolean(({ input }) => `true or false is needed here, not ${found(input)}`);
/** A name that is looked for in the folders of PATH, and never a path itself. */
const program = v.pipe(
	isText,
	v.regex(
		/^[A-Za-z0-9][\w.+-]{0,63}$/,
		({ input }) => `${found(input)} is not a program's name; write it as it stands on PATH, such as psql`,
	),
	v.metadata(PROGRAM),
);
/** Only what a browser shall open. */
const url = v.pipe(
	isText,
	v.metadata(ADDRESS),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		const read = readUrl(dataset.value);
		if (read.url !== undefined) return read.url;
		addIssue({ message: read.fault });
		return NEVER;
	}),
);

function oneOf<const T extends readonly string[]>(words: T, what: string) {
	return v.picklist(words, ({ input }) => `${found(input)} is not a ${what} (${list(words)})`);
}

function listOf<T extends v.GenericSchema>(item: T, what: string) {
	return v.array(item, ({ input }) => `a list of ${what} is needed here, not ${found(input)}`);
}

function someOf<T extends v.GenericSchema>(item: T, what: string) {
	return v.pipe(listOf(item, what), v.minLength(1, `this list is empty; write one of ${what} or more`));
}

/** Each kind of map, by what messages call it. */
export const maps = new Map<string, v.GenericSchema & { readonly entries: v.ObjectEntries }>();

/** A map with these fields and no others. valibot says only one unknown field; `issuesOf` finds them all. */
function mapOf<T extends v.ObjectEntries>(entries: T, what: string) {
	const map = v.strictObject(entries, ({ expected, input, path }) => {
		if (Array.isArray(path?.[0].input)) return `a ${what} is needed here, not a list`;
		if (expected === 'never') return what;
		if (expected === 'Object') return mapMessage(what, input);
		return aFieldIsMissing(what, expected.replaceAll('"', ''));
	});
	maps.set(what, map);
	return map;
}

const resource = mapOf(
	{
		kind: oneOf(KINDS, 'kind'),
		title: line,
		by: v.optional(phrase, ''),
		url,
		minutes: v.optional(minutes),
		paid: v.optional(isFlag),
		start: v.optional(isFlag),
		note: v.optional(line),
	},
	'resource',
);

const recall = mapOf(
	{ id: slug, ask: line, answer: prose, points: v.optional(listOf(line, 'points')) },
	'recall question',
);

const lesson = {
	summary: v.optional(v.pipe(prose, v.transform(safeLine))),
	key: v.optional(line),
	why: v.optional(prose),
	idea: v.optional(prose),
	outcomes: v.optional(listOf(line, 'outcomes')),
	pitfalls: v.optional(listOf(mapOf({ mistake: line, sign: line }, 'pitfall'), 'pitfalls')),
	practice: v.optional(prose),
	task: v.optional(line),
	tools: v.optional(listOf(slug, 'tool ids')),
	recall: v.optional(listOf(recall, 'recall questions')),
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
		phase: v.optional(phrase, ''),
		tagline: v.optional(phrase, ''),
		intro: v.optional(prose),
		project: v.optional(prose),
		hours: v.optional(hours),
		topics: v.pipe(listOf(topic, 'topics'), v.maxLength(MOST_ITEMS, 'a stage has at most 5,000 topics')),
	},
	'stage',
);

const level = mapOf({ id: slug, shows: someOf(oneOf(TIERS, 'tier'), 'tiers'), for: v.optional(phrase, '') }, 'level');
const topicIds = v.optional(listOf(slug, 'topic ids'));
const path = mapOf(
	{
		id: slug,
		title: line,
		stages: someOf(slug, 'stage ids'),
		for: v.optional(phrase, ''),
		with: topicIds,
		without: topicIds,
		core: topicIds,
	},
	'path',
);

const getLine = v.optional(line);
const get = mapOf(
	{
		macos: getLine,
		windows: getLine,
		debian: getLine,
		fedora: getLine,
		arch: getLine,
		linux: getLine,
		any: getLine,
	} satisfies Record<System, typeof getLine>,
	'way to get a tool',
);
const tool = mapOf({ id: slug, title: line, for: v.optional(phrase, ''), finds: program, get }, 'tool');

/** `roadmap.yaml`: the spine; a small roadmap holds everything in it. */
export const roadmapFile = mapOf(
	{
		format: v.literal(FORMAT, ({ input }) => formatMessage(input, FORMAT)),
		id: slug,
		title: line,
		goal: v.optional(line),
		welcome: v.optional(prose),
		texts: v.optional(oneOf(TEXTS, 'way to look at texts')),
		phases: v.optional(listOf(line, 'phases')),
		tools: v.optional(listOf(tool, 'tools')),
		levels: v.optional(someOf(level, 'levels')),
		paths: v.optional(someOf(path, 'paths')),
		stages: someOf(stage, 'stages'),
	},
	'roadmap',
);

export type RoadmapFile = v.InferOutput<typeof roadmapFile>;
export type LessonFile = v.InferOutput<typeof lessonFile>;
export type TopicEntry = RoadmapFile['stages'][number]['topics'][number];

interface Issue {
	readonly path: FieldPath;
	readonly message: string;
	/** The key is what is wrong, not its value. */
	readonly onKey: boolean;
}

/**
 * Holds a value against a part of the format.
 * @param written the value at a path as the author wrote it: 1.10 is read as 1.1
 */
export function validate<T extends v.GenericSchema>(
	schema: T,
	value: unknown,
	written: (path: FieldPath) => string | undefined,
): { value: v.InferOutput<T>; issues?: undefined } | { value?: undefined; issues: Issue[] } {
	const result = v.safeParse(schema, value, { abortPipeEarly: true });
	if (result.success) return { value: result.output };
	// One more than is told, so that it can be told that there are more.
	return { issues: result.issues.slice(0, MOST_FAULTS + 1).flatMap((issue) => issuesOf(issue, written)) };
}

function issuesOf(issue: v.BaseIssue<unknown>, written: (path: FieldPath) => string | undefined): Issue[] {
	const items = issue.path ?? [];
	const path = items.flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? [key] : []));
	const { message } = issue;
	// A list has a method called `with`, which valibot takes for the field of the map that belongs there.
	if (issue.type === 'array' && Array.isArray(items.at(-1)?.input) && typeof path.at(-1) === 'string') return [];
	if (issue.type === 'string') return [{ path, message: textMessage(issue.input, written(path)), onKey: false }];
	if (issue.type !== 'strict_object' || issue.expected === 'Object') return [{ path, message, onKey: false }];
	const map: unknown = items.at(-1)?.input;
	if (Array.isArray(map)) return [{ path: path.slice(0, -1), message, onKey: false }];
	if (issue.expected !== 'never' || typeof map !== 'object' || map === null) return [{ path, message, onKey: false }];
	const known = Object.keys(maps.get(message)?.entries ?? {});
	const strange = Object.keys(map).filter((key) => !known.includes(key));
	return strange.map((key) => ({
		path: [...path.slice(0, -1), key],
		message: unknownField(message, key, known),
		onKey: true,
	}));
}
