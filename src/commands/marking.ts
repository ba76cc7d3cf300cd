/** The marks: `start`, `done`, `known`, `skip` and `reset` are one command with five names. */

import type { Session } from '../app/session.ts';
import { type Command, command, type Example, type Input } from '../cli/command.ts';
import type { TopicData } from '../domain/describe.ts';
import { stageOf } from '../domain/find.ts';
import { type Marking as Plan, planMark } from '../domain/mark.ts';
import { nextUp } from '../domain/next.ts';
import { isComplete } from '../domain/progress.ts';
import { stageInScope, topicsAt } from '../domain/scope.ts';
import { openedBy, type Standing } from '../domain/standing.ts';
import { type Tally, tally } from '../domain/tally.ts';
import type { Status, Topic } from '../domain/types.ts';
import type { Page } from '../render/page.ts';
import { rehearsalView } from '../render/rehearsal.ts';
import { hints, screen, spread, wrap } from '../render/text.ts';
import {
	areOrIs,
	enumerateSome,
	instantWords,
	leadMark,
	namesWords,
	plural,
	shortTally,
	tallyWords,
} from '../render/words.ts';
import { CAREFUL, type Carried, carryOut, rehearsed } from './careful.ts';
import { topicsNamed } from './naming.ts';

export interface MarkResult {
	/** Nothing was changed: this is what would be. */
	readonly dryRun?: true;
	readonly to: Status;
	readonly changed: readonly {
		readonly topic: string;
		readonly from: Status;
		readonly to: Status;
		readonly at: string;
	}[];
	readonly unchanged: readonly string[];
	/** What was added to the notes with it. */
	readonly noted?: string;
	readonly unlocked: readonly string[];
	readonly next: TopicData | null;
	readonly progress: Tally;
	/** The stage of the changed topics, where they have one in common. */
	readonly stage: { readonly number: number; readonly progress: Tally } | null;
	/** Every topic named above. */
	readonly topics: readonly NamedTopic[];
}

export interface NamedTopic {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	/** When it got the status that it had before this command, ISO 8601. */
	readonly at?: string;
}

interface Marking {
	readonly verb: string;
	readonly to: Status;
	readonly summary: string;
	readonly about?: string;
	readonly examples: readonly Example[];
}

export function marking({ verb, to, ...said }: Marking): Command {
	return command({
		...said,
		usage: `${verb} [topic...]`,
		group: 'Learn',
		options: CAREFUL,
		run: (session, input) => markNamed(session, input, verb, to),
		view: marksView,
		isReceipt: ({ dryRun }) => !dryRun,
	});
}

/** Marks the topics that the arguments name. */
export async function markNamed(session: Session, input: Input, verb: string, to: Status): Promise<MarkResult> {
	const open = await session.open();
	const before = open.standing;
	const plan = planMark(before.progress, await topicsNamed(session, open, input, verb), to);
	const touched = plan.changed.map(({ topic }) => topic);
	const carried = await carryOut(session, input, verb, touched, { to });
	return { ...rehearsed(input), ...markResult(before, plan, to, carried) };
}

function markResult(
	before: Standing,
	{ changed, unchanged }: Plan,
	to: Status,
	{ at, after: open }: Carried,
): MarkResult {
	const { standing: after, describe } = open;
	const touched = changed.map(({ topic }) => topic);
	const opens =
		isComplete(to) || to === 'skipped'
			? openedBy(
					before,
					touched.map(({ id }) => id),
				)
			: [];
	const [next] = nextUp(after, 1);
	return {
		to,
		changed: changed.map(({ topic, from }) => ({ topic: topic.id, from, to, at })),
		unchanged: unchanged.map(({ id }) => id),
		unlocked: opens.map(({ id }) => id),
		next: next ? describe(next) : null,
		progress: tally(after.progress, after.scope.topics),
		stage: commonStage(after, touched),
		topics: [...touched, ...unchanged, ...opens].map((topic) => named(before, topic)),
	};
}

function commonStage({ roadmap, scope, progress }: Standing, topics: readonly Topic[]): MarkResult['stage'] {
	const [stage, ...others] = new Set(topics.map((topic) => stageOf(roadmap, topic)));
	if (!stage || others.length > 0) return null;
	const inView = topicsAt(stageInScope(scope, stage), scope.level);
	return { number: stage.number, progress: tally(progress, inView) };
}

function named({ progress }: Standing, { id, number, title }: Topic): NamedTopic {
	const at = progress.marks.get(id)?.at;
	return { id, number, title, ...(at !== undefined && { at }) };
}

const MARK: Record<Status, string> = { todo: '○', started: '◐', done: '✓', known: '✓', skipped: '–' };
const BECAME: Record<Status, string> = {
	todo: 'to do again',
	started: 'started',
	done: 'done',
	known: 'known',
	skipped: 'skipped',
};
const WAS: Record<Status, string> = { ...BECAME, todo: 'put back', known: 'marked known' };

