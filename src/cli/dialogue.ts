/**
 * A conversation of many short answers on one terminal. Lines are edited and echoed by the terminal itself, and keys act
 * at once; where a list that moves is noise (a dumb terminal, a screen reader), a key is a line too. What is typed ahead
 * waits for its turn, and the cursor never goes back.
 */
import { type Host, isOn } from './host.ts';

const [INTERRUPT, END] = ['\u0003', '\u0004'] as const;
/** An arrow, a function key, a pasted mark: what begins with an escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const SEQUENCE = /^\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O]?)/;

export class Dialogue {
	readonly #host: Host;
	readonly #inLines: boolean;
	/** What was typed and not taken yet. */
	#typed = '';
	/** Digits that wait for Enter. */
	#digits = '';
	/** The learner ended the conversation, or the input did. */
	#isOver = false;
	#wake = () => {};
	#release: () => void;

	constructor(host: Host) {
		this.#host = host;
		this.#inLines = host.env.TERM === 'dumb' || isOn(host.env.ROADMAP_ACCESSIBLE);
		this.#release = this.#open();
	}

	say(text: string): void {
		this.#host.stderr.write(text);
	}

	/** A line; undefined where the learner ended the conversation: Ctrl-C, or the input's end. */
	async line(): Promise<string | undefined> {
		const line = await this.#taken(() => this.#takeLine());
		// The cursor stands behind what was typed, or behind the terminal's own ^C.
		if (line === undefined) this.say('\n');
		return line;
	}

	/** A letter, or digits and Enter, which alone is ''; undefined where the learner ended the conversation. */
	async key(): Promise<string | undefined> {
		if (this.#inLines) return keyIn(await this.line());
		this.#digits = '';
		this.#raw(true);
		const key = await this.#taken(() => this.#takeKey());
		this.#raw(false);
		this.say('\n');
		return key;
	}

	/** Lets another program have the terminal. */
	async lend<T>(work: () => Promise<T>): Promise<T> {
		this.close();
		try {
			return await work();
		} finally {
			this.#release = this.#open();
			this.#host.stdin.resume();
		}
	}

	/** Leaves the terminal as it was. */
	close(): void {
		this.#release();
	}

	#open(): () => void {
		const { stdin, holdInterrupts, whenEnded } = this.#host;
		const hear = (chunk: Buffer | string) => {
			this.#typed += chunk.toString();
			this.#wake();
		};
		const end = () => {
			this.#isOver = true;
			this.#wake();
		};
		stdin.setEncoding('utf8');
		stdin.on('data', hear).on('end', end);
		const releases = [holdInterrupts(end), whenEnded(() => this.#raw(false))];
		return () => {
			this.#raw(false);
			stdin.off('data', hear).off('end', end).pause();
			for (const release of releases) release();
		};
	}

	#raw(on: boolean): void {
		this.#host.stdin.setRawMode?.(on);
	}

	/** Waits until `take` finds something in what is typed. */
	async #taken(take: () => string | undefined): Promise<string | undefined> {
		for (;;) {
			const found = take();
			if (found !== undefined || this.#isOver) return found;
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}

	#takeLine(): string | undefined {
		const [line, rest] = cutAt(this.#typed, /\r\n?|\n/);
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
			if (!/^[\da-z?]$/i.test(sign)) continue;
			this.say(sign);
			if (!/\d/.test(sign)) return sign.toLowerCase();
			this.#digits += sign;
		}
		return undefined;
	}
}

/** What a line says where it stands for a key: its digits, or its first letter. */
function keyIn(line: string | undefined): string | undefined {
	const said = line?.trim().toLowerCase();
	if (said === undefined || said === '') return said;
	return /^[\d\s,]+$/.test(said) ? said.replace(/\D/g, '') : said.charAt(0);
}

/** What stands before a pattern and what behind it; the rest is undefined where it is not there. */
function cutAt(text: string, pattern: RegExp): [before: string, after: string | undefined] {
	const found = pattern.exec(text);
	if (!found) return [text, undefined];
	return [text.slice(0, found.index), text.slice(found.index + found[0].length)];
}
