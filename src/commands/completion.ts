import { command } from '../cli/command.ts';
import { closest } from '../domain/closest.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT, UserError } from '../errors.ts';
import { SHELLS } from '../render/completion.ts';

const [FIRST] = SHELLS;

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
		const shell = SHELLS.find((name) => name === word);
		if (shell === undefined) throw noSuchShell(word);
		const { completionScript } = await import('../render/shells.ts');
		return { shell, script: completionScript(shell) };
	},
	view: ({ script }) => script,
});

function noSuchShell(word: string | undefined): UserError {
	const all = `Shells are ${SHELLS.join(', ')}.`;
	if (word === undefined) {
		return new UserError('roadmap completion needs a shell.', {
			hint: `${all} For example: roadmap completion ${FIRST}`,
			code: EXIT.usage,
		});
	}
	const near = closest(word, SHELLS);
	const hint = near ? `Did you mean roadmap completion ${near}? ${all}` : all;
	return new UserError(`There is no completion for "${safeLine(word)}".`, { hint, code: EXIT.usage });
}
