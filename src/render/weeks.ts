/** Weeks in rows: what was finished in each. */
import { largest } from '../domain/extremes.ts';
import type { Week } from '../domain/figures.ts';
import type { Page } from './page.ts';
import { hanging, measure, paintedBar, widthOf } from './text.ts';
import { dayWords, effort, plural, shareBar } from './words.ts';

/** What fills a week's bar. */
export interface Full {
	readonly of: 'topics' | 'minutes';
	readonly amount: number;
	/** Whether it is the learner's goal. */
	readonly isGoal: boolean;
}

const BAR = 20;
const LEAST_BAR = 8;

/** What a goal fills; without one, the fullest of the weeks. */
export function fullWeek(goal: string, weeks: readonly Week[]): Full {
	const amount = Number.parseFloat(goal);
	if (amount > 0 && goal.endsWith('h')) return { of: 'minutes', amount: amount * 60, isGoal: true };
	if (amount > 0) return { of: 'topics', amount, isGoal: true };
	return {
		of: 'minutes',
		amount: largest(
			weeks.map(({ minutes }) => minutes),
			1,
		),
		isGoal: false,
	};
}

/** The weeks from the first with anything in it on, and this one in any case. */
export function begunWeeks<W extends Week>(weeks: readonly W[]): readonly W[] {
	const first = weeks.findIndex(({ marked, rested }) => marked + rested > 0);
	return weeks.slice(first < 0 ? -1 : first);
}

/** Weeks, the newest first, each with a bar where there is room for one. @param weeks in order */
export function weekRows(weeks: readonly Week[], full: Full, page: Page): string[] {
	const rows = [...begunWeeks(weeks)].reverse().map((week, ago) => ({
		label: labelOf(week, ago, page),
		filled: week[full.of] / full.amount,
		facts: ago === 0 ? thisWeekWords(week, full) : weekWords(week),
	}));
	const [label, facts] = [largest(rows.map((row) => widthOf(row.label))), rows.map((row) => widthOf(row.facts))];
	const room = Math.min(BAR, measure(page) - label - largest(facts) - 4);
	return rows.flatMap((row) => {
		const drawn =
			page.accessible || room < LEAST_BAR ? '' : `${paintedBar(page, shareBar(row.filled, row.filled > 0, room))}  `;
		return hanging(page, row.label, `${drawn}${row.facts}`, label + 2);
	});
}

/** "2 topics · 7 h" */
export function weekWords({ topics, minutes, marked, rested }: Week): string {
	const paused = rested === 7 ? 'paused' : `paused on ${plural(rested, 'day')}`;
	const facts = [
		...(topics > 0 ? [plural(topics, 'topic'), effort(minutes)] : []),
		...(topics === 0 && marked > 0 ? [`marked on ${plural(marked, 'day')}`] : []),
		...(rested > 0 ? [paused] : []),
	];
	return facts.length > 0 ? facts.join(' · ') : 'nothing marked';
}

/** "2 topics · 4 h of 6 h", "2 of 3 topics · 4 h" */
export function thisWeekWords(week: Week, { of, amount, isGoal }: Full): string {
	const { topics, minutes, marked, rested } = week;
	if (marked + rested === 0) return 'nothing yet';
	if (!isGoal || rested > 0) return weekWords(week);
	if (of === 'topics') return `${topics} of ${plural(amount, 'topic')} · ${effort(minutes)}`;
	return `${plural(topics, 'topic')} · ${effort(minutes)} of ${effort(amount)}`;
}

function labelOf({ week }: Week, ago: number, page: Page): string {
	if (ago < 2) return ago === 0 ? 'This week' : 'Last week';
	return `${page.width < 60 ? '' : 'Week of '}${dayWords(week, page.today)}`;
}
