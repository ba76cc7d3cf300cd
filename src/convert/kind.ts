/** Detects the form of a curriculum file from its content, not its name. */
import { safeLine, shellWord } from '../domain/safe.ts';
import { isRecord, jsonFaultAt, parseJson } from '../domain/values.ts';
import { EXIT, type ExitCode, invalidError, UserError } from '../errors.ts';
import { readHeader } from './columns.ts';

export type Form = 'graph' | 'mockup' | 'tree' | 'markdown' | 'csv' | 'todo' | Refused;

/** Forms that cannot be converted to a roadmap. */
type Refused =
	| 'roadmap'
	| 'progress'
	| 'calendar'
	| 'anki'
	| 'org'
	| 'opml'
	| 'page'
	| 'xml'
	| 'lines'
	| 'archive'
	| 'pdf'
	| 'picture';

/** How each form is called in a sentence. */
export const FORM_NAMES: Readonly<Record<Form, string>> = {
	graph: 'a roadmap.sh drawing',
	mockup: 'an older roadmap.sh drawing',
	roadmap: 'a roadmap already',
	progress: 'a file of progress',
	tree: 'a tree of titles',
	markdown: 'Markdown',
	csv: 'a table (CSV)',
	todo: 'a todo.txt list',
	calendar: 'a calendar',
	anki: 'a deck of flash cards',
	org: 'an Org file',
	opml: 'an outline (OPML)',
	page: 'a web page',
	xml: 'XML',
	lines: 'a list without marks',
	archive: 'an archive (documents of Word and decks of Anki are one too)',
	pdf: 'a PDF',
	picture: 'a picture',
};

const REFUSALS: Readonly<Record<Refused, (file: string) => string>> = {
	roadmap: (file) => `Use it as it is: roadmap use ${file}`,
	progress: (file) => `Bring it in with: roadmap import ${file}`,
	calendar: () => 'A calendar has dates and no order of topics. Convert the list that it was made from.',
	anki: () => 'Cards are questions and no topics. Convert the list of what they are about.',
	org: () => 'Export it as Markdown first; in Emacs with C-c C-e m m.',
	opml: () => 'Export it as Markdown first; most outliners can.',
	page: () => 'Copy its list into a text file, a dash before each line, and convert that.',
	xml: () => 'Save it as Markdown, CSV or JSON, and convert that.',
	lines: (file) => `Begin each line with a dash and a space; then roadmap convert ${file} makes a roadmap of it.`,
	archive: () => 'Unpack it first, and convert the folder or file in it that lists what is to be learned.',
	pdf: () => 'Copy its list into a text file, a dash before each line, and convert that.',
	picture: () => 'Type its list into a text file, a dash before each line, and convert that.',
};

/** `title: …` between lines of dashes, in which static sites keep settings; Markdown would read a heading. */
export const FRONT_MATTER = /^---\r?\n(?=[\w-]{1,40}:)(?:.*\r?\n){0,100}?---\r?\n/;

export function isRefused(form: Form): form is Refused {
	return form in REFUSALS;
}

/** The error for a file of our own in the wrong place, or one without topics. */
export function refusedForm(file: string, form: Refused, code: ExitCode = EXIT.invalid): UserError {
	const hint = REFUSALS[form](safeLine(shellWord(file)));
	return new UserError(`${safeLine(file)} is ${FORM_NAMES[form]}.`, { hint, code });
}

/** What the first bytes of files that are no text say. */
const SIGNATURES = [
	['PK\x03\x04', 'archive'],
	['\x1f\x8b', 'archive'],
	['\xd0\xcf\x11\xe0', 'archive'],
	['%PDF-', 'pdf'],
	['\x89PNG', 'picture'],
	['\xff\xd8\xff', 'picture'],
	['GIF8', 'picture'],
] as const;

/** Returns the form of a file that is no text; undefined if it may be text. @param head its first bytes */
export function formOfBytes(head: Uint8Array): 'archive' | 'pdf' | 'picture' | undefined {
	const start = Buffer.from(head.subarray(0, 8)).toString('latin1');
	return SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1];
}

