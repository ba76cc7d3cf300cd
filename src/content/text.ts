/** A file's text, and where its lines begin: makes faults out of offsets. */
import { safeLine, safeSource } from '../model/safe.ts';
import { lineEnd } from './cursor.ts';
import { type Fault, type Path, pathText } from './fault.ts';
import type { Place } from './tree.ts';

/** Longer lines are shown in part. */
const LONGEST = 400;

/** Newlines are counted once for each stretch of this many characters: an array of all would outweigh the text. */
const STRETCH = 4_096;

export class FileText {
	readonly file: string;
	readonly text: string;
	/** How many newlines stand before each stretch; counted when the first fault asks. */
	#counts: number[] | undefined;
	/** The line that was asked for last: thousands of faults may stand in one. */
	#line = { from: 0, end: -1 };

	constructor(file: string, text: string) {
		this.file = file;
		this.text = text;
	}

	/** The number of the line that an offset stands in, from 1. */
	lineAt(offset: number): number {
		this.#counts ??= countNewlines(this.text);
		const stretch = Math.floor(offset / STRETCH);
		return 1 + (this.#counts[stretch] ?? 0) + newlinesIn(this.text, stretch * STRETCH, offset);
	}

	error(place: Place, path: Path, message: string): Fault {
		return this.#fault('error', place, path, message);
	}

	warning(place: Place, path: Path, message: string): Fault {
		return this.#fault('warning', place, path, message);
	}

	#fault(severity: Fault['severity'], place: Place, path: Path, message: string): Fault {
		const start = Math.min(place.start, this.text.length);
		const { from, end } = this.lineAround(start);
		const shown = end - from <= LONGEST ? from : Math.max(from, start - LONGEST / 2);
		return {
			severity,
			file: this.file,
			line: this.lineAt(start),
			column: start - from + 1,
			length: Math.max(1, Math.min(place.end, end) - start),
			path: safeLine(pathText(path)),
			message: safeLine(message),
			source: safeSource(this.text.slice(shown, Math.min(end, shown + LONGEST))).trimEnd(),
			sourceFrom: shown - from + 1,
		};
	}

	/** Where the line that an offset stands in begins and ends. */
	lineAround(offset: number): { from: number; end: number } {
		if (offset < this.#line.from || offset > this.#line.end) {
			const from = offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1;
			const newline = this.text.indexOf('\n', offset);
			this.#line = { from, end: lineEnd(this.text, newline < 0 ? this.text.length : newline, from) };
		}
		return this.#line;
	}
}

function countNewlines(text: string): number[] {
	const counts: number[] = [];
	let count = 0;
	for (let start = 0; start < text.length; start += STRETCH) {
		counts.push(count);
		count += newlinesIn(text, start, Math.min(text.length, start + STRETCH));
	}
	return counts;
}

function newlinesIn(text: string, start: number, end: number): number {
	let count = 0;
	for (let at = start; at < end; at++) if (text.charCodeAt(at) === 10) count++;
	return count;
}
