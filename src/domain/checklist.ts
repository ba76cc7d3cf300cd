/**
 * Reads back the Markdown checklist that `export --markdown` wrote, with whatever was ticked since.
 *
 *     <!-- roadmap: data-engineer -->
 *     - [x] 1.2 Joins & aggregation `sql-joins` (done 2026-11-22)
 *       - [x] [Joins Between Tables](https://example.com/joins) docs
 *       > a line of notes
 *
 * Notes stay Markdown but must not add HTML or pictures to the list, so a backslash is put before what would start
 * them, and a second comment says so. In a list without that comment, notes are taken literally.
 */
import { EARLIEST_DAY, isDate } from './day.ts';
import { SLUG, type Status } from './types.ts';
import { readUrl } from './url.ts';

export interface Checklist {
	/** The roadmap's id; '' if the list does not say. */
	readonly roadmap: string;
	readonly topics: readonly Ticked[];
	/** Addresses of finished resources. */
	readonly finished: readonly string[];
}

interface Ticked {
	readonly topic: string;
	readonly status: Status;
	/** The day of the mark, YYYY-MM-DD; undefined if the list does not say. */
	readonly day?: string | undefined;
	readonly notes: string;
}

/** Whether a topic's id ends the line but for a remark, of ours or of another program: ` (done)`, ` ✅ 2026-11-22`. */
const REMARK = /^\s*$|^\s+[^\p{L}\p{N}\s,.;:)]/u;
const STATUS = /^ \((\w+)\b/;
/** Within it, the day of the mark: ` (done on 2026-11-22)`, ` ✅ 2026-11-22`, ` @done(2026-11-22)`. */
const DAY = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/;
/** What follows a resource's title. */
const ADDRESS = /^\]\(<?([^<>\s]+?)>?\)(?=\s|$)/;
const NOTE = /^\s+> ?(.*)$/;

export const ESCAPED_NOTES = '<!-- notes: escaped -->';

/** Escapes what would start HTML or a picture, and backslashes that would be read as escapes. */
export function escapedNotes(notes: string): string {
	return notes.replace(/<|!(?=\[)|&(?=#?\w{1,31};)|\\(?=[<!&\\])/g, '\\$&');
}

function unescapedNotes(line: string): string {
	return line.replace(/\\([<!&\\])/g, '$1');
}

/** @returns undefined if the text is not a checklist */
export function readChecklist(text: string): Checklist | undefined {
	const roadmap = /^<!-- roadmap: (\S+) -->$/m.exec(text)?.[1] ?? '';
	const topics: (Omit<Ticked, 'notes'> & { notes: string[] })[] = [];
	const finished: string[] = [];
	const noteOf = text.includes(`\n${ESCAPED_NOTES}`) ? unescapedNotes : (line: string) => line;
	for (const line of text.split(/\r?\n/)) {
		const ticked = topicOn(line);
		if (ticked) topics.push({ ...ticked, notes: [] });
		const url = finishedOn(line);
		if (url !== undefined) finished.push(url);
		const note = NOTE.exec(line)?.[1];
		if (note !== undefined) topics.at(-1)?.notes.push(noteOf(note));
	}
	if (topics.length === 0) return undefined;
	return {
		roadmap,
		topics: topics.map(({ notes, ...topic }) => ({
			...topic,
			notes: notes.length === 0 ? '' : `${notes.join('\n')}\n`,
		})),
		finished,
	};
}

/** Parses a topic's line; the id is between the last two backticks. */
function topicOn(line: string): Omit<Ticked, 'notes'> | undefined {
	const tick = /^[-*+] \[([ xX])\] /.exec(line)?.[1];
	const end = line.lastIndexOf('`');
	const topic = line.slice(line.lastIndexOf('`', end - 1) + 1, end);
	const rest = line.slice(end + 1);
	if (tick === undefined || !REMARK.test(rest) || !SLUG.test(topic)) return undefined;
	const [, year = '', month = '', dayOfMonth = ''] = DAY.exec(rest) ?? [];
	const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
	const status = statusFrom(tick !== ' ', STATUS.exec(rest)?.[1] ?? '');
	return { topic, status, day: isDate(day) && day >= EARLIEST_DAY ? day : undefined };
}

/** Parses the address on a ticked resource's line. */
function finishedOn(line: string): string | undefined {
	if (!/^\s+[-*+] \[[xX]\] \[/.test(line)) return undefined;
	const [, address = ''] = ADDRESS.exec(line.slice(line.lastIndexOf(']('))) ?? [];
	return readUrl(address).url;
}

/** The box decides whether it is complete; the word, which kind of complete or open it is. */
function statusFrom(ticked: boolean, word: string): Status {
	if (ticked) return word === 'known' ? 'known' : 'done';
	return word === 'started' || word === 'skipped' ? word : 'todo';
}

/** Whether a list may make this change: it may add progress, but never take it back. */
export function goesFurther(from: Status, to: Status): boolean {
	if (to === 'todo' || from === to) return false;
	return from === 'todo' || (from === 'started' && to !== 'started');
}
