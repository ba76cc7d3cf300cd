/** Suggests what was meant by a command line that is not accepted: another command, option or argument. */

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
	const meant = option ? [`--${word}`] : valueOption(args.slice(at).join(' '), options);
	if (!meant) return undefined;
	const hasValue = option?.flags.includes('<') === true && value !== undefined;
	const others = args.filter((_, i) => i < at || (option && i > at + Number(hasValue)));
	return lineOf(name, [...others.slice(0, most), ...meant, ...(hasValue ? [value] : [])]);
}

function lineOf(name: string, words: readonly string[]): string {
	return ['roadmap', name, ...words.map(shellWord)].join(' ');
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
	if (/^(?:\d+|\d+(?:\.\d+)?h)(?:\/week)?$/.test(word) && has('hours')) return ['--hours', word.replace('/week', '')];
	if (/^\d+(?:\.\d+)?[hm](?:\/week)?$/.test(word) && has('what-if')) return ['--what-if', word];
	if (/^\d{1,3}$/.test(word) && has('since')) return ['--since', `${word}d`];
	if ((isDay(word) || word === 'today' || word === 'yesterday') && has('since')) return ['--since', word];
	if (isDay(word) && has('until')) return ['--until', word];
	if (/^[a-z]+$/.test(word) && has('format')?.about.split(/\W+/).includes(word)) return ['--format', word];
	return /^\S+\.[a-z]{2,4}$/i.test(word) && has('output') ? ['--output', word] : undefined;
}

function isDuration(word: string): boolean {
	return /^\d+(?:\.\d+)?h$|^(?:\d+h)?\d+m(?:in)?$/.test(word);
}

