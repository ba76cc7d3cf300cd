/**
 * The questions for a screen reader and for a dumb terminal: lines in, lines out. The cursor never moves back, and the
 * terminal itself does the editing and the echo.
 */
import { createInterface } from 'node:readline';
import type { World } from './host.ts';
import type { TextQuestion } from './questions.ts';

export interface NumberedChoice {
	readonly value: string;
	readonly name: string;
}

/** More than this is not listened to: words narrow it first. */
const MOST = 20;

/** @param fitting what the typed words leave of the choices @returns the value, or undefined when the input ended */
export async function pickByNumber(
	world: World,
	message: string,
	choices: readonly NumberedChoice[],
	fitting: (words: string) => readonly NumberedChoice[],
): Promise<string | undefined> {
	return withLines(world, async (say, read) => {
		say(message);
		for (let left = choices; ; ) {
			const isShort = left.length <= MOST;
			if (isShort) left.forEach(({ name }, i) => void say(`${i + 1}. ${name}`));
			say(isShort ? 'Type a number, or words to find others.' : `${left.length} choices. Type words to narrow them.`);
			const line = (await read())?.trim();
			if (line === undefined) return undefined;
			const chosen = isShort && /^\d+$/.test(line) ? left[Number(line) - 1] : undefined;
			if (chosen) return chosen.value;
			const found = fitting(line);
			if (found.length === 0) say('Nothing fits.');
			else left = found;
		}
	});
}

/** @returns undefined when the input ended */
export async function textInLines(
	world: World,
	message: string,
	{ proposal, fault }: TextQuestion,
): Promise<string | undefined> {
	return withLines(world, async (say, read) => {
		for (;;) {
			say(proposal === undefined ? message : `${message} Enter alone is ${proposal}.`);
			const line = await read();
			if (line === undefined) return undefined;
			const text = line.trim() === '' ? (proposal ?? '') : line;
			const wrong = fault?.(text);
			if (wrong === undefined) return text;
			say(wrong);
		}
	});
}

/** @returns undefined when the input ended */
export async function confirmInWords(world: World, message: string): Promise<boolean | undefined> {
	return withLines(world, async (say, read) => {
		say(`${message} Type yes or no. Enter alone is no.`);
		const line = await read();
		return line === undefined ? undefined : /^y(es)?$/i.test(line.trim());
	});
}

type Say = (line: string) => void;
type Read = () => Promise<string | undefined>;

/** Lines that were typed ahead, or pasted in one, stay in the input for the next question. */
async function withLines<T>({ stdin, stderr }: World, ask: (say: Say, read: Read) => Promise<T>): Promise<T> {
	const typed: string[] = [];
	let isOver = false;
	let wake = () => {};
	const lines = createInterface({ input: stdin, terminal: false });
	lines.on('line', (line) => {
		typed.push(line);
		wake();
	});
	lines.on('close', () => {
		isOver = true;
		wake();
	});
	const say = (line: string) => {
		stderr.write(`${line}\n`);
	};
	const read = async () => {
		stderr.write('> ');
		while (typed.length === 0 && !isOver) {
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
		const line = typed.shift();
		if (line !== undefined) return line;
		// Ctrl-D leaves the cursor behind the mark.
		stderr.write('\n');
		return undefined;
	};
	try {
		return await ask(say, read);
	} finally {
		lines.close();
		if (typed.length > 0 && !stdin.readableEnded) stdin.unshift(typed.map((line) => `${line}\n`).join(''));
	}
}
