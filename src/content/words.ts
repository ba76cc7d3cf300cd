/** What is said of a value that the format does not take, and what to write instead. */
import { closest } from '../domain/closest.ts';
import { slugOf } from '../domain/values.ts';

/** What a field may look like, for who left it out. */
const EXAMPLES: Readonly<Record<string, string>> = {
	format: 'format: 1',
	id: 'id: sql-joins',
	title: 'title: Joins & aggregation',
	shows: 'shows: [core]',
	topics: 'topics: []',
	kind: 'kind: article',
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

/** What was found instead, in the author's terms. */
export function found(input: unknown): string {
	if (input === undefined) return 'nothing';
	if (input === null) return 'an empty value';
	if (Array.isArray(input)) return 'a list';
	if (typeof input === 'object') return 'a map';
	return typeof input === 'string' ? `"${input.slice(0, 60)}"` : String(input);
}

/** @param written as the author wrote it */
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
	const rule = `${found(input)} is not an id: small letters, digits and hyphens, at most 64, a letter or digit first`;
	const near = slugOf(input);
	return near === undefined ? rule : `${rule}; for example ${near}`;
}

export function formatMessage(input: unknown, format: number): string {
	if (typeof input === 'number' && input > format) {
		return `format ${input} is newer than this program reads (${format}); update roadmap`;
	}
	return `${found(input)} is not a format; write: format: ${format}`;
}

export function aFieldIsMissing(what: string, field: string): string {
	if (field === 'format') return 'a roadmap needs the field format; begin the file with: format: 1';
	const example = Object.hasOwn(EXAMPLES, field) ? `; for example: ${EXAMPLES[field]}` : '';
	return `a ${what} needs the field ${field}${example}`;
}

export function unknownField(what: string, key: string, known: readonly string[]): string {
	const near = closest(key.slice(0, 64), known);
	return `a ${what} has no such field${near ? `; did you mean ${near}?` : ''} (${list(known)})`;
}
