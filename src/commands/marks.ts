/** The marks that only set a status, with their help texts. */
import { type Command, command, type Example } from '../cli/command.ts';
import type { Status } from '../domain/types.ts';
import { CONFIRM_OPTIONS } from './confirm-change.ts';
import { markNamed, marksView, markVerb } from './mark-topics.ts';
import { PICK, type Verb } from './topic-arguments.ts';

export const start = markCommand({
	verb: 'start',
	to: 'started',
	takes: 'in hand',
	isForOne: true,
	summary: 'Begin a topic: it is in hand until it is done',
	about:
		'The topic you began last is the topic in hand: next shows it, and open, topic, note, done, skip, later and link act on it when you name none. To take another one in hand again, start it again; roadmap start --pick lists what you can begin.',
	examples: [{ line: 'roadmap start sql-joins', does: 'begin it' }],
});

export const known = markCommand({
	verb: 'known',
	to: 'known',
	summary: 'Mark what you knew before: it counts as complete',
	about:
		'For what you could do before you started here. It counts like done, but not towards your pace. For a stage, it marks what is not done yet.',
	examples: [
		{ line: 'roadmap known 1.1 1.2', does: 'two topics' },
		{ line: 'roadmap known stage:1 --yes', does: 'what is left of a stage, at your level' },
	],
});

export const skip = markCommand({
	verb: 'skip',
	to: 'skipped',
	takes: 'in hand',
	summary: 'Leave a topic out: it no longer counts',
	about:
		'Without a topic, it skips the one in hand. A skipped topic no longer counts, and topics that need it no longer wait for it. roadmap reset brings it back.',
	examples: [{ line: 'roadmap skip document-stores', does: 'you will not need it' }],
});

export const reset = markCommand({
	verb: 'reset',
	to: 'todo',
	summary: 'Set a topic back to "to do"',
	about: 'Also brings back a topic that was put off or skipped. For a stage, it clears every mark.',
	examples: [{ line: 'roadmap reset sql-joins', does: 'as if you had never marked it' }],
});

interface MarkSpec extends Pick<Verb, 'takes' | 'isForOne'> {
	readonly verb: string;
	readonly to: Status;
	readonly summary: string;
	readonly about?: string;
	readonly examples: readonly Example[];
}

function markCommand({ verb: name, to, takes, isForOne, ...rest }: MarkSpec): Command {
	const verb = { ...markVerb(name, to), ...(takes && { takes }), ...(isForOne && { isForOne }) };
	return command({
		...rest,
		usage: `${name} [topic...]`,
		group: 'Learn',
		options: [PICK, ...CONFIRM_OPTIONS],
		offers: verb.offers,
		run: (session, input) => markNamed(session, input, verb),
		view: marksView,
		isReceipt: ({ dryRun }) => !dryRun,
	});
}
