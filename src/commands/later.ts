import { command, type Input, isSet, textOption } from '../cli/command.ts';
import { dayAhead, readUntil } from '../domain/duration.ts';
import { allTopics, refOf, topicsCalled } from '../domain/find.ts';
import { markable } from '../domain/mark.ts';
import { inHand, nextUp } from '../domain/next.ts';
import { isUnfinished, statusOf } from '../domain/progress.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { isLeft, type Standing, stopState } from '../domain/standing.ts';
import type { Ref, Status } from '../domain/types.ts';
import { usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { dryRunView } from '../render/dry-run.ts';
import { type Match, matchLines } from '../render/match.ts';
import { hints, listRows, notice, records, screen, wrap } from '../render/text.ts';
import { areOrIs, dayWords, namesWords } from '../render/words.ts';
import { applyChange, CONFIRM_OPTIONS, dryRun, keptWords } from './confirm-change.ts';
import { PICK, topicsNamed, type Verb } from './topic-arguments.ts';

const VERB: Verb = {
	name: 'later',
	takes: 'in hand',
	offers: (standing) => markable(standing, 'later'),
};

export const later = command({
	usage: 'later [topic...]',
	summary: 'Put a topic off until a later day',
	group: 'Learn',
	about:
		'Without a topic, it puts off the one in hand: for a week, unless you say how long. Any mark brings a topic back at once.',
	offers: VERB.offers,
	options: [
		PICK,
		{
			flags: '--until <day>',
			about: 'tomorrow, friday, 3d, 2w, "1 month", "next week" or a date such as 2027-01-15 (1w)',
		},
		{ flags: '--list', about: 'what is put off, and until when', excludes: ['--until', '--pick'] },
		...CONFIRM_OPTIONS,
	],
	examples: [
		{ line: 'roadmap later 1.2', does: 'in a week' },
		{ line: 'roadmap later 1.2 --until friday', does: 'on that day' },
		{ line: 'roadmap later --list', does: 'what is put off, and until when' },
	],
	run: async (session, input) => {
		const open = await session.open();
		const { standing } = open;
		if (asksForList(standing, input)) return listOf(standing);
		refuseDayAsTopic(standing, input);
		const until = readUntil(textOption(input, 'until') ?? '1w', standing.today);
		const { chosen, isStageGuessed } = await topicsNamed(session, open, input, VERB);
		const matches = new Map(chosen.map(({ topic, match }) => [topic, match]));
		const topics = [...matches.keys()];
		const before = [...matches].map(([topic, match]) => ({
			...refOf(topic),
			status: statusOf(standing.progress, topic),
			...(match && { match }),
		}));
		const changed = topics.filter(
			(topic) => isLeft(standing, topic) && standing.progress.deferred.get(topic.id) !== until,
		);
		const { at, after } = await applyChange(session, input, {
			topics: changed,
			what: { kind: 'later', until },
			does: (count) => `put ${count} off until ${dayWords(until, standing.today)}`,
			kept: keptWords(before.filter(({ status }) => !isUnfinished(status))),
			asksAlways: isStageGuessed,
		});
		const [next] = nextUp(after.standing, 1);
		return {
			...dryRun(input),
			until,
			changed: changed.map((topic) => {
				const status = statusOf(standing.progress, topic);
				return { topic: topic.id, from: status, to: status, at, until };
			}),
			unchanged: topics.filter((topic) => !changed.includes(topic)).map(({ id }) => id),
			unlocked: [],
			next: next ? after.describe(next) : null,
			topics: before,
		};
	},
	view: (result, context) => ('deferred' in result ? deferredView(result, context) : laterView(result, context)),
	isReceipt: (result) => !('deferred' in result || result.dryRun),
});

interface DeferredResult {
	/** Sorted by date. */
	readonly deferred: readonly (Ref & {
		/** YYYY-MM-DD. */
		readonly until: string;
	})[];
}

/** @throws UserError with the option to use if the last word is a day and no topic: `later 1.2 friday` */
function refuseDayAsTopic({ roadmap, today }: Standing, { args, options }: Input): void {
	const word = args.at(-1) ?? '';
	const isDay = dayAhead(word.toLowerCase(), today) !== undefined && topicsCalled(roadmap, word).length === 0;
	if (!isDay || options.until !== undefined) return;
	throw usageError(
		`"${safeLine(word)}" is a day, not a topic.`,
		`Did you mean roadmap later ${[...args.slice(0, -1), '--until', word].map(shellWord).join(' ')}?`,
	);
}

/** Whether to list what is deferred: with `--list`, or without arguments and a current topic. */
function asksForList(standing: Standing, input: Input): boolean {
	if (isSet(input, 'list')) {
		const [word] = input.args;
		if (word === undefined) return true;
		throw usageError(
			'--list shows all that is put off, so do not name a topic.',
			`Leave out "${safeLine(word)}", or --list.`,
		);
	}
	const isBare = input.args.length === 0 && !isSet(input, 'pick') && textOption(input, 'until') === undefined;
	return isBare && !inHand(standing) && listOf(standing).deferred.length > 0;
}

function listOf(standing: Standing): DeferredResult {
	const { roadmap, progress } = standing;
	const deferred = allTopics(roadmap).flatMap((topic) => {
		const until = progress.deferred.get(topic.id) ?? '';
		return stopState(standing, topic) === 'later' ? [{ ...refOf(topic), until }] : [];
	});
	return { deferred: deferred.sort((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until))) };
}

