/** Suggests the line that was meant where the first word is no command. */
import { closest } from '../domain/closest.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { type UserError, usageError } from '../errors.ts';
import type { Command } from './command.ts';

/** Command, with the option or action that is meant → words that users of other programs type for it. */
const SYNONYMS = [
	['home', 'home where whereami dashboard'],
	['stages', 'list ls tree all overview tasks topics lessons courses'],
	['topic', 'show view cat info describe task'],
	['open', 'browse visit go read'],
	['start', 'begin'],
	['done', 'finish finished complete completed check-off tick'],
	['known', 'know'],
	['skip', 'ignore drop'],
	['later', 'defer postpone snooze delay'],
	['later --list', 'deferred postponed snoozed'],
	['reset', 'unmark uncheck undone unskip'],
	['undo', 'revert back'],
	['next', 'todo todos continue resume now today what'],
	['stats', 'progress statistics status report'],
	['review', 'quiz recall flashcards cards test repeat questions'],
	['review answer', 'answer'],
	['lab', 'labs exercise exercises practice practise'],
	['lab hint', 'hint hints'],
	['lab solution', 'solution solutions'],
	['log', 'history diary journal'],
	['log --week', 'week'],
	['log --since yesterday', 'yesterday'],
	['search', 'find grep'],
	['note', 'edit write comment'],
	['notes', 'annotations'],
	['plan', 'schedule calendar agenda'],
	['tools', 'install setup requirements deps'],
	['hide', 'delete remove rm'],
	['hide --back', 'unhide'],
	['pace', 'goal'],
	['pace pause', 'pause'],
	['pace resume', 'unpause'],
	['use', 'switch select load'],
	['changes', 'changelog news diff'],
	['import', 'restore'],
	['export', 'backup dump save'],
	['page', 'web html'],
	['page --serve', 'serve server'],
	['check', 'validate lint verify'],
	['new', 'create init'],
	['sync', 'push pull'],
	['doctor', 'repair fix'],
	['--version', 'version'],
] as const;

/** Words that say that a mark follows: `mark 1.1 as done`. */
const MARKING = ['mark', 'set'];
const MARKS = ['done', 'known', 'started', 'skipped', 'start', 'skip', 'later'];

/** @param argv the line as typed; the words behind the command are repeated in the suggestion */
export function noSuchCommand(name: string, argv: readonly string[], commands: readonly Command[]): UserError {
	const words = argv.filter((word, i) => i !== argv.indexOf(name) && word !== '--json');
	const meant = MARKING.includes(name.toLowerCase()) ? markMeant(words) : commandMeant(name, words, commands);
	return usageError(
		`There is no command called "${safeLine(name)}".`,
		meant ? `Did you mean ${['roadmap', ...meant.map(shellWord)].join(' ')}?` : 'See: roadmap help',
	);
}

/** Returns the mark's own command and the topics: `mark 1.1 as done` → done 1.1. */
function markMeant(words: readonly string[]): string[] {
	const typed = words.find((word) => MARKS.includes(word)) ?? 'done';
	const verb = typed.replace(/^(start|skip)p?ed$/, '$1');
	return [verb, ...words.filter((word) => word !== typed && word !== 'as')];
}

function commandMeant(name: string, words: readonly string[], commands: readonly Command[]): string[] | undefined {
	const near = commandNear(name, ['help', ...commands.map((command) => command.name)]);
	if (near === undefined) return undefined;
	const meant = near === 'home' ? [] : near.split(' ');
	const { usage = '' } = commands.find((command) => command.name === meant[0]) ?? {};
	const fits = usage.endsWith('[stage]') ? words.every((word) => /^\d{1,3}$/.test(word)) : usage.includes(' ');
	return [...meant, ...(fits ? words : [])];
}

/** @param names what `roadmap help` explains */
export function noSuchHelp(about: string, names: readonly string[]): UserError {
	const [near = ''] = commandNear(about, names)?.split(' ') ?? [];
	return usageError(
		`There is no command called "${safeLine(about)}".`,
		names.includes(near) ? `Did you mean roadmap help ${near}?` : 'See: roadmap help',
	);
}

/** Returns what a word stands for, allowing for other programs' words and for typos: finsih → done. */
function commandNear(name: string, names: readonly string[]): string | undefined {
	const words = new Map<string, string>(names.map((command) => [command, command]));
	for (const [meant, others] of SYNONYMS) for (const word of others.split(' ')) words.set(word, meant);
	return words.get(name.toLowerCase()) ?? words.get(closest(name, [...words.keys()]) ?? '');
}
