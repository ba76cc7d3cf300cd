/** Suggests what was meant by a command line that is not accepted: another command, option or argument. */

import { closest } from '../domain/closest.ts';
import { shellWord } from '../domain/safe.ts';
import type { Command, Option } from './command.ts';

/**
 * Returns the corrected line if a word stands for an option: `doctor fix`, `next stage 4`, `next 4`, `export list.md`;
 * undefined if none does.
 * @param args the words that are not options
 * @param most how many of them the command takes
 */
export function suggestedLine(
	{ name, options = [] }: Pick<Command, 'name' | 'options'>,
	args: readonly string[],
	most: number,
): string | undefined {
	const named = args.findIndex((word) => optionNamed(word, options) !== undefined);
	const at = named < 0 ? most : named;
	const [word = '', value] = args.slice(at);
	const option = optionNamed(word, options);
	const meant = option ? [`--${word}`] : valueOption(word, options);
	if (!meant) return undefined;
	const hasValue = option?.flags.includes('<') === true && value !== undefined;
	const line = [...args.slice(0, at), ...meant, ...(hasValue ? [value] : [])];
	return ['roadmap', name, ...line.map(shellWord)].join(' ');
}

function optionNamed(word: string, options: readonly Option[]): Option | undefined {
	return options.find(({ flags }) => flags.split(/[ ,]+/).includes(`--${word}`));
}

/**
 * Returns the option for a value: a number is a stage, or hours, or days; a name with an extension is a file, and a format
 * is one that the option's description lists.
 */
function valueOption(word: string, options: readonly Option[]): string[] | undefined {
	const has = (name: string) => optionNamed(name, options);
	if (/^\d{1,3}$/.test(word) && has('stage')) return ['--stage', word];
	if (/^\d+\.\d+$/.test(word) && has('topic')) return ['--topic', word];
	if (isDuration(word) && has('time')) return ['--time', word];
	if (/^\d+(?:\.\d+)?h?$/.test(word) && has('hours')) return ['--hours', word];
	if (/^\d+(?:\.\d+)?[hm](?:\/week)?$/.test(word) && has('what-if')) return ['--what-if', word];
	if (/^\d{1,3}$/.test(word) && has('since')) return ['--since', `${word}d`];
	if (isDay(word) && has('since')) return ['--since', word];
	if (isDay(word) && has('until')) return ['--until', word];
	if (/^[a-z]+$/.test(word) && has('format')?.about.split(/\W+/).includes(word)) return ['--format', word];
	return /\.[a-z]{2,4}$/i.test(word) && has('output') ? ['--output', word] : undefined;
}

function isDuration(word: string): boolean {
	return /^\d+(?:\.\d+)?h$|^(?:\d+h)?\d+m(?:in)?$/.test(word);
}

function isDay(word: string): boolean {
	return /^(?:\d+[dw]|\d{4}-\d\d-\d\d|yesterday|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i.test(word);
}

/** Option → names that people try for it. A command may have several of the options; the first is meant. */
const OPTION_SYNONYMS = [
	['message', 'note text comment'],
	['until', 'for by to till date day days on when'],
	['on', 'date day when at'],
	['since', 'from after for days day last'],
	['number', 'limit count max top'],
	['max', 'limit count number'],
	['time', 'minutes min duration for'],
	['minutes', 'time min duration'],
	['hours', 'pace time weekly budget'],
	['dry-run', 'preview simulate'],
	['yes', 'force confirm'],
	['output', 'file out to save'],
	['format', 'type as'],
	['list', 'show all'],
	['pick', 'choose select'],
	['print', 'url address show'],
] as const;

/** Returns the option that an unknown one stands for: `--note` → `--message`. */
export function suggestedOption(typed: string, { options = [] }: Pick<Command, 'options'>): string | undefined {
	const word = typed.replace(/^-+|=.*/g, '');
	const meant = OPTION_SYNONYMS.find(([name, words]) => words.split(' ').includes(word) && optionNamed(name, options));
	return meant && `--${meant[0]}`;
}

/** Returns what to run instead of giving an argument to a command that takes none; undefined if that is not certain. */
export function withoutArgument({ name }: Pick<Command, 'name'>, word: string): string | undefined {
	if (name === 'undo' && /^\d+\.\d+$/.test(word)) return `Did you mean roadmap reset ${word}?`;
	if (name === 'undo') return 'It takes back one change. For the one before, run it again: roadmap undo';
	if (name === 'redo') return 'It brings back one change. For the next one, run it again: roadmap redo';
	if (name === 'tools') return 'It shows them all: roadmap tools';
	if (name === 'stats' && /^(?:today|weeks?|weekly)$/.test(word)) return 'What you did this week: roadmap log --week';
	return undefined;
}

/** Command → words that users of other programs type for it. */
const SYNONYMS = [
	['stages', 'list ls tree all overview tasks topics lessons courses'],
	['topic', 'show view cat info describe read task'],
	['open', 'browse visit go'],
	['start', 'begin'],
	['done', 'finish finished complete completed check-off tick mark'],
	['known', 'know'],
	['skip', 'ignore drop'],
	['later', 'defer postpone snooze delay'],
	['reset', 'unmark uncheck undone'],
	['undo', 'revert back'],
	['next', 'todo todos continue now today what'],
	['stats', 'progress statistics status report'],
	['review', 'quiz recall flashcards cards test repeat'],
	['lab', 'labs exercise exercises practice practise'],
	['log', 'history diary journal'],
	['search', 'find grep'],
	['note', 'edit write comment'],
	['notes', 'annotations'],
	['plan', 'schedule calendar agenda'],
	['tools', 'install setup requirements deps'],
	['hide', 'delete remove rm'],
	['pace', 'goal'],
	['use', 'switch select load'],
	['changes', 'changelog news diff'],
	['import', 'restore'],
	['export', 'backup dump save'],
	['page', 'web serve html'],
	['check', 'validate lint verify'],
	['new', 'create init'],
	['sync', 'push pull'],
	['doctor', 'repair fix'],
] as const;

/** Returns the command that a word stands for, allowing for other programs' words and for typos: finsih → done. */
export function commandNear(name: string, names: readonly string[]): string | undefined {
	const words = new Map<string, string>(names.map((command) => [command, command]));
	for (const [command, others] of SYNONYMS)
		if (words.has(command)) for (const word of others.split(' ')) words.set(word, command);
	return words.get(name.toLowerCase()) ?? words.get(closest(name, [...words.keys()]) ?? '');
}
