/** Determines from the table of commands alone what is being completed: which word of which command. */
import { type Command, commandName, type Option } from '../../cli/command.ts';
import { GLOBAL_OPTIONS } from '../../render/help.ts';

/** Allowed instead of a command. */
const VERSION: Option = { flags: '-V, --version', about: 'the version' };

/** The parts of a command that completion needs. */
export type CommandSyntax = Pick<Command, 'name' | 'usage' | 'summary' | 'options' | 'offers' | 'forms'>;

export interface Cursor {
	/**
	 * What can be completed here: `command`, `option`, or a usage's placeholder, such as `topic` or `file`. Undefined if
	 * nothing can.
	 */
	readonly kind: string | undefined;
	/** Undefined if none is typed yet, or it does not exist. */
	readonly command: CommandSyntax | undefined;
	/** The word so far, without its lead. */
	readonly typed: string;
	/** The option if it is in the same word as its value, `--stage=`; else ''. */
	readonly lead: string;
	/** Whether the argument may be repeated: `[topic...]`. */
	readonly several: boolean;
	/** The command's arguments before this word. */
	readonly previous: readonly string[];
	/** The options that are not used yet. */
	readonly options: readonly Option[];
}

/** @param words the words after `roadmap`; the last is being typed, '' if it has not begun */
export function cursorAt(words: readonly string[], commands: readonly CommandSyntax[]): Cursor {
	const before = words.slice(0, -1);
	// PowerShell sends a space for a word that has not begun.
	const word = words.at(-1)?.trim() ?? '';
	const name = commandName(before);
	const command = commands.find((candidate) => candidate.name === name);
	const options = [...(command?.options ?? []), ...GLOBAL_OPTIONS, ...(name === undefined ? [VERSION] : [])];
	const previous = argumentsIn(before, options).slice(1);
	const left = options.filter((option) => !spellings(option).some((spelling) => before.includes(spelling)));
	const place = { command, typed: word, lead: '', several: false, previous, options: left };
	const option = before.includes('--') ? undefined : optionAt(word, before.at(-1), options);
	if (option) return { ...place, ...option };
	return name === undefined ? { ...place, kind: 'command' } : { ...place, ...argumentAt(command, previous.length) };
}

/** Returns an option's spellings: `-n, --number <n>` → -n and --number. */
export function spellings({ flags }: Option): string[] {
	return flags.split(/[ ,]+/).filter((word) => word.startsWith('-'));
}

/** Handles a word that is an option or an option's value; undefined if it is neither. */
function optionAt(word: string, previous: string | undefined, options: readonly Option[]) {
	const value = valueName(options, previous);
	if (value !== undefined) return { kind: value };
	const [, lead, typed = ''] = /^(--[^=]+=)(.*)$/s.exec(word) ?? [];
	if (lead !== undefined) return { kind: valueName(options, lead.slice(0, -1)), typed, lead };
	return word.startsWith('-') ? { kind: 'option' } : undefined;
}

/** Returns the placeholder of an option's value: `stage` for `--stage <stage>`; undefined if it takes none. */
function valueName(options: readonly Option[], word: string | undefined): string | undefined {
	const option = options.find((candidate) => word !== undefined && spellings(candidate).includes(word));
	return option && placeholder(option.flags);
}

/** Returns the words that are neither options nor their values; the first is the command. */
function argumentsIn(words: readonly string[], options: readonly Option[]): string[] {
	const dashes = words.includes('--') ? words.indexOf('--') : words.length;
	return words.filter((word, i) => {
		if (i >= dashes) return i > dashes;
		return !word.startsWith('-') && valueName(options, words[i - 1]) === undefined;
	});
}

/** Returns the placeholder of a command's argument at an index. */
function argumentAt(command: CommandSyntax | undefined, index: number) {
	const places = command?.usage.split(' ').slice(1) ?? [];
	const last = places.at(-1);
	const place = places[index] ?? (last?.includes('...') ? last : undefined);
	if (!command || place === undefined) return { kind: undefined };
	const called = placeholder(place);
	// In `path [id]`, the id is that of a path.
	return { kind: called === 'id' ? command.name : called, several: place.includes('...') };
}

function placeholder(text: string): string | undefined {
	return /[[<]([\w-]+)/.exec(text)?.[1];
}
