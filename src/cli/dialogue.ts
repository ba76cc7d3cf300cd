/**
 * A dialogue of many short answers on one terminal. The terminal itself edits and echoes lines; keys take effect at
 * once, except on dumb terminals and for screen readers, where a key is a line too. Input typed ahead is buffered, and
 * the cursor never moves back.
 */
import { type Host, isLineBased } from './host.ts';

const [INTERRUPT, END] = ['\u0003', '\u0004'] as const;
/** What terminals send for Backspace. */
const BACKSPACE: ReadonlySet<string> = new Set(['\u007f', '\b']);
/** An arrow key, a function key or a paste marker: an escape sequence. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const SEQUENCE = /^\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O]?)/;

export class Dialogue {
	readonly #host: Host;
	readonly #inLines: boolean;
	/** Input that has not been consumed yet. */
	#typed = '';
	/** Digits that wait for Enter. */
	#digits = '';
	/** Whether keys are read one by one. */
	#isRaw = false;
	/** The text on the screen since the last answer, to print again after Ctrl-Z. */
	#asked = '';
	/** Whether the learner has ended the dialogue, or the input has ended. */
	#isOver = false;
	#wake = () => {};
	#release: () => void;

	constructor(host: Host) {
		this.#host = host;
		this.#inLines = isLineBased(host);
		this.#release = this.#open();
	}

	say(text: string): void {
		this.#asked += text;
		this.#host.stderr.write(text);
	}

	/** Reads a line. @returns undefined if the learner ended the dialogue: Ctrl-C, or end of input */
	async line(): Promise<string | undefined> {
		const line = await this.#taken(() => this.#takeLine());
		// The cursor is still on the input line, or after the terminal's ^C.
		if (line === undefined) this.say('\n');
		return line;
	}

	/** Reads a letter, or digits and Enter; Enter alone is ''. @returns undefined if the learner ended the dialogue */
	async key(): Promise<string | undefined> {
		if (this.#inLines) return keyIn(await this.line());
		const key = await this.#rawKey(() => false);
		this.say('\n');
		return key;
	}

	/** Reads a key like `key`, but returns null once the signal is aborted; raw mode is then off. */
	async keyUnless(happened: AbortSignal): Promise<string | undefined | null> {
		const wake = () => this.#wake();
		happened.addEventListener('abort', wake);
		try {
			const key = await this.#rawKey(() => happened.aborted);
			if (key === undefined && !this.#isOver) return null;
			// In line mode, Enter has already ended the line.
			if (!this.#inLines || key === undefined) this.say('\n');
			return key;
		} finally {
			happened.removeEventListener('abort', wake);
		}
	}

	async #rawKey(isEnough: () => boolean): Promise<string | undefined> {
		this.#digits = '';
		this.#raw(true);
		const take = this.#inLines ? () => keyIn(this.#takeLine()) : () => this.#takeKey();
		const key = await this.#taken(take, isEnough);
		this.#raw(false);
		return key;
	}

	/** Runs `work` while another program has the terminal. */
	async lend<T>(work: () => Promise<T>): Promise<T> {
		this.close();
		try {
			return await work();
		} finally {
			this.#release = this.#open();
		}
	}

	/** Restores the terminal. Input that was typed ahead is put back, for whatever reads next. */
	close(): void {
		this.#release();
		const { stdin } = this.#host;
		if (this.#typed !== '' && !stdin.readableEnded) stdin.unshift(this.#typed);
		this.#typed = '';
	}

	#open(): () => void {
		const { stdin, stderr, holdInterrupts, whenEnded, whenSuspended } = this.#host;
		const onData = (chunk: Buffer | string) => {
			this.#typed += chunk.toString();
			this.#wake();
		};
		const end = () => {
			this.#isOver = true;
			this.#wake();
		};
		stdin.setEncoding('utf8');
		stdin.on('data', onData).on('end', end).resume();
		let wasRaw = false;
		const leave = () => {
			wasRaw = this.#isRaw;
			this.#raw(false);
		};
		const back = () => {
			this.#raw(wasRaw);
			stderr.write(this.#asked);
		};
		const forgetEnd = whenEnded(() => {
			// While it is there, the signal comes back to it instead of ending the program.
			forgetEnd();
			leave();
		});
		const releases = [holdInterrupts(end), forgetEnd, whenSuspended(leave, back)];
		return () => {
			this.#raw(false);
			stdin.off('data', onData).off('end', end).pause();
			for (const release of releases) release();
		};
	}

	#raw(on: boolean): void {
		this.#isRaw = on;
		if (!this.#inLines) this.#host.stdin.setRawMode?.(on);
	}

	/** Waits until `take` returns something, the input ends, or `isEnough` returns true. */
	async #taken(take: () => string | undefined, isEnough = () => false): Promise<string | undefined> {
		for (;;) {
			const found = take();
			if (found !== undefined || this.#isOver || isEnough()) {
				this.#asked = '';
				return found;
			}
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}

	#takeLine(): string | undefined {
		const [line, rest] = splitAt(this.#typed, /\r\n?|\n/);
		if (rest === undefined) return undefined;
		this.#typed = rest;
		if (!line.includes(INTERRUPT)) return line;
		this.#isOver = true;
		return undefined;
	}

	#takeKey(): string | undefined {
		while (this.#typed !== '' && !this.#isOver) {
			const sign = SEQUENCE.exec(this.#typed)?.[0] ?? this.#typed.charAt(0);
			this.#typed = this.#typed.slice(sign.length);
			if (sign === '\r' || sign === '\n') return this.#digits;
			if (sign === INTERRUPT || sign === END) this.#isOver = true;
			if (BACKSPACE.has(sign) && this.#digits !== '') {
				this.#digits = this.#digits.slice(0, -1);
				this.say('\b \b');
			}
			if (!/^[\da-z?]$/i.test(sign)) continue;
			this.say(sign);
			if (!/\d/.test(sign)) return sign.toLowerCase();
			this.#digits += sign;
		}
		return undefined;
	}
}

/** Converts a line that stands for a key: its digits, or its first letter. */
function keyIn(line: string | undefined): string | undefined {
	const answer = line?.trim().toLowerCase();
	if (answer === undefined || answer === '') return answer;
	return /^[\d\s,]+$/.test(answer) ? answer.replace(/\D/g, '') : answer.charAt(0);
}

/** Splits a text at the first match; the second part is undefined if there is none. */
function splitAt(text: string, pattern: RegExp): [before: string, after: string | undefined] {
	const found = pattern.exec(text);
	if (!found) return [text, undefined];
	return [text.slice(0, found.index), text.slice(found.index + found[0].length)];
}
