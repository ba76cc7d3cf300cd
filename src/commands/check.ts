import type { Session } from '../app/session.ts';
import { command, type Input, isSet } from '../cli/command.ts';
import { EXIT, isUserError, UserError } from '../errors.ts';
import type { FaultsResult } from '../render/faults.ts';

export const check = command({
	usage: 'check [file]',
	summary: 'Find what is wrong with a roadmap of your own',
	group: 'Author',
	about: 'Quiet when all is well. Else every fault with its place, all at once, and exit code 5.',
	options: [{ flags: '--watch', about: 'again whenever its files change, until Ctrl-C' }],
	examples: [
		{ line: 'roadmap check mine.yaml', does: 'every fault, or nothing' },
		{ line: 'roadmap check mine.yaml --watch', does: 'while you write' },
	],
	run: async (session, input) => look(session, fileSaid(input)),
	rounds: (session, input) => (isSet(input, 'watch') ? watch(session, fileSaid(input)) : undefined),
	view: async (result, page) => (await import('../render/faults.ts')).faultsView(result, page),
	code: ({ ok }) => (ok ? EXIT.done : EXIT.invalid),
});

function fileSaid({ args: [file] }: Input): string {
	if (file !== undefined) return file;
	throw new UserError('roadmap check needs a file.', {
		hint: 'For example: roadmap check mine.yaml',
		code: EXIT.usage,
	});
}

async function look(session: Session, file: string): Promise<FaultsResult> {
	const { compiled, faults } = await session.check(file);
	return { file, ok: compiled !== undefined, faults };
}

async function* watch(session: Session, file: string): AsyncGenerator<FaultsResult, void> {
	for await (const round of session.rounds(file)) {
		const at = session.now().toISOString();
		yield { ...(round === 1 ? await look(session, file) : await lookAgain(session, file)), round, at };
	}
}

/** What was there in the first round may be away for a while. */
async function lookAgain(session: Session, file: string): Promise<FaultsResult> {
	try {
		return await look(session, file);
	} catch (error) {
		if (!isUserError(error)) throw error;
		const { code, message, hint = null } = error;
		return { file, ok: false, faults: [], error: { code, message, hint } };
	}
}