function isDay(word: string): boolean {
	return /^(?:\d{1,3} ?(?:[dwm]|days?|weeks?|months?)|\d{4}-\d\d-\d\d|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i.test(
		word,
	);
}

/** Option → names that people try for it. A command may have several of the options; the first is meant. */
const OPTION_SYNONYMS = [
	['message', 'note text comment msg'],
	['until', 'for by to till date day days on when'],
	['on', 'date day when at'],
	['since', 'from after for days day last'],
	['number', 'limit count max top n'],
	['max', 'limit count number n'],
	['time', 'minutes min duration for'],
	['minutes', 'time min duration'],
	['hours', 'pace time weekly budget'],
	['dry-run', 'preview simulate'],
	['yes', 'force confirm'],
	['output', 'file out to save'],
	['format', 'type as'],
	['ics', 'calendar ical'],
	['fix', 'repair mend'],
	['list', 'show all'],
	['pick', 'choose select'],
	['print', 'url address show'],
	['all', 'everything full'],
] as const;

/** Commands that show everything without an option. */
const SHOW_ALL = ['path', 'level', 'use', 'hide', 'lab', 'notes', 'stages', 'map', 'topic', 'log', 'changes'];

/** Command and unknown option → the command that is meant, with the other words. */
const OTHER_COMMANDS = new Map([
	['stats --week', 'log --week'],
	['topic --open', 'open'],
	['note --edit', 'note'],
	['note --list', 'notes'],
	['link --list', 'topic'],
	['plan --week', 'plan'],
	['plan --weeks', 'plan'],
]);

/**
 * Returns what to type for an unknown option: another option (`--note` → `--message`), the action or argument that it
 * stands for (`sync --status` → `sync status`, `notes --topic 1.1` → `notes 1.1`), or the command without it.
 * @param argv the line as typed
 */
export function suggestedOption(
	typed: string,
	{ name, usage, options = [], examples }: Pick<Command, 'name' | 'usage' | 'options' | 'examples'>,
	argv: readonly string[],
): string | undefined {
	const [written = typed] = typed.split('=', 1);
	const word = written.replace(/^-+/, '');
	const synonym = OPTION_SYNONYMS.find(
		([meant, words]) => words.split(' ').includes(word) && optionNamed(meant, options),
	);
	const words = argv
		.filter((one, i) => i !== argv.indexOf(name) && one !== '--json')
		.flatMap((one) => optionAndValue(one));
	const at = words.indexOf(written);
	const value = words[at + 1];
	const others = words.filter((_, i) => i !== at && i !== at + 1);
	if (synonym) {
		const days = /^(?:until|since)$/.test(synonym[0]) && /^\d{1,3}$/.test(value ?? '') ? [`${value}d`] : [];
		const behind = days.length > 0 ? [...days, ...words.slice(at + 2)] : words.slice(at + 1);
		return lineOf(name, [...words.slice(0, at), `--${synonym[0]}`, ...behind]);
	}
	if (examples.some(({ line }) => `${line} `.startsWith(`roadmap ${name} ${word} `)))
		return lineOf(name, [word, ...others, ...(value === undefined ? [] : [value])]);
	const other = OTHER_COMMANDS.get(`${name} ${written}`);
	if (other !== undefined) return ['roadmap', other, ...(other === 'plan' ? [] : others)].join(' ');
	if (/^(?:core|recommended|everything)$/.test(word)) return lineOf('level', [word]);
	const isArgument = usage.includes(`[${word}`) || (name === 'open' && word === 'resource');
	if (value !== undefined && isArgument) return lineOf(name, [...others, value]);
	if (value !== undefined && word === 'stage' && usage.includes('[topic...')) return lineOf(name, [`stage:${value}`]);
	if (value !== undefined && (word === 'level' || word === 'path')) return lineOf(word, [value]);
	if (value !== undefined && word === 'stage') return lineOf('stage', [value]);
	return SHOW_ALL.includes(name) && /^(?:list|all|show|full|long|whole)$/.test(word)
		? lineOf(
				name,
				words.filter((one) => one !== written),
			)
		: undefined;
}

/** Splits `--for=3d`. */
function optionAndValue(word: string): string[] {
	const [, option, value] = /^(--?[\w-]+)=(.*)$/s.exec(word) ?? [];
	return option === undefined ? [word] : [option, value ?? ''];
}

/**
 * Returns what to run instead of an argument too many; undefined if that is not certain.
 * @param typed the words too many
 */
export function withoutArgument(
	{ name, usage }: Pick<Command, 'name' | 'usage'>,
	args: readonly string[],
	typed: string,
): string | undefined {
	if (name === 'undo' && /^\d+\.\d+$/.test(typed)) return `Did you mean roadmap reset ${typed}?`;
	if (name === 'undo') return 'It takes back one change. For the one before, run it again: roadmap undo';
	if (name === 'redo') return 'It brings back one change. For the next one, run it again: roadmap redo';
	if (name === 'tools') return 'It shows them all: roadmap tools';
	if (name === 'stats' && /^(?:today|(?:this )?week|weekly)$/.test(typed))
		return 'What you did this week: roadmap log --week';
	if (/^(?:stats|plan|log|next)$/.test(name) && /^\d+\.\d+$/.test(typed)) return `Did you mean roadmap topic ${typed}?`;
	if (name === 'stats' && /^\d{1,3}$/.test(typed)) return `Did you mean roadmap stage ${typed}?`;
	if (name === 'log' && typed === 'month') return 'Did you mean roadmap log --since 1m?';
	if (name === 'lab' && /^(?:start|begin|open|do)$/.test(args[0] ?? ''))
		return `Did you mean ${lineOf(name, [typed])}?`;
	if (name === 'use' && args.length === 1)
		return `Did you mean ${lineOf(name, [`${args[0]}-${typed.replaceAll(' ', '-')}`])}?`;
	const isAlone = args.length === 0 && /^(?:start|run|open|check|show|list|all|(?:next )?weeks?)$/.test(typed);
	if (isAlone && !usage.includes(' ') && name !== 'next') return `Did you mean ${lineOf(name, [])}?`;
	if (usage.includes('[stage]') && args[0] === 'stage') return `Did you mean ${lineOf(name, [typed])}?`;
	if (/^(?:topic|open|next|stage)$/.test(name) && /^[a-z][a-z ]*$/i.test([...args, typed].join(' ')))
		return `To look for words: ${lineOf('search', [...new Set([...args, ...typed.split(' ')])])}`;
	return undefined;
}
