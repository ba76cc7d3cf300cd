import type { TopicData } from '../model/describe.ts';
import type { Tally } from '../model/tally.ts';
import type { Status } from '../model/types.ts';
import type { Page } from './page.ts';
import { rehearsalView } from './rehearsal.ts';
import { hints, screen, spread, wrap } from './text.ts';
import { areOrIs, enumerateSome, instantWords, leadMark, namesWords, plural, shortTally, tallyWords } from './words.ts';

export interface MarksResult {
	readonly dryRun?: true;
	readonly to: Status;
	readonly changed: readonly { readonly topic: string; readonly from: Status }[];
	readonly unchanged: readonly string[];
	readonly unlocked: readonly string[];
	readonly next: Pick<TopicData, 'title'> | null;
	readonly progress: Tally;
	readonly stage: { readonly number: number; readonly progress: Tally } | null;
	readonly topics: readonly NamedTopic[];
}

interface NamedTopic {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	/** When it got the status that it had before. */
	readonly at?: string;
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

export function marksView(result: MarksResult, page: Page): string {
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
		],
		...nextBlocks(result, changed, unchanged, page),
	);
}

function rehearsedIn({ changed, unchanged }: MarksResult, named: ReadonlyMap<string, NamedTopic>) {
	const rows = changed.flatMap(({ topic, from }) => {
		const known = named.get(topic);
		return known ? [{ ...known, from }] : [];
	});
	return { changed: rows, unchanged: unchanged.length };
}

function changedLines({ to, stage, progress }: MarksResult, changed: readonly NamedTopic[], page: Page): string[] {
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
	{ to, next }: MarksResult,
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
