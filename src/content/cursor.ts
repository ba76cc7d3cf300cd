/** Walks over the lines of a text that say something: neither blank nor comment. */

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const HASH = 35;

/** Why the plain reader stops: it met a form that it does not know, at this offset. */
export class Stuck extends Error {
	readonly at: number;

	constructor(at: number) {
		super('not one of the plain forms of YAML');
		this.at = at;
	}
}

/** Why nobody need read on: this is more than a roadmap may be. */
export class TooMuch extends Error {
	readonly at: number;

	constructor(at: number, message: string) {
		super(message);
		this.at = at;
	}
}

export class Cursor {
	readonly text: string;
	/** Where the line's text begins, or what is left of it. */
	at = 0;
	/** Where it ends, without spaces behind it. */
	end = 0;
	/** Columns before `at`; -1 behind the last line. */
	indent = -1;
	/** Where the next line begins. */
	next = 0;
	/** Whether blank lines or comments stood before this line. */
	skipped = false;

	constructor(text: string) {
		this.text = text;
		this.advance();
	}

	/** Goes to the next line that says something. */
	advance(): void {
		this.skipped = false;
		while (this.next < this.text.length) {
			const start = this.next;
			this.#measure(start);
			while (this.at < this.end && this.code() === SPACE) this.at++;
			this.indent = this.at - start;
			if (this.at < this.end && this.code() !== HASH) return;
			this.skipped = true;
		}
		this.at = this.end = this.text.length;
		this.indent = -1;
	}

	/** Goes on behind something that may have ended on a later line. */
	resume(at: number): void {
		this.#measure(at);
	}

	code(): number {
		return this.text.charCodeAt(this.at);
	}

	skipSpaces(): void {
		while (this.at < this.end && this.code() === SPACE) this.at++;
	}

	/** Nothing, or a comment, is left of the line. */
	atLineEnd(): boolean {
		if (this.at >= this.end) return true;
		return this.code() === HASH && this.text.charCodeAt(this.at - 1) === SPACE;
	}

	/** Goes to the next line. @throws Stuck when something is left of this one */
	finishLine(): void {
		this.skipSpaces();
		if (!this.atLineEnd()) throw new Stuck(this.at);
		this.advance();
	}

	#measure(start: number): void {
		const newline = this.text.indexOf('\n', start);
		this.next = newline < 0 ? this.text.length : newline + 1;
		this.at = start;
		this.end = lineEnd(this.text, newline < 0 ? this.text.length : newline, start);
		while (this.end > start && this.text.charCodeAt(this.end - 1) === SPACE) this.end--;
	}
}

/** Where a line's text ends that a newline ends at `end`: a carriage return before it is no part of it. */
export function lineEnd(text: string, end: number, start: number): number {
	const isPair = end > start && text.charCodeAt(end - 1) === RETURN && text.charCodeAt(end) === NEWLINE;
	return isPair ? end - 1 : end;
}
