import type { TopicData } from '../model/describe.ts';
import type { Tally } from '../model/tally.ts';
import type { Status } from '../model/types.ts';
import type { Page } from './page.ts';
import { hints, records, screen, spread, wrap } from './text.ts';
import { enumerateSome, instantWords, plural, shortTally, tallyWords } from './words.ts';

export interface MarksResult {
	readonly to: Status;
	readonly changed: readonly { readonly topic: string; readonly from: Status }[];
	readonly unchanged: readonly string[];
	readonly unlocked: readonly string[];
	readonly next: Pick<TopicData, 'title' | 'number'> | null;
	readonly progress: Tally;
	readonly stage: { readonly number: number; readonly progress: Tally } | null;
	readonly topics: readonly { readonly id: string; readonly title: string; readonly at?: string }[];
}

const BECAME: Record<Status, string> = {
	todo: 'to do again',
	started: 'started',
	done: 'done',
	known: 'known',
	skipped: 'skipped',
};
const MARK: Record<Status, string> = { todo: '○', started: '◐', done: '✓', known: '✓', skipped: '–' };

export function marksView(result: MarksResult, page: Page): string {
	if (page.plain) return plainMarks(result);
	return screen(
		page,
		[...changedLines(result, page), ...unchangedLines(result, page), ...opensLines(result, page)],
		nextLines(result, page),
	);
}

function plainMarks({ changed, unchanged, to, topics }: MarksResult): string {
	const title = titles(topics);
	return records([
		...changed.map(({ topic, from }) => [topic, from, to, title(topic)]),
		...unchanged.map((id) => [id, to, to, title(id)]),
	]);
}

function changedLines(result: MarksResult, page: Page): string[] {
	const { changed, to, stage } = result;
	if (changed.length === 0) return [];
	const title = titles(result.topics);
	const names =
		changed.length > 4
			? plural(changed.length, 'topic')
			: enumerateSome(
					changed.map(({ topic }) => title(topic)),
					4,
				);
	const said = `${page.ink.good(MARK[to])} ${page.ink.title(names)} ${changed.length === 1 ? 'is' : 'are'} ${BECAME[to]}.`;
	const tally = `${tallyWords(result.progress)}${stage ? ` · stage ${stage.number}: ${shortTally(stage.progress)}` : ''}`;
	return spread(page, said, page.ink.quiet(tally));
}

function unchangedLines({ unchanged, to, topics }: MarksResult, page: Page): string[] {
	const byId = new Map(topics.map((topic) => [topic.id, topic]));
	if (unchanged.length > 4) return [`${plural(unchanged.length, 'topic')} were ${BECAME[to]} already.`];
	return unchanged.flatMap((id) => {
		const at = byId.get(id)?.at;
		const since = at === undefined ? '' : `, on ${instantWords(at, page.today)}`;
		return wrap(page, `${byId.get(id)?.title ?? id} was ${to === 'todo' ? 'to do' : BECAME[to]} already${since}.`);
	});
}

function opensLines({ unlocked, topics }: MarksResult, page: Page): string[] {
	if (unlocked.length === 0) return [];
	return wrap(page, `It opens ${enumerateSome(unlocked.map(titles(topics)), 4)}.`);
}

function nextLines({ next, to, changed }: MarksResult, page: Page): string[] {
	const back = changed.length > 0 ? ([['roadmap undo', 'take it back']] as const) : [];
	if (to === 'started' && changed.length === 1) {
		return hints(page, [
			[`roadmap open ${changed[0]?.topic}`, 'the first thing to read'],
			[`roadmap done ${changed[0]?.topic}`, 'when you can do it'],
			...back,
		]);
	}
	if (!next)
		return [
			...wrap(page, page.ink.good('Nothing is left to begin.')),
			...hints(page, [['roadmap level', 'see more of each stage'], ...back]),
		];
	return hints(page, [['roadmap next', next.title], ...back]);
}

function titles(topics: MarksResult['topics']): (id: string) => string {
	const byId = new Map(topics.map(({ id, title }) => [id, title]));
	return (id) => byId.get(id) ?? id;
}

export interface FinishedResult {
	readonly topic: { readonly number: string; readonly title: string };
	readonly resource: { readonly title: string };
	readonly finished: boolean;
	readonly left: number;
}

export function finishedView({ topic, resource, finished, left }: FinishedResult, page: Page): string {
	const said = finished
		? `${page.ink.good('✓')} ${resource.title} is finished.`
		: `${resource.title} was finished already.`;
	const rest =
		left > 0 ? `${plural(left, 'resource')} of ${topic.title} left.` : `Nothing is left to read on ${topic.title}.`;
	const step =
		left > 0
			? ([`roadmap open ${topic.number}`, 'the next one'] as const)
			: ([`roadmap done ${topic.number}`, 'when you can do it'] as const);
	return screen(page, [...wrap(page, said), ...wrap(page, rest)], hints(page, [step]));
}
