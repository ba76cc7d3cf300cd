/** `path` and `level`, two names of one command: show the choices, or choose. */
import { choose } from '../app/choices.ts';
import { type Command, command, type Example } from '../cli/command.ts';
import { findChoice, scopeOf } from '../domain/scope.ts';
import { type Tally, tally } from '../domain/tally.ts';
import type { RenderContext } from '../render/context.ts';
import { complete, counted, tallyWords } from '../render/tally.ts';
import { hints, records, screen, spread, wrap } from '../render/text.ts';
import { joined, plural } from '../render/words.ts';

interface ChoiceSpec {
	readonly what: 'path' | 'level';
	readonly summary: string;
	readonly about: string;
	readonly examples: readonly Example[];
}

interface ChoiceResult {
	readonly what: 'path' | 'level';
	readonly roadmap: string;
	/** The present choice. */
	readonly chosen: string;
	/** The previous choice, if this command changed it. */
	readonly from: string | null;
	/** Whether the choice named was already in effect. */
	readonly unchanged: boolean;
	readonly choices: readonly ChoiceRow[];
}

interface ChoiceRow {
	readonly id: string;
	readonly title: string;
	readonly for: string;
	readonly topics: number;
	readonly progress: Tally;
}

function choiceCommand({ what, ...rest }: ChoiceSpec): Command {
	return command({
		...rest,
		usage: `${what} [id]`,
		group: 'Choose',
		run: async (session, input): Promise<ChoiceResult> => {
			const { roadmap, scope, progress } = (await session.open()).standing;
			const list = what === 'path' ? roadmap.paths : roadmap.levels.map((level) => ({ ...level, title: level.id }));
			const now = { path: scope.path.id, level: scope.level.id };
			const [word] = input.args;
			const chosen = word === undefined ? now[what] : findChoice<{ id: string }>(list, word, what).id;
			const from = word === undefined ? chosen : await choose(session, what, chosen);
			const changes = chosen !== from;
			const choices = list.map(({ id, title, for: purpose }) => {
				const { topics } = scopeOf(roadmap, { ...now, [what]: id });
				return { id, title, for: purpose, topics: topics.length, progress: tally(progress, topics) };
			});
			return {
				what,
				roadmap: roadmap.id,
				chosen,
				from: changes ? from : null,
				unchanged: word !== undefined && !changes,
				choices,
			};
		},
		view: choiceView,
		isReceipt: ({ from, unchanged }) => from !== null || unchanged,
	});
}

function choiceView(result: ChoiceResult, context: RenderContext): string {
	const { what, chosen, from, unchanged, choices } = result;
	const now = choices.find(({ id }) => id === chosen);
	if (now && (unchanged || from !== null)) return chosenView(result, now, context);
	if (context.plain) return records(choices.map((row) => record(row, row.id === chosen)));
	const other = choices.find(({ id }) => id !== chosen);
	return screen(
		context,
		...choices.map((row) => block(row, row.id === chosen, context)),
		hints(context, [other && [`roadmap ${what} ${other.id}`, 'choose another']]),
	);
}

function chosenView({ what, from }: ChoiceResult, now: ChoiceRow, context: RenderContext): string {
	const sentence = `Your ${what} is ${context.theme.title(now.id)} ${from === null ? 'already' : 'now'}: ${plural(now.topics, 'topic')} in view.`;
	return screen(
		context,
		spread(context, sentence, context.theme.quiet(tallyWords(now.progress))),
		hints(context, [['roadmap next', 'what to learn now'], from !== null && ['roadmap undo', `back to ${from}`]]),
	);
}

function record({ id, title, for: purpose, progress }: ChoiceRow, isChosen: boolean): (string | number)[] {
	return [id, isChosen ? 'yours' : '', title === id ? purpose : title, complete(progress), counted(progress)];
}

function block(row: ChoiceRow, isChosen: boolean, context: RenderContext): string[] {
	const { theme } = context;
	const mark = isChosen ? theme.good('●') : theme.quiet('○');
	const name = `${context.accessible ? '' : `${mark} `}${theme.title(row.id)}${isChosen ? '  yours' : ''}`;
	const about = joined([row.title !== row.id && row.title, row.for], ': ');
	return [
		...spread(context, name, theme.quiet(tallyWords(row.progress))),
		...wrap(context, about, 2).map((line) => `  ${theme.quiet(line)}`),
	];
}

export const path = choiceCommand({
	what: 'path',
	summary: 'Show the paths, or choose one',
	about: 'A path chooses stages. What you have marked stays marked, whichever path you are on.',
	examples: [
		{ line: 'roadmap path', does: 'the paths, and which one is yours' },
		{ line: 'roadmap path analytics', does: 'choose one' },
	],
});

export const level = choiceCommand({
	what: 'level',
	summary: 'Show the levels, or choose one',
	about: 'A level chooses how much of each stage you see: the core, the recommended topics too, or everything.',
	examples: [
		{ line: 'roadmap level', does: 'the levels, and which one is yours' },
		{ line: 'roadmap level core', does: 'the core topics alone' },
	],
});
