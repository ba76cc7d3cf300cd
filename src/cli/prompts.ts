/** The questions. Door: @inquirer/prompts. They draw on stderr, so that stdout is the answer alone. */

import { Writable } from 'node:stream';
import { confirm as askYesOrNo, input, search } from '@inquirer/prompts';
import type { Topic } from '../domain/types.ts';
import { isOn, type World } from './host.ts';
import { confirmInWords, pickByNumber, textInLines } from './numbered.ts';
import type { TextQuestion } from './questions.ts';

/** Asks for a topic with a list that narrows as one types. @returns its id, or undefined on Ctrl-C */
export async function pickTopic(world: World, message: string, topics: readonly Topic[]): Promise<string | undefined> {
	const choices = topics.map(({ id, number, title }) => ({ value: id, name: `${number}  ${title}`, id }));
	const source = (term: string | undefined) => {
		const words = (term ?? '').toLowerCase().split(/\s+/);
		return choices.filter(({ id, name }) => words.every((word) => `${id} ${name}`.toLowerCase().includes(word)));
	};
	if (inLines(world)) return pickByNumber(world, message, choices, source);
	return unlessLeft(world, (at) => search({ message, source, pageSize: 12 }, at));
}

/** Asks for a line of text until nothing is wrong with it. @returns undefined on Ctrl-C */
export async function askText(world: World, message: string, question: TextQuestion = {}): Promise<string | undefined> {
	if (inLines(world)) return textInLines(world, message, question);
	const { proposal, fault } = question;
	const validate = (text: string) => fault?.(text) ?? true;
	return unlessLeft(world, (at) => input({ message, default: proposal, prefill: 'editable', validate }, at));
}

/** Asks yes or no; Enter is no. @returns undefined on Ctrl-C */
export async function confirm(world: World, message: string): Promise<boolean | undefined> {
	if (inLines(world)) return confirmInWords(world, message);
	return unlessLeft(world, (at) => askYesOrNo({ message, default: false }, at));
}

/** inquirer's errors for Ctrl-C and for a signal. */
const LEFT: readonly string[] = ['ExitPromptError', 'AbortPromptError'];

/** Lists that are drawn again and again are noise to a screen reader and escape codes to a dumb terminal. */
function inLines({ env }: World): boolean {
	return env.TERM === 'dumb' || isOn(env.ROADMAP_ACCESSIBLE);
}

/** inquirer ends the stream that it drew on; what we say after the question needs it still. */
function streamsOf({ stdin, stderr }: World) {
	const output = new Writable({
		decodeStrings: false,
		write(chunk: string | Buffer, _encoding, done) {
			stderr.write(chunk);
			done();
		},
	});
	return { input: stdin, output: Object.assign(output, { isTTY: stderr.isTTY, columns: stderr.columns }) };
}

type At = ReturnType<typeof streamsOf> & { readonly signal: AbortSignal };

/** Asks. A signal that ends the program finds the terminal as it was before the question. */
async function unlessLeft<T>(world: World, ask: (at: At) => Promise<T>): Promise<T | undefined> {
	const left = new AbortController();
	const listen = world.whenEnded(() => left.abort());
	try {
		return await ask({ ...streamsOf(world), signal: left.signal });
	} catch (error) {
		if (error instanceof Error && LEFT.includes(error.name)) return undefined;
		throw error;
	} finally {
		listen();
	}
}
