/** A file's text and its lines; converts offsets to faults. */
import { safeLine, safeSource } from '../domain/safe.ts';
import { type Fault, type FieldPath, pathText } from './fault.ts';

/** Longer lines are shown in part. */
const MAX_LENGTH = 400;

/** A range of the text, as offsets. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** Maps offsets to lines. */
interface Lines {
	readonly linePos: (offset: number) => { readonly line: number };
}

export class FileText {
	readonly file: string;
	readonly text: string;
	readonly #lines: Lines;
	/** The last line looked up, cached because thousands of faults may be in one line. */
	#line = { from: 0, end: -1 };

	constructor(file: string, text: string, lines: Lines) {
		this.file = file;
		this.text = text;
		this.#lines = lines;
	}

	/** Returns the line number of an offset, from 1. */
	lineAt(offset: number): number {
		return this.#lines.linePos(offset).line;
	}

	error(place: Span, path: FieldPath, message: string): Fault {
		return this.#fault('error', place, path, message);
	}

	warning(place: Span, path: FieldPath, message: string): Fault {
		return this.#fault('warning', place, path, message);
	}

	#fault(severity: Fault['severity'], place: Span, path: FieldPath, message: string): Fault {
		const start = Math.min(place.start, this.text.length);
		const { from, end } = this.lineAround(start);
		const shown = end - from <= MAX_LENGTH ? from : Math.max(from, start - MAX_LENGTH / 2);
		return {
			severity,
			file: this.file,
			line: this.lineAt(start),
			column: start - from + 1,
			length: Math.max(1, Math.min(place.end, end) - start),
			path: safeLine(pathText(path)),
			message: safeLine(message),
			source: safeSource(this.text.slice(shown, Math.min(end, shown + MAX_LENGTH))).trimEnd(),
			sourceFrom: shown - from + 1,
		};
	}

	/** Returns where the line around an offset starts and ends. */
	lineAround(offset: number): { from: number; end: number } {
		if (offset < this.#line.from || offset > this.#line.end) {
			const from = offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1;
			const newline = this.text.indexOf('\n', offset);
			this.#line = { from, end: lineEnd(this.text, newline < 0 ? this.text.length : newline, from) };
		}
		return this.#line;
	}
}

/** Excludes a carriage return before the newline from the line. */
function lineEnd(text: string, end: number, start: number): number {
	return end > start && text[end] === '\n' && text[end - 1] === '\r' ? end - 1 : end;
}
