/** Formats a roadmap with the learner's progress as a Markdown checklist and as CSV. */

import { ESCAPED_NOTES, escapedNotes } from '../../domain/checklist.ts';
import { localDay } from '../../domain/day.ts';
import type { LabData, ResourceData, TopicData } from '../../domain/describe.ts';
import { isComplete, markDay } from '../../domain/progress.ts';
import type { Tally } from '../../domain/tally.ts';
import { tallyWords } from '../../render/tally.ts';
import { inMarkdown } from '../../render/text.ts';
import { joined } from '../../render/words.ts';

export const FORMATS = ['json', 'markdown', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export interface Sheet {
	readonly roadmap: string;
	readonly title: string;
	readonly goal: string;
	/** The local date of the export. */
	readonly day: string;
	readonly progress: Tally;
	readonly stages: readonly SheetStage[];
}

interface SheetStage {
	readonly number: number;
	readonly title: string;
	readonly phase: string;
	readonly topics: readonly (TopicData & { readonly notes: string })[];
}

/** Formats a checklist that `import` reads back. */
export function markdown(sheet: Sheet): string {
	const hasEscapes = sheet.stages.some(({ topics }) => topics.some(({ notes }) => escapedNotes(notes) !== notes));
	const head = [
		`# ${inMarkdown(sheet.title)}`,
		'',
		`<!-- roadmap: ${sheet.roadmap} -->`,
		...(hasEscapes ? [ESCAPED_NOTES] : []),
		'',
		`${inMarkdown(sheet.goal)}. ${tallyWords(sheet.progress)}, on ${sheet.day}.`,
	];
	const stages = sheet.stages.map(({ number, title, topics }) =>
		[`## ${number} ${inMarkdown(title)}`, '', ...topics.flatMap(topicLines)].join('\n'),
	);
	return `${[head.join('\n'), ...stages].join('\n\n')}\n`;
}

function topicLines(topic: SheetStage['topics'][number]): string[] {
	const { status, number, title, id, at, on, labs = [], resources, notes } = topic;
	const since = at === undefined ? '' : ` ${markDay({ at, on })}`;
	const state = status === 'todo' ? '' : ` (${status}${since})`;
	const box = isComplete(status) ? 'x' : ' ';
	return [
		`- [${box}] ${number} ${inMarkdown(title)} \`${id}\`${state}`,
		...labs.map(labLine),
		...resources.map(resourceLine),
		...(notes.trim() === ''
			? []
			: escapedNotes(notes)
					.trimEnd()
					.split('\n')
					.map((line) => `  > ${line}`.trimEnd())),
	];
}

/** Import ignores the ticked box of a lab, because a lab is passed only by its check. */
function labLine({ title, state, passedAt }: LabData): string {
	const passed = passedAt === null ? '' : ` (passed ${localDay(new Date(passedAt))})`;
	return `  - [${state === 'passed' ? 'x' : ' '}] Lab: ${inMarkdown(title)}${passed}`;
}

function resourceLine({ title, url, kind, by, status }: ResourceData): string {
	const facts = joined([kind, by], ', ');
	return `  - [${status === 'done' ? 'x' : ' '}] [${inMarkdown(title)}](<${url}>) ${inMarkdown(facts)}`.trimEnd();
}

const COLUMNS = ['number', 'id', 'title', 'stage', 'phase', 'tier', 'status', 'since', 'minutes', 'notes'];

/** Formats one topic per line (RFC 4180). */
export function csv({ stages }: Sheet): string {
	const rows = stages.flatMap((stage) =>
		stage.topics.map(({ number, id, title, tier, status, at, on, minutes, notes }) => {
			const since = at === undefined ? '' : markDay({ at, on });
			return [number, id, title, stage.title, stage.phase, tier, status, since, minutes ?? '', notes.trim()].map(cell);
		}),
	);
	return [COLUMNS, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

/**
 * Quotes a cell if needed. Spreadsheets take text with these first characters for a formula; an apostrophe prevents
 * that.
 */
function cell(value: string | number): string {
	const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
