/** What went wrong, said once for people and for programs. Anyone may import this; it imports nothing. */

/** Exit codes, as `roadmap help exit-codes` lists them. */
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

/** A mistake that the person at the terminal can mend: a sentence, what to do, and an exit code. */
export class UserError extends Error {
	readonly hint: string | undefined;
	readonly code: ExitCode;
	/** The change that was asked for stands all the same: what failed came after it. */
	readonly kept: boolean;

	constructor(message: string, options: { hint?: string | undefined; code?: ExitCode; kept?: boolean } = {}) {
		super(message);
		this.name = 'UserError';
		this.hint = options.hint;
		this.code = options.code ?? EXIT.failed;
		this.kept = options.kept ?? false;
	}
}

/** Somebody pressed Ctrl-C: exit 130, and no more words than the message. */
export class Interrupted extends Error {
	constructor(message = '') {
		super(message);
		this.name = 'Interrupted';
	}
}
