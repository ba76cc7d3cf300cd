/**
 * The Markdown checklist, read back: what `export --markdown` wrote, and whatever was ticked in it since.
 *
 *     <!-- roadmap: data-engineer -->
 *     - [x] 1.2 Joins & aggregation `sql-joins` (done 2026-11-22)
 *       - [x] [Joins Between Tables](https://example.com/joins) docs
 *       > a line of notes
 */
import { SLUG, type Status } from './types.ts';
import { readUrl } from './url.ts';

export interface Checklist {
	/** The id of the roadmap that it is of; '' where it does not say. */
	readonly roadmap: string;
	readonly topics: readonly Ticked[];
	/** Addresses of finished resources. */
	readonly finished: readonly string[];
}

interface Ticked {
	readonly topic: string;
	readonly status: Status;
	readonly notes: string;
}

const TOPIC = /^[-*+] \[([ xX])\] .*`([^`]+)`(?: \((\w+)[^)]*\))?\s*$/;
const RESOURCE = /^\s+[-*+] \[([ xX])\] \[.*\]\(<?([^<>\s]+?)>?\)(?:\s.*)?$/;
const NOTE = /^\s+> ?(.*)$/;

/** @returns undefined where the text is no checklist */
export function readChecklist(text: string): Checklist | undefined {
	const roadmap = /^<!-- roadmap: (\S+) -->$/m.exec(text)?.[1] ?? '';
	const topics: { topic: string; status: Status; notes: string[] }[] = [];
	const finished: string[] = [];
	for (const line of text.split(/\r?\n/)) {
		const [, tick = '', topic = '', word = ''] = TOPIC.exec(line) ?? [];
		if (SLUG.test(topic)) topics.push({ topic, status: statusSaid(tick !== ' ', word), notes: [] });
		const [, ticked = ' ', address = ''] = RESOURCE.exec(line) ?? [];
		const { url } = ticked === ' ' ? {} : readUrl(address);
		if (url !== undefined) finished.push(url);
		const note = NOTE.exec(line)?.[1];
		if (note !== undefined) topics.at(-1)?.notes.push(note);
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

/** The box decides whether it is complete, the word which kind of complete or open it is. */
function statusSaid(ticked: boolean, word: string): Status {
	if (ticked) return word === 'known' ? 'known' : 'done';
	return word === 'started' || word === 'skipped' ? word : 'todo';
}

/** Whether a list may change what is marked: it may tell more, and never take back. */
export function goesFurther(from: Status, to: Status): boolean {
	if (to === 'todo' || from === to) return false;
	return from === 'todo' || (from === 'started' && to !== 'started');
}
