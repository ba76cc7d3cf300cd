/**
 * The style rules for our own topics, which the format does not require. `npm run check:content` and the tests apply
 * them to a roadmap that says `texts: measured`; `roadmap check` does not.
 */

import { type Compilation, compile } from '../src/content/compile.ts';
import type { Fault, FieldPath } from '../src/content/fault.ts';
import type { Source } from '../src/content/source.ts';
import type { YamlFile } from '../src/content/yaml-file.ts';
import { pointsOf } from '../src/domain/question.ts';
import { isRecord } from '../src/domain/values.ts';

/** Fewest and most words of a text, not counting code. */
const WORDS = new Map([
	['summary', [12, 30]],
	['key', [1, 20]],
	['why', [30, 70]],
	['idea', [150, 320]],
	['practice', [50, 120]],
	['task', [1, 15]],
	['intro', [60, 110]],
	['project', [80, 160]],
	['note', [1, 15]],
	['point', [1, 15]],
] as const);

/** Fewest and most entries of a list. */
const ENTRIES = new Map([
	['outcomes', [3, 5]],
	['pitfalls', [2, 4]],
	['recall', [4, 6]],
	['points', [2, 4]],
	['resources', [3, 6]],
] as const);

const BANNED = /\b(?:simply|just|powerful|leverage[ds]?|delve[ds]?|crucial|in today's world)\b|!(?=\s|$)/i;

/** First words of an outcome that does not say what the learner can do. */
const NO_VERB = /^(?:the|an?|you|your|how|what|why|when|to|be|able|know|knowledge|\w+ing|\w+tion|\w+ness)\b/i;

/** The content of a fenced block that is a drawing. */
const DRAWING = /^ *```drawing *\n((?:(?! *```).*\n)*)/gm;

/**
 * Characters that every terminal shows in one column: letters, digits, signs, arrows and lines, without accents or
 * emoji.
 */
const ONE_COLUMN = /^[\x20-\x7e\u00a1-\u024f\u0370-\u03ff\u2010-\u2027\u2190-\u22ff\u2500-\u25ff]*$/;

/** Only sentences of at least this many words are checked for repetition. */
const SENTENCE = 5;

/** A topic or a stage, with its file. */
interface Piece {
	readonly yaml: YamlFile;
	readonly path: FieldPath;
	readonly fields: Readonly<Record<string, unknown>>;
}

interface Prose {
	readonly yaml: YamlFile;
	readonly path: FieldPath;
	readonly text: string;
}

/** Compiles a roadmap and applies the style rules too. */
export function review(source: Source): Compilation {
	return compile(source, undefined, [checkStyle]);
}

function checkStyle(spine: YamlFile, lessons: ReadonlyMap<string, YamlFile>): Fault[] {
	if (!isRecord(spine.value) || spine.value.texts !== 'measured') return [];
	const pieces = [...piecesOf(spine), ...[...lessons.values()].flatMap(pieceOf)];
	const prose = pieces.flatMap((piece) => proseIn(piece.yaml, piece.path, piece.fields));
	return [
		...pieces.flatMap((piece) => [...measures(piece), ...starts(piece), ...outcomes(piece), ...ideas(piece)]),
		...prose.flatMap((text) => [...manners(text)]),
		...saidTwice(prose),
	];
}

/** Returns the stages of the spine, and the topics written in it. */
function piecesOf(yaml: YamlFile): Piece[] {
	const stages = isRecord(yaml.value) && Array.isArray(yaml.value.stages) ? yaml.value.stages : [];
	return stages.flatMap((stage: unknown, i): Piece[] => {
		if (!isRecord(stage)) return [];
		const { topics, ...fields } = stage;
		const inside = Array.isArray(topics) ? topics : [];
		const path = ['stages', i];
		const written = inside.flatMap((topic: unknown, k): Piece[] =>
			isRecord(topic) ? [{ yaml, path: [...path, 'topics', k], fields: topic }] : [],
		);
		return [{ yaml, path, fields }, ...written];
	});
}

function pieceOf(yaml: YamlFile): Piece[] {
	return isRecord(yaml.value) ? [{ yaml, path: [], fields: yaml.value }] : [];
}

function* measures({ yaml, path, fields }: Piece): Generator<Fault> {
	for (const [field, value] of Object.entries(fields)) {
		const [words, entries] = [measureOf(WORDS, field), measureOf(ENTRIES, field)];
		if (words && typeof value === 'string') yield* measured(yaml, [...path, field], countWords(value), words, 'words');
		if (entries && Array.isArray(value)) yield* measured(yaml, [...path, field], value.length, entries, 'entries');
	}
	for (const field of ['resources', 'recall']) {
		for (const [i, entry] of listIn(fields, field).entries()) {
			if (isRecord(entry)) yield* measures({ yaml, path: [...path, field, i], fields: entry });
		}
	}
	for (const [i, point] of listIn(fields, 'points').entries()) {
		yield* measures({ yaml, path: [...path, 'points', i], fields: { point } });
	}
}

function listIn(fields: Piece['fields'], field: string): readonly unknown[] {
	const list: unknown = fields[field];
	return Array.isArray(list) ? list : [];
}

function measureOf(table: ReadonlyMap<string, readonly [number, number]>, field: string) {
	return table.get(field);
}

