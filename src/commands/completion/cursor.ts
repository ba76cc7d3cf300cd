/** Where TAB was pressed: which word of which command is being typed, told by the table of commands alone. */
import { type Command, commandName, type Option } from '../../cli/command.ts';
import { GLOBAL_OPTIONS } from '../../render/help.ts';

/** Said instead of a command. */
const VERSION: Option = { flags: '-V, --version', about: 'the version' };

/** As much of a command as typing it takes. */
export type Speakable = Pick<Command, 'name' | 'usage' | 'summary' | 'options' | 'offers'>;

export interface Cursor {
	/**
	 * What may stand here: `command`, `option`, or what a usage calls it between brackets, such as `topic` or `file`.
	 * Undefined where nothing may.
	 */
	readonly kind: string | undefined;
	/** Undefined where none is named yet, or one that is not there. */
	readonly command: Speakable | undefined;
	/** The word so far, without its lead. */
	readonly typed: string;
	/** The option before its value in one word, `--stage=`; else ''. */
	readonly lead: string;
	/** Whether more than one may be named here: `[topic...]`. */
	readonly several: boolean;
	/** The arguments of the command before this word. */
	readonly said: readonly string[];
	/** The options that may still be said. */
	readonly options: readonly Option[];
}

/** @param words what stands behind `roadmap`, the word being typed last, '' if it has not begun */
export function cursorAt(words: readonly string[], commands: readonly Speakable[]): Cursor {
	const before = words.slice(0, -1);
	// PowerShell sends a space for a word that has not begun.
	const word = words.at(-1)?.trim() ?? '';
	const name = commandName(before);
	const command = commands.find((candidate) => candidate.name === name);
	const options = [...(command?.options ?? []), ...GLOBAL_OPTIONS, ...(name === undefined ? [VERSION] : [])];
	const said = argumentsIn(before, options).slice(1);
	const left = options.filter((option) => !spellings(option).some((spelling) => before.includes(spelling)));
	const place = { command, typed: word, lead: '', several: false, said, options: left };
	const option = before.includes('--') ? undefined : optionAt(word, before.at(-1), options);
	if (option) return { ...place, ...option };
	return name === undefined ? { ...place, kind: 'command' } : { ...place, ...argumentAt(command, said.length) };
}

/** The spellings of an option: `-n, --number <n>` → -n and --number. */
export function spellings({ flags }: Option): string[] {
	return flags.split(/[ ,]+/).filter((word) => word.startsWith('-'));
}

/** The word as an option or an option's value; undefined where it is neither. */
function optionAt(word: string, previous: string | undefined, options: readonly Option[]) {
	const value = valueName(options, previous);
	if (value !== undefined) return { kind: value };
	const [, lead, typed = ''] = /^(--[^=]+=)(.*)$/s.exec(word) ?? [];
	if (lead !== undefined) return { kind: valueName(options, lead.slice(0, -1)), typed, lead };
	return word.startsWith('-') ? { kind: 'option' } : undefined;
}

/** What the value of an option is called: `stage` for `--stage <stage>`; undefined where the word takes none. */
function valueName(options: readonly Option[], word: string | undefined): string | undefined {
	const option = options.find((candidate) => word !== undefined && spellings(candidate).includes(word));
	return option && placeholder(option.flags);
}

/** The words that are neither options nor their values; the first of them is the command. */
function argumentsIn(words: readonly string[], options: readonly Option[]): string[] {
	const dashes = words.includes('--') ? words.indexOf('--') : words.length;
	return words.filter((word, i) => {
		if (i >= dashes) return i > dashes;
		return !word.startsWith('-') && valueName(options, words[i - 1]) === undefined;
	});
}

/** What the usage of a command calls its argument at this place, from 0. */
function argumentAt(command: Speakable | undefined, index: number) {
	const places = command?.usage.split(' ').slice(1) ?? [];
	const last = places.at(-1);
	const place = places[index] ?? (last?.includes('...') ? last : undefined);
	if (!command || place === undefined) return { kind: undefined };
	const called = placeholder(place);
	// `path [id]` asks for the id of a path.
	return { kind: called === 'id' ? command.name : called, several: place.includes('...') };
}

function placeholder(text: string): string | undefined {
	return /[[<]([\w-]+)/.exec(text)?.[1];
}