export function marksView(result: MarkResult, page: Page): string {
	const named = new Map(result.topics.map((topic) => [topic.id, topic]));
	const topicsOf = (ids: readonly string[]) => ids.flatMap((id) => named.get(id) ?? []);
	const changed = topicsOf(result.changed.map(({ topic }) => topic));
	const unchanged = topicsOf(result.unchanged);
	if (result.dryRun) return rehearsalView({ would: BECAME[result.to], ...rehearsedIn(result, named) }, page);
	return screen(
		page,
		[
			...changedLines(result, changed, page),
			...opensLines(changed, topicsOf(result.unlocked), page),
			...unchangedLines(unchanged, result.to, page),
			...(result.noted === undefined ? [] : ['Your note is added.']),
		],
		...nextBlocks(result, changed, unchanged, page),
	);
}

function rehearsedIn({ changed, unchanged }: MarkResult, named: ReadonlyMap<string, NamedTopic>) {
	const rows = changed.flatMap(({ topic, from }) => {
		const known = named.get(topic);
		return known ? [{ ...known, from }] : [];
	});
	return { changed: rows, unchanged: unchanged.length };
}

function changedLines({ to, stage, progress }: MarkResult, changed: readonly NamedTopic[], page: Page): string[] {
	if (changed.length === 0) return [];
	const mark = leadMark(page, MARK[to]);
	const names = page.ink.title(namesWords(changed.map(({ title }) => title)));
	const tally = `${tallyWords(progress)}${stage ? ` · stage ${stage.number}: ${shortTally(stage.progress)}` : ''}`;
	return spread(page, `${mark}${names} ${areOrIs(changed.length)} ${BECAME[to]}.`, page.ink.quiet(tally));
}

function opensLines(changed: readonly NamedTopic[], opened: readonly NamedTopic[], page: Page): string[] {
	if (opened.length === 0) return [];
	const names = opened.map(({ title }) => title);
	return wrap(page, `${changed.length === 1 ? 'It opens' : 'They open'} ${enumerateSome(names, 4)}.`);
}

function unchangedLines(unchanged: readonly NamedTopic[], to: Status, page: Page): string[] {
	if (unchanged.length > 4) return wrap(page, `${plural(unchanged.length, 'topic')} were ${WAS[to]} already.`);
	return unchanged.flatMap(({ title, at }) => {
		// Only a topic that was never marked has no date, and only reset leaves one as it is.
		if (at === undefined) return wrap(page, `${title} was not marked.`);
		return wrap(page, `${title} was ${WAS[to]} already, on ${instantWords(at, page.today)}.`);
	});
}

function nextBlocks(
	{ to, next }: MarkResult,
	changed: readonly NamedTopic[],
	unchanged: readonly NamedTopic[],
	page: Page,
): string[][] {
	const back = changed.length > 0 ? ([['roadmap undo', 'take it back']] as const) : [];
	const [only, ...others] = [...changed, ...unchanged];
	if (to === 'started' && only && others.length === 0) {
		const open = [`roadmap open ${only.number}`, 'the first thing to read'] as const;
		return [hints(page, [open, [`roadmap done ${only.number}`, 'when you can do it'], ...back])];
	}
	if (next) return [hints(page, [['roadmap next', next.title], ...back])];
	return [
		wrap(page, page.ink.good('Nothing is left to begin.')),
		hints(page, [['roadmap level', 'see more of each stage'], ...back]),
	];
}

export interface FinishedResult {
	readonly topic: { readonly number: string; readonly title: string };
	readonly resource: { readonly title: string };
	readonly finished: boolean;
	readonly left: number;
	readonly dryRun?: true;
}

export function finishedView(result: FinishedResult, page: Page): string {
	const { topic, resource, finished, left } = result;
	if (result.dryRun && finished)
		return screen(page, wrap(page, `${resource.title} would be finished. Nothing was changed.`));
	const mark = leadMark(page, MARK.done);
	const title = page.ink.title(resource.title);
	const said = finished ? `${mark}${title} is finished.` : `${title} was finished already.`;
	const rest =
		left > 0 ? `${topic.title} has ${plural(left, 'more resource')}.` : `Nothing is left to read on ${topic.title}.`;
	const step =
		left > 0
			? ([`roadmap open ${topic.number}`, 'the next one'] as const)
			: ([`roadmap done ${topic.number}`, 'when you can do it'] as const);
	const back = finished ? ([['roadmap undo', 'take it back']] as const) : [];
	return screen(page, [...wrap(page, said), ...wrap(page, rest)], hints(page, [step, ...back]));
}
