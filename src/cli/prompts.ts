/** The questions. Door: @inquirer/prompts. They draw on stderr, so that stdout is the answer alone. */

import { Writable } from 'node:stream';
import { confirm as askYesOrNo, input, search } from '@inquirer/prompts';
import { wrap } from '../render/text.ts';
import { type Host, isOn } from './host.ts';
import { confirmInWords, pickByNumber, textInLines } from './numbered.ts';
import { makeRenderContext } from './output.ts';
import type { TextQuestion, TopicChoice } from './questions.ts';
import { type ListPlace, searchConfig } from './topic-list.ts';

/**
 * Asks for a topic with a list that narrows as one types.
 * @param preset the id under the cursor at first
 * @returns its id, or undefined on Ctrl-C
 */
export async function pickTopic(
	host: Host,
	message: string,
	choices: readonly TopicChoice[],
	preset: string,
): Promise<string | undefined> {
	if (inLines(host)) return pickByNumber(host, message, choices, preset);
	const place: ListPlace = { typed: '', active: preset };
	return unlessLeft(host, (at) => {
		// Only with its answer does the question stay.
		at.clearPromptOnDone = true;
		const onChosen = () => {
			at.clearPromptOnDone = false;
		};
		const page = makeRenderContext(host.stderr, host, 'auto');
		return search(searchConfig(page, host.stderr, { message, choices, place, onChosen }), at);
	});
}

/** Asks for a line of text until nothing is wrong with it. @returns undefined on Ctrl-C */
export async function askText(host: Host, message: string, question: TextQuestion = {}): Promise<string | undefined> {
	if (inLines(host)) return textInLines(host, message, question);
	const { proposal, fault } = question;
	const validate = (text: string) => fault?.(text) ?? true;
	return unlessLeft(host, (at) => input({ message, default: proposal, prefill: 'editable', validate }, at));
}

/** Asks yes or no; Enter is no. @returns undefined on Ctrl-C */
export async function confirm(host: Host, message: string): Promise<boolean | undefined> {
	if (inLines(host)) return confirmInWords(host, message);
	return unlessLeft(host, (at) => {
		const page = makeRenderContext(host.stderr, host, 'auto');
		// Beside the text stand the mark before it, and what may be answered behind it.
		const lines = wrap({ ...page, width: page.width - 4 }, message, 4);
		return askYesOrNo({ message: lines.join('\n  '), default: false }, at);
	});
}

/** inquirer's errors for Ctrl-C and for a signal. */
const LEFT: readonly string[] = ['ExitPromptError', 'AbortPromptError'];

/** Lists that are drawn again and again are noise to a screen reader and escape codes to a dumb terminal. */
function inLines({ env }: Host): boolean {
	return env.TERM === 'dumb' || isOn(env.ROADMAP_ACCESSIBLE);
}

/** inquirer ends the stream that it drew on; what we say after the question needs it still. */
function streamsOf({ stdin, stderr }: Host) {
	const output = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			stderr.write(String(chunk));
			done();
		},
	});
	return { input: stdin, output: Object.assign(output, { isTTY: stderr.isTTY, columns: stderr.columns }) };
}

type At = ReturnType<typeof streamsOf> & {
	readonly signal: AbortSignal;
	/** Whether the question is taken from the screen when it ends. inquirer looks at it only then. */
	clearPromptOnDone: boolean;
};

/** Asks, and after Ctrl-Z asks again. @returns undefined on Ctrl-C */
async function unlessLeft<T>(host: Host, ask: (at: At) => Promise<T>): Promise<T | undefined> {
	for (;;) {
		const { answer, suspended } = await askOnce(host, ask);
		if (!suspended) return answer;
		await suspended;
	}
}

/**
 * Asks. A signal that ends or stops the program finds the terminal as it was before the question. inquirer itself would
 * leave its list under the shell's prompt on Ctrl-Z, and have nothing to wait for after fg.
 */
async function askOnce<T>(
	host: Host,
	ask: (at: At) => Promise<T>,
): Promise<{ readonly answer?: T | undefined; readonly suspended?: Promise<void> }> {
	const left = new AbortController();
	const at = { ...streamsOf(host), signal: left.signal, clearPromptOnDone: false };
	const forgetEnd = host.whenEnded(() => left.abort());
	let suspended: Promise<void> | undefined;
	let resume = () => {};
	const leave = () => {
		suspended = new Promise((resolve) => {
			resume = resolve;
		});
		at.clearPromptOnDone = true;
		left.abort();
	};
	const forgetStop = host.whenSuspended(leave, () => {
		forgetStop();
		resume();
	});
	try {
		return { answer: await ask(at) };
	} catch (error) {
		if (!(error instanceof Error && LEFT.includes(error.name))) throw error;
		return suspended ? { suspended } : {};
	} finally {
		forgetEnd();
		if (!suspended) forgetStop();
	}
}
