/**
 * Interactive prompts. @inquirer/prompts is imported only here. They draw on stderr, so that stdout holds only the
 * answer.
 */

import { Writable } from 'node:stream';
import { confirm as askYesOrNo, input, search } from '@inquirer/prompts';
import { wrap } from '../render/text.ts';
import { type Host, isLineBased } from './host.ts';
import { confirmInWords, pickByNumber, textInLines } from './numbered.ts';
import { makeRenderContext } from './output.ts';
import type { TextQuestion, TopicChoice } from './questions.ts';
import { type ListPlace, searchConfig } from './topic-list.ts';

/**
 * Asks for a topic with a list that narrows as the learner types.
 * @param preset the id initially under the cursor
 * @returns its id, or undefined on Ctrl-C
 */
export async function pickTopic(
	host: Host,
	message: string,
	choices: readonly TopicChoice[],
	preset: string,
): Promise<string | undefined> {
	if (isLineBased(host)) return pickByNumber(host, message, choices, preset);
	const place: ListPlace = { typed: '', active: preset };
	return untilAnswered(host, (at) => {
		// The prompt stays on the screen only once it is answered.
		at.clearPromptOnDone = true;
		const onChosen = () => {
			at.clearPromptOnDone = false;
		};
		const context = makeRenderContext(host.stderr, host, 'auto');
		return search(searchConfig(context, host.stderr, { message, choices, place, onChosen }), at);
	});
}

/** Asks for a line of text until it is valid. @returns undefined on Ctrl-C */
export async function askText(host: Host, message: string, question: TextQuestion = {}): Promise<string | undefined> {
	if (isLineBased(host)) return textInLines(host, message, question);
	const { proposal, fault } = question;
	const validate = (text: string) => fault?.(text) ?? true;
	return untilAnswered(host, (at) => input({ message, default: proposal, prefill: 'editable', validate }, at));
}

/** Asks yes or no; Enter is no. @returns undefined on Ctrl-C */
export async function confirm(host: Host, message: string): Promise<boolean | undefined> {
	if (isLineBased(host)) return confirmInWords(host, message);
	return untilAnswered(host, (at) => {
		const context = makeRenderContext(host.stderr, host, 'auto');
		// Leaves room for the mark before the text and the possible answers after it.
		const lines = wrap({ ...context, width: context.width - 4 }, message, 4);
		return askYesOrNo({ message: lines.join('\n  '), default: false }, at);
	});
}

/** Inquirer's errors for Ctrl-C and for an aborted signal. */
const CANCELLED: readonly string[] = ['ExitPromptError', 'AbortPromptError'];

/** Inquirer ends its output stream, so it gets a wrapper around stderr, which must stay open. */
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
	/** Whether the prompt is erased when it ends, which is the only time inquirer reads it. */
	clearPromptOnDone: boolean;
};

/** Asks, and asks again after Ctrl-Z. @returns undefined on Ctrl-C */
async function untilAnswered<T>(host: Host, ask: (at: At) => Promise<T>): Promise<T | undefined> {
	for (;;) {
		const { answer, suspended } = await askOnce(host, ask);
		if (!suspended) return answer;
		await suspended;
	}
}

/**
 * Asks once. Before a signal ends or suspends the program, the prompt is aborted and the terminal restored: inquirer
 * would leave its list under the shell's prompt on Ctrl-Z, and never finish after fg.
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
		if (!(error instanceof Error && CANCELLED.includes(error.name))) throw error;
		return suspended ? { suspended } : {};
	} finally {
		forgetEnd();
		if (!suspended) forgetStop();
	}
}
