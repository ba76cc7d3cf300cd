/** How a command goes about a change of many topics: a rehearsal where one was asked for, a question before it is big. */

import type { Saved, Session } from '../app/session.ts';
import { type Input, isSet, type Option } from '../cli/command.ts';
import { topicFields } from '../domain/event.ts';
import { shellWord } from '../domain/safe.ts';
import type { Status, Topic } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';
import { enumerateSome, plural } from '../render/words.ts';

export const CONFIRM_OPTIONS: readonly Option[] = [
	{ flags: '--dry-run', about: 'say what would change, and change nothing' },
	{ flags: '-y, --yes', about: 'do not ask before four topics or more' },
];

/** So many topics are named one by one with open eyes; from here on a slip costs more than a question. */
const MANY = 4;
/** Of more, a question says how many more there are. */
const MOST_NAMED = 5;

interface Step {
	readonly topics: readonly Topic[];
	readonly what: { readonly to: Status; readonly on?: string } | { readonly kind: 'later'; readonly until: string };
	/** What it does with so many topics: "mark 4 topics done". */
	readonly does: (topics: string) => string;
	/** What of the named topics stays as it is, in a sentence; '' where nothing does. */
	readonly kept: string;
	/** It is asked about however few they are. */
	readonly asksAlways: boolean;
}

/** Changes the topics in one event, after asking where they are many; with `--dry-run` only imagines it. */
export async function applyChange(session: Session, input: Input, step: Step): Promise<Saved> {
	const { topics, what } = step;
	if (topics.length === 0) return { at: '', after: await session.open() };
	const change = { ...topicFields(topics.map(({ id }) => id)), ...what };
	if (isSet(input, 'dryRun')) return { at: session.now().toISOString(), after: await session.preview(change) };
	if ((topics.length >= MANY || step.asksAlways) && !isSet(input, 'yes')) await makeSure(session, input, step);
	return session.save(change);
}

/** What a result says of being a rehearsal. */
export function dryRun(input: Input): { dryRun?: true } {
	return isSet(input, 'dryRun') ? { dryRun: true } : {};
}

async function makeSure(session: Session, { argv: said }: Input, { topics, does, kept }: Step): Promise<void> {
	const names = enumerateSome(
		topics.map(({ title }) => title),
		MOST_NAMED,
	);
	const effect = `${does(plural(topics.length, 'topic'))}: ${names}.${kept && ` ${kept}`}`;
	if (!session.ask.possible()) {
		const hint = `--dry-run shows them. To go on: ${lineWith('--yes', said)}`;
		throw new UserError(`This would ${effect}`, { hint, code: EXIT.usage });
	}
	if (await session.ask.confirm(`This will ${effect} Go on?`)) return;
	throw new UserError('Nothing was changed.');
}

/** What was typed with one option more, as a shell takes it. */
function lineWith(option: string, said: readonly string[]): string {
	const dashes = said.includes('--') ? said.indexOf('--') : said.length;
	const words = [...said.slice(0, dashes), option, ...said.slice(dashes)];
	return ['roadmap', ...words.map(shellWord)].join(' ');
}
