/** Recognises the columns of curriculum tables, in Markdown and CSV, by their names, and reads their rows. */
import { KINDS, type Kind, TIERS } from '../domain/types.ts';
import { type DraftTopic, firstSentence, makeTopic, shorten } from './curriculum.ts';

const COLUMNS = {
	title: [
		'course',
		'courses',
		'topic',
		'topics',
		'title',
		'name',
		'lesson',
		'task',
		'item',
		'subject',
		'module name',
		'activity',
	],
	stage: ['stage', 'section', 'module', 'unit', 'chapter', 'category', 'part', 'week'],
	phase: ['phase', 'semester', 'year', 'term'],
	url: ['url', 'link', 'links', 'address', 'resource', 'website'],
	kind: ['kind', 'type', 'format'],
	minutes: ['minutes', 'time', 'hours', 'estimate', 'length'],
	duration: ['duration', 'weeks'],
	effort: ['effort', 'workload', 'hours/week'],
	tier: ['tier', 'priority', 'importance'],
	summary: ['summary', 'description', 'about', 'notes'],
	done: ['done', 'status', 'completed', 'finished', 'complete'],
	day: ['date', 'done on', 'finished on', 'completed on'],
	needs: ['prerequisites', 'prerequisite', 'prereqs', 'requires', 'needs', 'requirements'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

/** Returns each column's index; undefined if no column names topics, as in tables of people, prices or dates. */
export function readHeader(cells: readonly string[]): ReadonlyMap<Column, number> | undefined {
	const names = cells.map((cell) => cell.trim().toLowerCase().replace(/[_*`]/g, ' ').trim());
	const found = new Map<Column, number>();
	for (const [column, synonyms] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
		const at = names.findIndex((name) => synonyms.includes(name));
		if (at >= 0) found.set(column, at);
	}
	const isNamed = found.get('title') !== names.indexOf('name') || found.size > 1;
	return found.has('title') && isNamed && !names.some((name) => PEOPLE.test(name)) ? found : undefined;
}

/** Words in column names of tables about people or prices. */
const PEOPLE = /\b(?:followers?|subscribers?|e-?mail|linkedin|twitter|handle|role|salary|price|cost)\b/;

const UNITS = {
	hours: /^(?:h|hrs?|hours?)$/i,
	minutes: /^(?:m|mins?|minutes?)$/i,
	weeks: /^(?:w|wks?|weeks?)$/i,
	months: /^months?$/i,
} as const;

/**
 * Reads a row as a topic.
 * @param cell returns the text of a column, '' if there is none
 * @param minutesName the name of the column of minutes, which may be hours
 */
export function topicOfRow(
	title: string,
	stage: string,
	cell: (column: Column) => string,
	minutesName: string,
): DraftTopic {
	const tier = cell('tier').toLowerCase();
	const isDone = /^(?:x|1|y|yes|true|done|completed?|finished|\[x\]|[✓✔✅☑]\ufe0f?)$/iu.test(cell('done'));
	const day = /^\d{4}-\d{2}-\d{2}$/.exec(cell('day'))?.[0];
	return makeTopic({
		key: `${stage}/${title}`,
		title,
		summary: firstSentence(cell('summary')),
		tier: TIERS.find((known) => known === tier),
		minutes:
			minutesOfCourse(cell('duration'), cell('effort')) ??
			minutesOf(cell('minutes') || cell('duration'), /hour/i.test(minutesName) ? 'hours' : 'minutes'),
		wants: wantsOf(cell('needs')),
		...(isDone && { done: { day } }),
	});
}

/** @returns undefined if the word is no kind of resource */
export function kindNamed(word: string): Kind | undefined {
	return KINDS.find((kind) => kind === word.toLowerCase());
}

/** Computes minutes from a duration and a weekly effort, using the means of `10-12 weeks` and `4–12 hours/week`. */
function minutesOfCourse(duration: string, effort: string): number | undefined {
	const weeks = meanOf(duration, 'weeks') ?? (meanOf(duration, 'months') ?? 0) * (52 / 12);
	return Math.round(weeks * (meanOf(effort, 'hours') ?? 0) * 60) || undefined;
}

/**
 * Parses `90`, `45 min`, `1.5 h`, `1,5 hours`, `1h 30m` to minutes; undefined for anything else. `unit` applies to a
 * bare number.
 */
export function minutesOf(text: string, unit: 'minutes' | 'hours' = 'minutes'): number | undefined {
	const fromUnits = (meanOf(text, 'hours') ?? 0) * 60 + (meanOf(text, 'minutes') ?? 0);
	const bareNumber = /^\d{1,5}(?:[.,]\d{1,2})?$/.test(text.trim()) ? numberOf(text.trim()) : 0;
	return Math.round(fromUnits || bareNumber * (unit === 'hours' ? 60 : 1)) || undefined;
}

/** Returns the number, or the mean of the range, before a unit. */
function meanOf(text: string, unit: keyof typeof UNITS): number | undefined {
	const numbers = /(\d{1,5}(?:[.,]\d{1,2})?)(?: ?[-–—] ?(\d{1,5}(?:[.,]\d{1,2})?))? ?([a-z]{1,10})/gi;
	for (const [, low = '', high = low, word = ''] of text.slice(0, 200).matchAll(numbers)) {
		if (UNITS[unit].test(word)) return (numberOf(low) + numberOf(high)) / 2;
	}
	return undefined;
}

function numberOf(digits: string): number {
	return Number(digits.replace(',', '.'));
}

/** How many prerequisites of a topic are read; real ones have up to five. */
const MAX_WANTS = 10;

/** Splits a prerequisites cell into names. */
function wantsOf(cell: string): string[] {
	const names = cell.split(/[,;]|\band\b/, MAX_WANTS).map((name) => shorten(name.trim()));
	return names.filter((name) => name.length > 1 && !/^(?:none|no|n\/a)$/i.test(name));
}
