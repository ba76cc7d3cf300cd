/** Previews and confirms changes of many topics. */

import type { Saved, Session } from '../app/session.ts';
import { type Input, isSet, type Option } from '../cli/command.ts';
import { topicFields } from '../domain/event.ts';
import { shellWord } from '../domain/safe.ts';
import { STATUSES, type Status, type Topic } from '../domain/types.ts';
import { UserError, usageError } from '../errors.ts';
import { areOrIs, enumerate, namesWords, plural } from '../render/words.ts';

export const CONFIRM_OPTIONS: readonly Option[] = [
	{ flags: '--dry-run', about: 'show what would change, and change nothing' },
	{ flags: '-y, --yes', about: 'do not ask before changing four topics or more' },
];

/** The number of topics from which a slip costs more than a question. */
const MANY = 4;

interface Step {
	readonly topics: readonly Topic[];
	readonly what: { readonly to: Status; readonly on?: string } | { readonly kind: 'later'; readonly until: string };
	/** Describes the effect on a number of topics: "mark 4 topics done". */
	readonly does: (topics: string) => string;
	/** A sentence on the named topics that do not change; '' if there are none. */
	readonly kept: string;
	/** Whether to ask even for few topics. */
	readonly asksAlways: boolean;
}

/** Changes the topics in one event, after confirmation if they are many; `--dry-run` only previews it. */
export async function applyChange(session: Session, input: Input, step: Step): Promise<Saved> {
	const { topics, what } = step;
	if (topics.length === 0) return { at: '', after: await session.open() };
	const change = { ...topicFields(topics.map(({ id }) => id)), ...what };
	if (isSet(input, 'dryRun')) return { at: session.now().toISOString(), after: await session.preview(change) };
	if ((topics.length >= MANY || step.asksAlways) && !isSet(input, 'yes')) await makeSure(session, input, step);
	return session.save(change);
}

/** Returns the field that marks a result as a dry run. */
export function dryRun(input: Input): { dryRun?: true } {
	return isSet(input, 'dryRun') ? { dryRun: true } : {};
}

/** "3 are done and stay so.", or the title if it is one; '' if none has a mark. @param topics those that do not change */
export function keptWords(topics: readonly { readonly title: string; readonly status: Status }[]): string {
	const marked = topics.filter(({ status }) => status !== 'todo');
	const [only] = marked;
	if (only && marked.length === 1) return `${only.title} is ${only.status} and stays so.`;
	const groups = STATUSES.flatMap((status) => {
		const count = marked.filter((one) => one.status === status).length;
		return count === 0 ? [] : [`${count} ${areOrIs(count)} ${status}`];
	});
	if (groups.length === 0) return '';
	return `${enumerate(groups)}${groups.length === 1 ? ' and stay so.' : '; they stay so.'}`;
}

async function makeSure(session: Session, { argv }: Input, { topics, does, kept }: Step): Promise<void> {
	const names = namesWords(topics.map(({ title }) => title));
	const effect = `${does(plural(topics.length, 'topic'))}: ${names}.${kept && ` ${kept}`}`;
	if (!session.ask.possible()) {
		const hint = `--dry-run shows them. To go on: ${lineWith('--yes', argv)}`;
		throw usageError(`This would ${effect}`, hint);
	}
	if (await session.ask.confirm(`This will ${effect} Go on?`)) return;
	throw new UserError('Nothing was changed.');
}

/** Returns the command line as typed with one more option, quoted for a shell. */
function lineWith(option: string, argv: readonly string[]): string {
	const dashes = argv.includes('--') ? argv.indexOf('--') : argv.length;
	const words = [...argv.slice(0, dashes), option, ...argv.slice(dashes)];
	return ['roadmap', ...words.map(shellWord)].join(' ');
}
