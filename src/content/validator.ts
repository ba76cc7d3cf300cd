/** The building blocks of the format: validators with their messages. valibot is imported only here. */
import * as v from 'valibot';
import { safeLine, safeText } from '../domain/safe.ts';
import { SLUG } from '../domain/types.ts';
import { readUrl } from '../domain/url.ts';
import type { FieldPath } from './fault.ts';
import { ADDRESS, ELSEWHERE, FILE_NAME, FILE_PATH, FILLED, ID, LINE, PHRASE, PROGRAM } from './fields.ts';
import { MAX_CODE_LENGTH, MAX_FAULTS } from './limits.ts';
import {
	aFieldIsMissing,
	asNumber,
	elsewhereMessage,
	found,
	list,
	mapMessage,
	slugMessage,
	textMessage,
	unknownField,
} from './words.ts';

export { literal, maxLength, optional, pipe } from 'valibot';
export type OutputOf<T extends v.GenericSchema> = v.InferOutput<T>;

const isText = v.string(({ input }) => textMessage(input));

const isCleanable = v.maxLength<string, number, string>(20_000, 'this is much longer than one line; shorten it');
const isShort = v.maxLength<string, number, string>(500, 'this is longer than 500 characters; shorten it');
const isThere = v.minLength<string, number, string>(1, 'this is empty; write a text');
/** A line that may be empty. */
export const phrase = v.pipe(isText, isCleanable, v.metadata(PHRASE), v.transform(safeLine), isShort);
export const line = v.pipe(isText, isCleanable, v.metadata(LINE), v.transform(safeLine), isShort, isThere);
export const prose = v.pipe(
	isText,
	v.transform((text) => safeText(text).trim()),
	v.maxLength(20_000, 'this is longer than 20,000 characters; shorten it'),
);
/** A text of several lines that must say something. */
export const filledProse = v.pipe(isText, v.metadata(FILLED), prose, isThere);
/** A text of several lines, joined to one. */
export const proseLine = v.pipe(prose, v.transform(safeLine));
const isCode = v.maxLength<string, number, string>(
	MAX_CODE_LENGTH,
	'this is longer than 100,000 characters; shorten it',
);
/** SQL, a program or its output: kept as it is, except for characters that terminals act on. */
export const code = v.pipe(isText, isCode, v.transform(safeText));
/** Code that is more than blanks. */
export const filledCode = v.pipe(
	isText,
	isCode,
	v.metadata(FILLED),
	v.transform(safeText),
	v.regex(/\S/, 'this is empty; write a text'),
);
const exactNumber = v.pipe(v.number(), v.minValue(-Number.MAX_SAFE_INTEGER), v.maxValue(Number.MAX_SAFE_INTEGER));
/** A value in a table row. */
export const scalar = v.union([v.string(), v.boolean(), v.null(), exactNumber], ({ input }) =>
	typeof input === 'number'
		? `${input} is not read exactly; put it in quotes`
		: `a text, a number, true, false or null is needed here, not ${found(input)}`,
);
/** A file path relative to the roadmap's folder. It cannot leave it: no part starts with a dot. */
export const filePath = v.pipe(
	isText,
	v.maxLength(200, 'this is longer than 200 characters; shorten it'),
	v.regex(
		/^[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*$/,
		({ input }) => `${found(input)} is not a path under the roadmap's folder, such as data/orders.csv`,
	),
	v.metadata(FILE_PATH),
);
/** A file name without folders. */
export const fileName = v.pipe(
	isText,
	v.regex(/^[A-Za-z0-9_][\w.-]{0,99}$/, ({ input }) => `${found(input)} is not a file's name, such as out.parquet`),
	v.metadata(FILE_NAME),
);
export const slug = v.pipe(
	isText,
	v.regex(SLUG, ({ input }) => slugMessage(input)),
	v.metadata(ID),
);
/** A topic of another roadmap: `roadmap/topic`. */
export const topicElsewhere = v.pipe(
	isText,
	v.regex(/^[a-z0-9][a-z0-9-]{0,63}\/[a-z0-9][a-z0-9-]{0,63}$/, ({ input }) => elsewhereMessage(input)),
	v.metadata(ELSEWHERE),
);
export const minutes = v.pipe(
	v.number(({ input }) => `a number of minutes is needed here, such as 45, not ${found(input)}${asNumber(input, 1)}`),
	v.integer('minutes are a whole number, such as 45'),
	v.minValue(1, 'minutes begin at 1'),
	v.maxValue(100_000, 'that is more minutes than a roadmap can ask for'),
);
export const hours = v.pipe(
	v.number(({ input }) => `a number of hours is needed here, such as 6, not ${found(input)}${asNumber(input, 60)}`),
	v.minValue(0.5, 'hours begin at 0.5'),
	v.maxValue(1_000, 'that is more hours than a project can ask for'),
);
export const flag = v.boolean(({ input }) => `true or false is needed here, not ${found(input)}`);
/** A program name to look up on PATH, never a path. */
export const program = v.pipe(
	isText,
	v.regex(
		/^[A-Za-z0-9][\w.+-]{0,63}$/,
		({ input }) => `${found(input)} is not a program's name; write it as it stands on PATH, such as psql`,
	),
	v.metadata(PROGRAM),
);
/** Only addresses that a browser may open. */
export const url = v.pipe(
	isText,
	v.metadata(ADDRESS),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		const read = readUrl(dataset.value);
		if (read.url !== undefined) return read.url;
		addIssue({ message: read.fault });
		return NEVER;
	}),
);

