import type { Week } from '../domain/figures.ts';
import type { Page } from './page.ts';
import { hints, records, screen, spread, wrap } from './text.ts';
import { fullWeek, weekRows } from './weeks.ts';
import { goalWords, instantWords } from './words.ts';

export interface PaceResult {
	/** What was asked for; null where it was only looked at. */
	readonly said: {
		readonly what: 'goal' | 'pause';
		readonly to: string;
		readonly from: string;
		readonly changed: boolean;
	} | null;
	readonly goal: string;
	readonly pausedAt: string | null;
	/** In order, this one last. */
	readonly weeks: readonly Week[];
}

export function paceView(result: PaceResult, page: Page): string {
	const { said } = result;
	if (said) return screen(page, wrap(page, saidWords(result, said, page)), hints(page, after(result, said)));
	if (page.plain) return records(plainRows(result));
	const { goal, pausedAt, weeks } = result;
	return screen(
		page,
		spread(page, page.ink.title('Your pace'), page.ink.quiet(goalWords(goal))),
		weekRows(weeks, fullWeek(goal, weeks), page),
		pausedAt === null
			? []
			: wrap(page, `Paused since ${instantWords(pausedAt, page.today)}. No time counts until you go on.`),
		hints(page, [
			...(pausedAt === null ? [] : [RESUME]),
			goal === 'none' ? ['roadmap pace 6h/week', 'set a weekly goal'] : ['roadmap pace none', 'no goal'],
			...(pausedAt === null ? [['roadmap pace pause', 'a break: no time counts'] as const] : []),
			['roadmap stats', 'all figures, and when you will be finished'],
		]),
	);
}

const RESUME = ['roadmap pace resume', 'go on'] as const;
const UNDO = ['roadmap undo', 'take it back'] as const;

function saidWords({ pausedAt }: PaceResult, said: NonNullable<PaceResult['said']>, page: Page): string {
	const { what, to, changed } = said;
	if (what === 'goal') {
		if (to === 'none') return changed ? 'You have no weekly goal any more.' : 'You had no weekly goal.';
		return `Your goal is ${page.ink.title(goalWords(to))} ${changed ? 'now' : 'already'}.`;
	}
	if (to === 'running') return changed ? 'You go on. What was paused does not count as time.' : 'You are not paused.';
	if (changed) return 'Paused. No time counts until you go on, and everything stays as it is.';
	return `Paused already${pausedAt === null ? '' : `, since ${instantWords(pausedAt, page.today)}`}.`;
}

function after({ pausedAt }: PaceResult, { changed }: NonNullable<PaceResult['said']>) {
	return [
		...(pausedAt === null ? ([['roadmap next', 'what to learn now']] as const) : [RESUME]),
		['roadmap pace', 'your week so far'] as const,
		...(changed ? [UNDO] : []),
	];
}

function plainRows({ goal, pausedAt, weeks }: PaceResult): (string | number)[][] {
	return [
		['goal', goal, pausedAt === null ? 'running' : 'paused'],
		...weeks.map(({ week, topics, minutes, marked, rested }) => ['week', week, topics, minutes, marked, rested]),
	];
}
