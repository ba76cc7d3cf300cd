/** The searchable topic list: its rows, its filter and its size. */

import { largest } from '../domain/numbers.ts';
import type { RenderContext } from '../render/context.ts';
import { cut, inAscii, pad, widthOf } from '../render/text.ts';
import { stateMark } from '../render/words.ts';
import type { Output } from './host.ts';
import type { TopicChoice } from './questions.ts';

/** The learner's place in the list, so that it can be redrawn after Ctrl-Z. */
export interface ListPlace {
	typed: string;
	/** The id under the cursor. */
	active: string;
}

/** Returns the choices whose number, title or id contains all the words typed. */
export function matching(choices: readonly TopicChoice[], typed: string): readonly TopicChoice[] {
	const words = typed.toLowerCase().split(/\s+/);
	return choices.filter(({ id, number, title }) => {
		const text = `${number}  ${title} ${id}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

interface TopicQuestion {
	readonly message: string;
	readonly choices: readonly TopicChoice[];
	readonly place: ListPlace;
	/** Called when Enter has chosen one. */
	readonly onChosen: () => void;
}

/** Builds the configuration of inquirer's `search`: rows that never wrap, and this program's words and colours. */
export function searchConfig(
	context: RenderContext,
	output: Output,
	{ message, choices, place, onChosen }: TopicQuestion,
) {
	const { theme } = context;
	const cursor = context.ascii ? '>' : '❯';
	const asked = cut(message, context.width - 6);
	const numbers = largest(choices.map(({ number }) => number.length));
	const row = ({ number, title, state }: TopicChoice) => {
		const lead = `${stateMark(context, state)} ${pad(number, numbers)}  `;
		const line = lead + cut(title, context.width - widthOf(`${cursor} ${lead}`) - 1);
		return context.ascii ? inAscii(line) : line;
	};
	const ids = new Map(choices.map((choice) => [row(choice), choice.id]));
	return {
		message: asked,
		initialValue: place.typed,
		default: place.active,
		source: (typed = '') => {
			place.typed = typed;
			return matching(choices, typed).map((choice) => ({
				value: choice.id,
				name: row(choice),
				short: `${choice.number}  ${choice.title}`,
			}));
		},
		validate: () => {
			onChosen();
			return true;
		},
		/** A getter, evaluated at each drawing, because windows are resized. */
		get pageSize() {
			return rowsFor(context, output, `? ${asked} ${place.typed}`);
		},
		theme: {
			prefix: { idle: theme.command('?'), done: theme.good(context.ascii ? '*' : '✓') },
			icon: { cursor },
			style: {
				// A wrapper, because inquirer also passes the prompt's status.
				message: (text: string) => theme.title(text),
				answer: theme.command,
				searchTerm: theme.command,
				highlight: (text: string) => {
					place.active = ids.get(text.slice(cursor.length + 1)) ?? place.active;
					return theme.command(text);
				},
				// The source never fails, so the only error is an empty list.
				error: () => `Nothing matches ${cut(`"${place.typed}"`, context.width - 18)}.`,
				keysHelpTip: () => theme.quiet(helpFor(context, output)),
			},
		},
	};
}

const HELP = [
	'Type to filter. Arrows move, Enter selects, Ctrl-C cancels.',
	'Type to filter. Ctrl-C cancels.',
	'Type to filter.',
] as const;

/** Below this many rows the help line is dropped. */
const MIN_ROWS = 7;

function helpFor({ width }: RenderContext, { rows = 24 }: Output): string {
	if (rows > 0 && rows < MIN_ROWS) return '';
	return HELP.find((help) => help.length < width) ?? '';
}

/** Returns how many list rows fit: room is left for the question, the help after an empty line, and one more row. */
function rowsFor(context: RenderContext, output: Output, question: string): number {
	const rows = output.rows || 24;
	const others = Math.ceil((widthOf(question) + 1) / context.width) + (helpFor(context, output) === '' ? 0 : 2);
	return Math.max(1, Math.min(12, rows - others - 1));
}