/** A whole number within bounds. */
export function wholeNumber(what: string, least: number, most: number) {
	const message = `${what} is a whole number from ${least} to ${most}`;
	return v.pipe(
		v.number(({ input }) => `${message}, not ${found(input)}`),
		v.integer(message),
		v.minValue(least, message),
		v.maxValue(most, message),
	);
}

export function oneOf<const T extends readonly string[]>(words: T, what: string) {
	return v.picklist(words, ({ input }) => `${found(input)} is not a ${what} (${list(words)})`);
}

export function listOf<T extends v.GenericSchema>(item: T, what: string) {
	return v.array(item, ({ input }) => `a list of ${what} is needed here, not ${found(input)}`);
}

export function fewOf<T extends v.GenericSchema>(item: T, what: string, most: number) {
	return v.pipe(listOf(item, what), v.maxLength(most, `there are more than ${most} ${what} here; leave some out`));
}

export function someOf<T extends v.GenericSchema>(item: T, what: string) {
	return v.pipe(listOf(item, what), v.minLength(1, `this list of ${what} is empty; write at least one`));
}

/** Each kind of map, by its name in messages. */
export const maps = new Map<string, v.GenericSchema & { readonly entries: v.ObjectEntries }>();

/** A map with exactly these fields. valibot reports only the first unknown field; `issuesOf` finds them all. */
export function mapOf<T extends v.ObjectEntries>(entries: T, what: string) {
	const object = v.strictObject(entries, ({ expected, input }) => {
		if (expected === 'never') return what;
		if (expected === 'Object') return mapMessage(what, input);
		return aFieldIsMissing(what, expected.replaceAll('"', ''));
	});
	// valibot accepts a list as a map, with its methods as fields.
	const noList = v.custom<v.InferOutput<typeof object>>(() => false, `a ${what} is needed here, not a list`);
	const run = (dataset: v.UnknownDataset, config: v.Config<v.BaseIssue<unknown>>) =>
		(Array.isArray(dataset.value) ? noList : object)['~run'](dataset, config);
	const map = { ...object, '~run': run };
	maps.set(what, map);
	return map;
}

interface Issue {
	readonly path: FieldPath;
	readonly message: string;
	/** The key is wrong, not its value. */
	readonly onKey: boolean;
}

/**
 * Validates a value against a schema.
 * @param written returns the value at a path as the author wrote it: 1.10 is read as 1.1
 */
export function validate<T extends v.GenericSchema>(
	schema: T,
	value: unknown,
	written: (path: FieldPath) => string | undefined,
): { value: v.InferOutput<T>; issues?: undefined } | { value?: undefined; issues: Issue[] } {
	const result = v.safeParse(schema, value, { abortPipeEarly: true });
	if (result.success) return { value: result.output };
	// Keeps one more than is reported, so that the report can say that there are more.
	return { issues: result.issues.slice(0, MAX_FAULTS + 1).flatMap((issue) => issuesOf(issue, written)) };
}

function issuesOf(issue: v.BaseIssue<unknown>, written: (path: FieldPath) => string | undefined): Issue[] {
	const items = issue.path ?? [];
	const path = items.flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? [key] : []));
	const { message } = issue;
	if (issue.type === 'string') return [{ path, message: textMessage(issue.input, written(path)), onKey: false }];
	if (issue.type !== 'strict_object' || issue.expected === 'Object') return [{ path, message, onKey: false }];
	const map: unknown = items.at(-1)?.input;
	if (issue.expected !== 'never' || typeof map !== 'object' || map === null) return [{ path, message, onKey: false }];
	const known = Object.keys(maps.get(message)?.entries ?? {});
	const strange = Object.keys(map).filter((key) => !known.includes(key));
	return strange.map((key) => ({
		path: [...path.slice(0, -1), key],
		message: unknownField(message, key, known),
		onKey: true,
	}));
}