/** Warns if a count is out of range; it is an error at twice the maximum or half the minimum. */
function* measured(
	yaml: YamlFile,
	path: FieldPath,
	count: number,
	[fewest, most]: readonly [number, number],
	what: string,
): Generator<Fault> {
	if (count >= fewest && count <= most) return;
	const fault = yaml.faultAt(path, `${count} ${what}; ${fewest} to ${most} are asked for`);
	yield { ...fault, severity: count > most * 2 || count * 2 < fewest ? 'error' : 'warning' };
}

function* starts({ yaml, path, fields: { resources } }: Piece): Generator<Fault> {
	if (!Array.isArray(resources) || resources.length === 0) return;
	const marked = resources.flatMap((resource: unknown, i) =>
		isRecord(resource) && resource.start === true ? [i] : [],
	);
	const [, second] = marked;
	if (second !== undefined)
		yield yaml.faultAt([...path, 'resources', second, 'start'], 'only one resource is the one to begin with');
	if (marked.length === 0 && resources.length > 1)
		yield warning(yaml, [...path, 'resources'], 'say which one to begin with: start: true');
}

/** Learners grade an answer point by point: by its points, or else its sentences. */
function* ideas({ yaml, path, fields }: Piece): Generator<Fault> {
	for (const [i, entry] of listIn(fields, 'recall').entries()) {
		if (!isRecord(entry) || entry.points !== undefined || typeof entry.answer !== 'string') continue;
		if (pointsOf({ answer: entry.answer }).length < 2)
			yield warning(
				yaml,
				[...path, 'recall', i, 'answer'],
				'one sentence cannot be judged idea by idea: give it points',
			);
	}
}

function* outcomes({ yaml, path, fields }: Piece): Generator<Fault> {
	for (const [i, outcome] of listIn(fields, 'outcomes').entries()) {
		if (typeof outcome !== 'string' || !NO_VERB.test(outcome)) continue;
		yield warning(
			yaml,
			[...path, 'outcomes', i],
			'begin with a verb that somebody watching could check: Explain, Write, Choose',
		);
	}
}

/** Fields that are not prose: names, addresses, and a lab's code and data. */
const NOT_PROSE = new Set(
	'id url title by kind make again starter expect query statement args stdin solution wrong'.split(' '),
);

/** Returns every text in a piece, however deep; a topic within a stage is a piece of its own. */
function proseIn(yaml: YamlFile, path: FieldPath, value: unknown): Prose[] {
	if (typeof value === 'string') return [{ yaml, path, text: value }];
	if (Array.isArray(value)) return value.flatMap((item: unknown, i) => proseIn(yaml, [...path, i], item));
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([field, item]) =>
		NOT_PROSE.has(field) ? [] : proseIn(yaml, [...path, field], item),
	);
}

function* manners({ yaml, path, text }: Prose): Generator<Fault> {
	const fences = text.match(/^[ \t]*```/gm)?.length ?? 0;
	if (fences % 2 === 1) yield yaml.faultAt(path, 'a code block is opened and never closed; end it with ```');
	for (const [, drawing = ''] of text.matchAll(DRAWING)) yield* drawn(yaml, path, drawing);
	const word = BANNED.exec(withoutCode(text))?.[0];
	if (word) yield warning(yaml, path, `say it without "${word}"`);
}

/** Checks that a drawing is at most 72 columns wide and 20 lines high. */
function* drawn(yaml: YamlFile, path: FieldPath, drawing: string): Generator<Fault> {
	const lines = drawing.trimEnd().split('\n');
	if (lines.length > 20) yield yaml.faultAt(path, `a drawing of ${lines.length} lines; at most 20 are asked for`);
	for (const line of lines) {
		if (line.length > 72) yield yaml.faultAt(path, `a drawing of ${line.length} columns; at most 72 are asked for`);
		if (!ONE_COLUMN.test(line)) yield yaml.faultAt(path, `a drawing of plain characters is asked for: "${line}"`);
	}
}

function* saidTwice(prose: readonly Prose[]): Generator<Fault> {
	const said = new Map<string, Prose>();
	for (const here of prose) {
		for (const sentence of sentencesOf(here.text)) {
			const before = said.get(sentence);
			if (!before) said.set(sentence, here);
			else if (before !== here) {
				const place = `${before.yaml.file}:${before.yaml.lineOf(before.path)}`;
				yield warning(here.yaml, here.path, `this stands in ${place} too: "${sentence.slice(0, 60)}"`);
			}
		}
	}
}

function sentencesOf(text: string): string[] {
	const flat = withoutCode(text).replace(/\s+/g, ' ').trim().toLowerCase();
	return flat.split(/(?<=[.?])\s/).filter((sentence) => countWords(sentence) >= SENTENCE);
}

function countWords(text: string): number {
	return withoutCode(text)
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function withoutCode(text: string): string {
	return text
		.split(/^[ \t]*```.*$/m)
		.filter((_, i, parts) => i % 2 === 0 || i === parts.length - 1)
		.join('')
		.replace(/`[^`]*`/g, (code) => code.replace(/[^\s`]+/g, 'code'));
}

function warning(yaml: YamlFile, path: FieldPath, message: string): Fault {
	return { ...yaml.faultAt(path, message), severity: 'warning' };
}
