import { command } from '../../cli/command.ts';
import { didYouMean } from '../../domain/closest.ts';
import { safeLine } from '../../domain/safe.ts';
import { type UserError, usageError } from '../../errors.ts';
import bash from './bash.txt';
import fish from './fish.txt';
import powershell from './powershell.txt';
import zsh from './zsh.txt';

/**
 * The scripts that shells load. They call the `roadmap` on PATH, never the command as typed; the typed words are passed
 * as arguments, and the output is read line by line. Nothing is evaluated: no eval, no compgen -W.
 */
const SCRIPTS = new Map([
	['bash', bash],
	['zsh', zsh],
	['fish', fish],
	['powershell', powershell],
]);

export const SHELLS: readonly string[] = [...SCRIPTS.keys()];

export const completion = command({
	usage: 'completion [shell]',
	summary: 'TAB completion for bash, zsh, fish or powershell',
	group: 'Keep',
	about: 'Prints a script for your shell. Its first lines say where to put it.',
	examples: [
		{ line: 'roadmap completion bash', does: 'the script, and how to install it' },
		{ line: 'source <(roadmap completion bash)', does: 'in bash or zsh: for this session' },
	],
	run: async (_ctx, { args: [word] }) => {
		const script = SCRIPTS.get(word ?? '');
		if (word === undefined || script === undefined) throw noSuchShell(word);
		return { shell: word, script };
	},
	view: ({ script }) => script,
});

function noSuchShell(word: string | undefined): UserError {
	const all = `Choose one of ${SHELLS.join(', ')}.`;
	if (word === undefined) {
		return usageError('roadmap completion needs a shell.', `${all} For example: roadmap completion bash`);
	}
	const hint = `${didYouMean(word, SHELLS, 'roadmap completion ')}${all}`;
	return usageError(`There is no completion for "${safeLine(word)}".`, hint);
}
