/**
 * Line-based prompts for screen readers and dumb terminals. The cursor never moves back, and the terminal does the
 * editing and the echo.
 */

import { STATE_WORDS } from '../render/words.ts';
import { Dialogue } from './dialogue.ts';
import type { Host } from './host.ts';
import type { TextQuestion, TopicChoice } from './questions.ts';
import { matching } from './topic-list.ts';

/** Choices per page: a screen reader reads them all aloud. */
const PAGE = 10;

/** @returns the id of a choice, the preset one being listed first; undefined if the prompt was cancelled */
export async function pickByNumber(
	host: Host,
	message: string,
	choices: readonly TopicChoice[],
	preset: string,
): Promise<string | undefined> {
	const all = [...choices].sort((a, b) => Number(b.id === preset) - Number(a.id === preset));
	return withLines(host, async (say, read) => {
		say(message);
		let left: readonly TopicChoice[] = all;
		for (let from = 0; ; ) {
			const to = Math.min(left.length, from + PAGE);
			left.slice(from, to).forEach((choice, i) => void say(`${from + i + 1}. ${choiceLine(choice)}`));
			const rest = left.length - to;
			say(`Type a number, or words to search.${rest > 0 ? ` Enter shows more (${rest}).` : ''} Ctrl-C cancels.`);
			const line = (await read())?.trim();
			if (line === undefined) return undefined;
			const chosen = /^\d+$/.test(line) ? left.slice(0, to)[Number(line) - 1] : undefined;
			if (chosen) return chosen.id;
			const found = line === '' ? left : matching(all, line);
			from = line === '' && rest > 0 ? to : 0;
			if (found.length === 0) say(`Nothing matches "${line}".`);
			else left = found;
		}
	});
}

function choiceLine({ number, title, state }: TopicChoice): string {
	return `${number}  ${title}, ${STATE_WORDS[state]}`;
}

/** @returns undefined if the prompt was cancelled */
export async function textInLines(
	host: Host,
	message: string,
	{ proposal, fault }: TextQuestion,
): Promise<string | undefined> {
	return withLines(host, async (say, read) => {
		for (;;) {
			say(proposal === undefined ? message : `${message} Enter takes ${proposal}.`);
			const line = await read();
			if (line === undefined) return undefined;
			const text = line.trim() === '' ? (proposal ?? '') : line;
			const wrong = fault?.(text);
			if (wrong === undefined) return text;
			say(wrong);
		}
	});
}

/** @returns undefined if the prompt was cancelled */
export async function confirmInWords(host: Host, message: string): Promise<boolean | undefined> {
	return withLines(host, async (say, read) => {
		say(`${message} Type yes or no; Enter means no.`);
		const line = await read();
		return line === undefined ? undefined : /^y(es)?$/i.test(line.trim());
	});
}

/** @param ask is given how to write a line, and how to read one: undefined at the end of the input, and on Ctrl-C */
async function withLines<T>(
	host: Host,
	ask: (say: (line: string) => void, read: () => Promise<string | undefined>) => Promise<T>,
): Promise<T> {
	const dialogue = new Dialogue(host);
	const read = () => {
		dialogue.say('> ');
		return dialogue.line();
	};
	try {
		return await ask((line) => dialogue.say(`${line}\n`), read);
	} finally {
		dialogue.close();
	}
}
