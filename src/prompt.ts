/** The questions. Door: @inquirer/prompts. They draw on stderr, so that stdout is the answer alone. */
import { search } from '@inquirer/prompts';
import type { Topic } from './model/types.ts';
import type { World } from './world.ts';

/** Asks for a topic with a list that narrows as one types. @returns its id, or undefined on Ctrl-C */
export async function pickTopic(world: World, message: string, topics: readonly Topic[]): Promise<string | undefined> {
	const choices = topics.map(({ id, number, title }) => ({ value: id, name: `${number}  ${title}`, id }));
	const source = (term: string | undefined) => {
		const words = (term ?? '').toLowerCase().split(/\s+/);
		return choices.filter(({ id, name }) => words.every((word) => `${id} ${name}`.toLowerCase().includes(word)));
	};
	try {
		return await search({ message, source, pageSize: 12 }, { input: world.stdin, output: world.stderr });
	} catch (error) {
		if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
		throw error;
	}
}
