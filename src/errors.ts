/** Errors for people and programs, and exit codes. Every module may import this; it imports nothing. */

/** The exit codes that `roadmap help exit-codes` lists. */
export const EXIT = {
	done: 0,
	failed: 1,
	usage: 2,
	notFound: 3,
	unreadable: 4,
	invalid: 5,
	bug: 70,
	interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error that the user can fix: a sentence, a hint and an exit code. */
export class UserError extends Error {
	readonly hint: string | undefined;
	readonly code: ExitCode;
	/** Whether the requested change was saved: what failed came after it. */
	readonly kept: boolean;

	constructor(message: string, options: { hint?: string | undefined; code?: ExitCode; kept?: boolean } = {}) {
		super(message);
		this.name = 'UserError';
		this.hint = options.hint;
		this.code = options.code ?? EXIT.failed;
		this.kept = options.kept ?? false;
	}
}

/** A command line that is wrong. @returns an error with exit code 2 */
export function usageError(message: string, hint?: string): UserError {
	return new UserError(message, { hint, code: EXIT.usage });
}

/** A topic, stage or the like that does not exist. @returns an error with exit code 3 */
export function notFoundError(message: string, hint?: string): UserError {
	return new UserError(message, { hint, code: EXIT.notFound });
}

/** A file that is not what it has to be. @returns an error with exit code 5 */
export function invalidError(message: string, hint?: string): UserError {
	return new UserError(message, { hint, code: EXIT.invalid });
}

/** The user pressed Ctrl-C: exit code 130, and no output but the message. */
export class Interrupted extends Error {
	constructor(message = '') {
		super(message);
		this.name = 'Interrupted';
	}
}
