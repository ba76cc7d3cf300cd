/** Messages for values that the format does not accept, with what to write instead. */
import { closest } from '../domain/closest.ts';
import { minutesIn } from '../domain/duration.ts';
import { safeLine } from '../domain/safe.ts';
import { slugOf } from '../domain/values.ts';

/** Field → example for the message that it is missing; with the kind of map in front if the example depends on it. */
const EXAMPLES: Readonly<Record<string, string>> = {
	format: 'format: 1',
	id: 'id: sql-joins',
	title: 'title: Joins & aggregation',
	'roadmap id': 'id: data-engineer',
	'roadmap title': 'title: Become a data engineer',
	'stage id': 'id: sql',
	'stage title': 'title: SQL in depth',
	shows: 'shows: [core]',
	topics: 'topics: [{id: sql-joins, title: Joins & aggregation}]',
	stages: 'stages: [{id: basics, title: Basics, topics: [{id: sql-joins, title: Joins & aggregation}]}]',
	kind: 'kind: article',
	'check kind': 'kind: result',
	engine: 'engine: duckdb',
	checks: 'checks: [{kind: result, expect: SELECT 1}]',
	says: 'says: two rows of one user are left',
	statement: 'statement: INSERT INTO users VALUES (1)',
	node: 'node: WINDOW',
	url: 'url: https://example.com/page',
	minutes: 'minutes: 45',
	finds: 'finds: psql',
	get: 'get: {any: https://example.com/download}',
	mistake: 'mistake: Rows are counted twice.',
	sign: 'sign: The total is too high.',
	ask: 'ask: What does a left join keep?',
	answer: 'answer: Every row of the left table.',
};

export function list(words: readonly string[]): string {
	return words.join(', ');
}

/** Describes the value found, in the author's terms. */
export function found(input: unknown): string {
	if (input === undefined) return 'nothing';
	if (input === null) return 'an empty value';
	if (Array.isArray(input)) return 'a list';
	if (typeof input === 'object') return 'a map';
	return typeof input === 'string' ? `"${input.slice(0, 60)}"` : String(input);
}

/** Suggests the number to write for a duration such as `2h`; '' if the value is not one. @param unit in minutes */
export function asNumber(input: unknown, unit: number): string {
	const minutes = typeof input === 'string' && input.length <= 20 ? minutesIn(input) : undefined;
	return minutes === undefined ? '' : `; write ${Math.round((minutes / unit) * 10) / 10}`;
}

/** @param written the value as the author wrote it */
export function textMessage(input: unknown, written?: string): string {
	if (input === null && !written) return 'nothing stands here; write a text';
	if (input !== null && typeof input !== 'number' && typeof input !== 'boolean') {
		return `a text is needed here, not ${found(input)}`;
	}
	const word = (written ?? String(input)).slice(0, 60);
	const read = input === null ? 'as no value' : typeof input === 'number' ? 'as a number' : 'as true or false';
	return `${word} is read ${read}; put it in quotes: "${word}"`;
}

export function slugMessage(input: string): string {
	const rule = `${found(input)} is not an id: lowercase letters, digits and hyphens, at most 64, beginning with a letter or digit`;
	const near = slugOf(input);
	return near === undefined ? rule : `${rule}; for example ${near}`;
}

export function elsewhereMessage(input: string): string {
	return `${found(input)} is not a topic of another roadmap; write its id behind the roadmap's: data-engineer/sql-joins`;
}

export function formatMessage(input: unknown, format: number): string {
	if (typeof input === 'number' && input > format) {
		return `format ${input} is newer than this program reads (${format}); update roadmap`;
	}
	return `${found(input)} is not a format; write: format: ${format}`;
}

export function aFieldIsMissing(what: string, field: string): string {
	if (field === 'format') return 'a roadmap needs the field format; begin the file with: format: 1';
	const key = [`${what} ${field}`, field].find((name) => Object.hasOwn(EXAMPLES, name));
	const example = key === undefined ? '' : `; for example: ${EXAMPLES[key]}`;
	return `a ${what} needs the field ${field}${example}`;
}

/** The message for a value that is not a map; for a bare title, it spells out the topic or stage. */
export function mapMessage(what: string, input: unknown): string {
	const rule = `a ${what} is needed here, not ${found(input)}`;
	if (typeof input !== 'string' || !(what === 'topic' || what === 'stage') || input.trim() === '') return rule;
	const topics = what === 'stage' ? ', topics: []' : '';
	return `${rule}; write: {id: ${slugOf(input) ?? 'an-id'}, title: ${JSON.stringify(safeLine(input).slice(0, 60))}${topics}}`;
}

/** Field → names that people give it. Several things may have the field. */
const FIELD_SYNONYMS = [
	['stages', 'modules sections chapters units parts weeks'],
	['topics', 'items lessons modules courses children tasks'],
	['title', 'name label heading'],
	['summary', 'description desc about'],
	['needs', 'prerequisites prereqs requires dependencies depends depends-on after'],
	['minutes', 'duration time length estimate hours'],
	['resources', 'links urls reading materials references'],
	['outcomes', 'goals objectives'],
	['recall', 'questions quiz'],
	['url', 'link href address'],
	['by', 'author source'],
	['kind', 'type'],
	['tier', 'priority importance level'],
] as const;

export function unknownField(what: string, key: string, known: readonly string[]): string {
	const synonym = FIELD_SYNONYMS.find(([field, names]) => known.includes(field) && names.split(' ').includes(key));
	const near = synonym?.[0] ?? closest(key.slice(0, 64), known);
	return `a ${what} has no such field${near ? `; did you mean ${near}?` : ''} (${list(known)})`;
}
