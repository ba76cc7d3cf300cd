/** Prompts for the learner, if anyone can answer. */

import type { StopState } from '../domain/standing.ts';
import { Interrupted } from '../errors.ts';
import { type Host, isOn } from './host.ts';

export interface Questions {
	/** Whether anyone can answer: a terminal on both sides, and neither `--json` nor `--no-input`. */
	readonly possible: () => boolean;
	/**
	 * Shows a searchable list with the preset id under the cursor. @returns the topic's id @throws Interrupted on Ctrl-C
	 */
	readonly topic: (message: string, choices: readonly TopicChoice[], preset: string) => Promise<string>;
	/** Asks for one line of text until it is valid. @throws Interrupted on Ctrl-C */
	readonly text: (message: string, question?: TextQuestion) => Promise<string>;
	/** Asks yes or no; Enter is no. @throws Interrupted on Ctrl-C */
	readonly confirm: (message: string) => Promise<boolean>;
}

/** A topic as the list shows it. */
export interface TopicChoice {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	readonly state: StopState;
}

export interface TextQuestion {
	/** The prefilled answer, which Enter accepts. */
	readonly proposal?: string | undefined;
	/** Returns what is wrong with an answer; undefined if it is valid. */
	readonly fault?: (text: string) => string | undefined;
}

type Prompts = typeof import('./prompts.ts');

/**
 * @param mayAsk false if the learner forbade prompts
 * @param before called before each prompt
 */
export function makeQuestions(host: Host, mayAsk: boolean, before: () => void): Questions {
	const asks = mayAsk && !isOn(host.env.ROADMAP_NO_INPUT);
	const answerTo = async <T>(ask: (prompts: Prompts) => Promise<T | undefined>): Promise<T> => {
		const prompts = await import('./prompts.ts');
		before();
		const answer = await ask(prompts);
		if (answer === undefined) throw new Interrupted('Nothing was changed.');
		return answer;
	};
	return {
		possible: () => asks && host.stdin.isTTY === true && host.stderr.isTTY === true,
		topic: (message, choices, preset) => answerTo(({ pickTopic }) => pickTopic(host, message, choices, preset)),
		text: (message, question) => answerTo(({ askText }) => askText(host, message, question)),
		confirm: (message) => answerTo(({ confirm }) => confirm(host, message)),
	};
}
