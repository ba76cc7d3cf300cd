/** Whether somebody can answer a question, and asking it. */

import { isOn, type World } from '../cli/host.ts';
import { Interrupted } from '../errors.ts';
import type { Ask, Globals } from './session.ts';

export function askOf(world: World, { json, noInput }: Globals): Ask {
	const answered = <T>(answer: T | undefined): T => {
		if (answer === undefined) throw new Interrupted();
		return answer;
	};
	const mayAsk = !json && !noInput && !isOn(world.env.ROADMAP_NO_INPUT);
	return {
		possible: () => mayAsk && world.stdin.isTTY === true && world.stderr.isTTY === true,
		topic: async (message, topics) =>
			answered(await (await import('../cli/prompts.ts')).pickTopic(world, message, topics)),
		text: async (message, question) =>
			answered(await (await import('../cli/prompts.ts')).askText(world, message, question)),
		confirm: async (message) => answered(await (await import('../cli/prompts.ts')).confirm(world, message)),
	};
}