function deferredView({ deferred }: DeferredResult, context: RenderContext): string {
	if (context.plain) return records(deferred.map(({ until, number, id, title }) => [until, number, id, title]));
	const [first] = deferred;
	if (!first) return notice(context, 'Nothing is put off.', [['roadmap later <topic> --until friday', 'put one off']]);
	const rows = deferred.map(({ number, title, until }) => ({
		lead: number,
		title,
		facts: `until ${dayWords(until, context.today)}`,
	}));
	return screen(
		context,
		listRows(context, rows),
		hints(context, [[`roadmap start ${first.number}`, 'begin it anyway']]),
	);
}

interface LaterResult {
	readonly dryRun?: true;
	readonly until: string;
	readonly changed: readonly { readonly topic: string; readonly from: Status }[];
	readonly next: { readonly title: string } | null;
	/** With their status before this command. */
	readonly topics: readonly (Ref & { readonly status: Status; readonly match?: Match })[];
}

function laterView(result: LaterResult, context: RenderContext): string {
	const { until, changed, next, topics } = result;
	if (result.dryRun) return rehearsal(result, context);
	const ids = new Set(changed.map(({ topic }) => topic));
	const day = dayWords(until, context.today);
	const kept = topics.filter(({ status }) => !isUnfinished(status));
	const already = topics.filter(({ id, status }) => !ids.has(id) && isUnfinished(status));
	const names = (some: typeof topics) => context.theme.title(namesWords(some.map(({ title }) => title)));
	const putOff = topics.filter(({ id }) => ids.has(id));
	const sentences = [
		putOff.length > 0 && `${names(putOff)} ${areOrIs(putOff.length)} put off until ${day}.`,
		already.length > 0 && `${names(already)} ${already.length === 1 ? 'was' : 'were'} put off already, until ${day}.`,
		keptWords(kept),
	];
	return screen(
		context,
		[...matchLines(context, ...topics), ...sentences.flatMap((text) => wrap(context, text || ''))],
		hints(context, [
			next ? ['roadmap next', next.title] : ['roadmap stages', 'what is left'],
			changed.length > 0 && ['roadmap undo', 'take it back'],
			kept[0] && changed.length === 0 && [`roadmap reset ${kept[0].number}`, 'learn it again'],
		]),
	);
}

function rehearsal({ until, changed, topics }: LaterResult, context: RenderContext): string {
	const rows = topics.flatMap((topic) => {
		const change = changed.find((one) => one.topic === topic.id);
		return change ? [{ ...topic, from: change.from }] : [];
	});
	const would = `put off until ${dayWords(until, context.today)}`;
	return dryRunView({ would, changed: rows, unchanged: topics.length - rows.length }, context);
}