/** @param value the text parsed as JSON; undefined if it is not JSON @returns undefined if no form matches */
export function formOf(text: string, value: unknown): Form | undefined {
	if (/^BEGIN:VCALENDAR/i.test(text)) return 'calendar';
	if (/^#(?:separator|html|notetype|deck|guid|columns)[ :]/i.test(text)) return 'anki';
	if (/^#\+(?:title|author|startup|options|filetags|todo):|^\*{1,9} (?:TODO|DONE|NEXT) /im.test(text.slice(0, 65_536)))
		return 'org';
	if (/<opml[\s>]/i.test(text.slice(0, 1000))) return 'opml';
	if (/^\s*<(?:!doctype html|html)\b/i.test(text)) return 'page';
	if (/^\s*<\?xml\b/i.test(text)) return 'xml';
	if (value !== undefined) return formOfJson(value);
	if (/^<!-- roadmap: \S{1,64} -->$/m.test(text.slice(0, 1000))) return 'progress';
	const lines = firstLines(text);
	if (isRoadmap(lines)) return 'roadmap';
	if (FRONT_MATTER.test(text)) return 'markdown';
	if (delimiterOf(lines) !== undefined) return 'csv';
	if (isTodoTxt(lines)) return 'todo';
	if (isYaml(lines)) return 'tree';
	if (isMarkdown(lines)) return 'markdown';
	return lines.length > 1 && lines.every((line) => /^[^:;{}[\]<>\\=]{1,100}$/.test(line)) ? 'lines' : undefined;
}

/** Returns the lines at the beginning of a text that are not blank. */
export function firstLines(text: string): string[] {
	const start = text.slice(0, 65_536);
	return start.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
}

/**
 * Parses a file as JSON; undefined if it is not JSON.
 * @throws UserError with the line if it starts as JSON but is invalid
 */
export function readJson(text: string, file: string): unknown {
	if (!/^\s*[[{]/.test(text)) return undefined;
	const value = parseJson(text);
	// A text that starts with a single bracket may be Markdown.
	if (value !== undefined || !/^\s*(?:\{\s*"|\[\s*\{)/.test(text)) return value;
	const line = text.slice(0, jsonFaultAt(text)).split('\n').length;
	throw invalidError(`${safeLine(file)}:${line}: this is not JSON, or the file ends too early.`);
}

function formOfJson(value: unknown): Form | undefined {
	if (Array.isArray(value)) return 'tree';
	if (!isRecord(value)) return undefined;
	if ('nodes' in value && 'edges' in value) return 'graph';
	if ('mockup' in value) return 'mockup';
	if ('stages' in value && ('format' in value || 'id' in value)) return 'roadmap';
	return value.program === 'roadmap' ? 'progress' : 'tree';
}

/** Whether it starts with fields that include those of our roadmaps; it may still be invalid. */
function isRoadmap(lines: readonly string[]): boolean {
	const [first = ''] = lines.filter((line) => !/^(?:#|%|---)/.test(line));
	const has = (name: string) => lines.some((line) => line.startsWith(`${name}:`));
	if (!/^["']?\w{1,40}["']?:/.test(first)) return false;
	return lines.some((line) => /^["']?format["']?: *["']?\d/.test(line)) || (has('id') && has('stages'));
}

/** Returns the mark between the columns if the first line names some, and the second line, if any, has it too. */
export function delimiterOf([head = '', next = head]: readonly string[]): string | undefined {
	if (/^(?:#|[-*+] |\|)/.test(head)) return undefined;
	return [',', ';', '\t', '|'].find((mark) => {
		const names = head.split(mark).map((name) => name.replaceAll('"', ''));
		return names.length > 1 && next.includes(mark) && readHeader(names) !== undefined;
	});
}

function isTodoTxt(lines: readonly string[]): boolean {
	const todo = lines.filter((line) => /^(?:x |\([A-Z]\) |\d{4}-\d{2}-\d{2} )|^[^#>|-].* [+@]\w/.test(line));
	return todo.length > 0 && todo.length * 2 >= lines.length;
}

/** Whether it is mostly keys and list items, without a line that only Markdown has. */
function isYaml(lines: readonly string[]): boolean {
	const own = lines.filter((line) => !/^\s*#/.test(line));
	if (own.some((line) => /^\s*[-*+] \[[ xX-]\]|\]\(|\*\*|^\s*\||--\s*\|/.test(line))) return false;
	const keys = own.filter((line) => /^\s*(?:- )?["']?[\p{L}\p{N}_][^:[\](){}]{0,80}["']?:(?:\s|$)/u.test(line));
	const items = own.filter((line) => /^\s*- /.test(line));
	return keys.length > 0 && new Set([...keys, ...items]).size >= 0.8 * new Set(own).size;
}

function isMarkdown(lines: readonly string[]): boolean {
	return lines.some((line) => /^#{1,6} |^\s*[-*+] |^\s*\d{1,9}[.)] |^\|.*\||\]\(/.test(line));
}
