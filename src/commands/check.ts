import { command } from '../command.ts';
import { EXIT, UserError } from '../errors.ts';
import { faultsView } from '../view/faults.ts';

export const check = command({
	usage: 'check [file]',
	summary: 'Hold a roadmap of your own against the format',
	group: 'Author',
	about: 'Quiet when all is well. Else every fault with its place, all at once, and exit code 5.',
	examples: [{ line: 'roadmap check mine.yaml', does: 'every fault, or nothing' }],
	run: async (ctx, input) => {
		const [file] = input.args;
		if (file === undefined)
			throw new UserError('roadmap check needs a file.', {
				hint: 'For example: roadmap check mine.yaml',
				code: EXIT.usage,
			});
		const { compiled, faults } = await ctx.check(file);
		return { file, ok: compiled !== undefined, faults };
	},
	view: faultsView,
	code: ({ ok }) => (ok ? EXIT.done : EXIT.invalid),
});
