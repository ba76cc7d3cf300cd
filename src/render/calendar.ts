/** Renders what was finished when: weeks as rows, and half a year as a calendar. */

import { goalOf } from '../domain/goal.ts';
import { largest } from '../domain/numbers.ts';
import type { DayFigures, Week, WeekFigures } from '../domain/stats.ts';
import type { RenderContext } from './context.ts';
import { shareBar } from './tally.ts';
import { hanging, measure, NARROW, paintedBar, widthOf, wrap } from './text.ts';
import { dayWords, effort, joined, monthWords, plural } from './words.ts';

/** The amount that fills a week's bar. */
interface Full {
	readonly of: 'topics' | 'minutes';
	readonly amount: number;
	/** Whether the amount is the learner's goal. */
	readonly isGoal: boolean;
}

const BAR = 20;
const MIN_BAR = 8;

/** Returns the goal's amount; without a goal, that of the fullest week. */
export function fullWeek(goal: string, weeks: readonly Week[]): Full {
	const wanted = goalOf(goal);
	if (!wanted)
		return { of: 'minutes', amount: Math.max(1, largest(weeks.map(({ minutes }) => minutes))), isGoal: false };
	if ('minutes' in wanted) return { of: 'minutes', amount: wanted.minutes, isGoal: true };
	return { of: 'topics', amount: wanted.topics, isGoal: true };
}

/** Drops the empty weeks before the first one with anything in it; keeps at least the current week. */
export function begunWeeks<W extends Week>(weeks: readonly W[]): readonly W[] {
	const first = weeks.findIndex(({ marked, rested }) => marked + rested > 0);
	return weeks.slice(first < 0 ? -1 : first);
}

/** Renders weeks, the newest first, with bars if there is room. @param weeks in order */
export function weekRows(weeks: readonly Week[], full: Full, context: RenderContext): string[] {
	const rows = [...begunWeeks(weeks)].reverse().map((week, ago) => ({
		label: labelOf(week, ago, context),
		filled: week[full.of] / full.amount,
		facts: ago === 0 ? thisWeekWords(week, full) : weekWords(week),
	}));
	const [label, facts] = [largest(rows.map((row) => widthOf(row.label))), rows.map((row) => widthOf(row.facts))];
	const room = Math.min(BAR, measure(context) - label - largest(facts) - 4);
	return rows.flatMap((row) => {
		const drawn =
			context.accessible || room < MIN_BAR
				? ''
				: `${paintedBar(context, shareBar(row.filled, row.filled > 0, room))}  `;
		return hanging(context, row.label, `${drawn}${row.facts}`, label + 2);
	});
}

/** "2 topics · 7 h" */
function weekWords({ topics, minutes, marked, rested }: Week): string {
	const paused = rested === 7 ? 'paused' : `paused on ${plural(rested, 'day')}`;
	const facts = [
		topics > 0 && `${plural(topics, 'topic')} · ${effort(minutes)}`,
		topics === 0 && marked > 0 && `marked on ${plural(marked, 'day')}`,
		rested > 0 && paused,
	];
	return joined(facts) || 'nothing marked';
}

/** "2 topics · 4 h of 6 h", "2 of 3 topics · 4 h", "0 of 6 h" */
export function thisWeekWords(week: Week, { of, amount, isGoal }: Full): string {
	const { topics, minutes, marked, rested } = week;
	if (marked + rested === 0) return 'nothing yet';
	if (!isGoal || rested > 0) return weekWords(week);
	if (topics === 0) return `0 of ${of === 'topics' ? plural(amount, 'topic') : effort(amount)}`;
	if (of === 'topics') return `${topics} of ${plural(amount, 'topic')} · ${effort(minutes)}`;
	return `${plural(topics, 'topic')} · ${effort(minutes)} of ${effort(amount)}`;
}

function labelOf({ week }: Week, ago: number, context: RenderContext): string {
	if (ago < 2) return ago === 0 ? 'This week' : 'Last week';
	return `${context.width < NARROW ? '' : 'Week of '}${dayWords(week, context.today)}`;
}

/** Pause; nothing; marked; one topic; two; three or more. Distinguishable without colour. */
const SHADES = ['–', '·', '░', '▒', '▓', '█'] as const;
const ASCII_SHADES = ['-', '.', ':', '+', '*', '#'] as const;
const NAMES = ['a pause', 'nothing', 'something marked', '1 topic', '2', '3 or more'] as const;
const [PAUSE, NOTHING, MARKED] = [0, 1, 2];

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const LABEL = 5;
/** A month's three letters and a space. */
const MONTH = 4;

/**
 * Renders half a year as a calendar: a column per week, a row per weekday, shaded by what was finished on each day.
 * @param weeks in order
 */
export function heatmap(weeks: readonly WeekFigures[], context: RenderContext): string[] {
	if (context.accessible) return weekList(weeks, context);
	const column = weeks.length * 2 <= measure(context) - LABEL ? 2 : 1;
	const shown = weeks.slice(-Math.floor((measure(context) - LABEL) / column));
	const rows = DAYS.map((name, i) => {
		const days = shown.flatMap((week) => week.days[i] ?? []).filter((day) => day.day <= context.today || day.marked);
		const shades = days.map((day) => painted(shadeOf(day), context));
		return `${context.theme.quiet(name)}  ${shades.join(column === 2 ? ' ' : '')}`.trimEnd();
	});
	return [
		context.theme.quiet(monthLine(shown, column, context)),
		...rows,
		'',
		...wrap(context, context.theme.quiet(legend(shown, context))),
	];
}

function shadeOf({ topics, marked, rested }: DayFigures): number {
	if (topics > 0) return Math.min(MARKED + topics, SHADES.length - 1);
	if (marked) return MARKED;
	return rested ? PAUSE : NOTHING;
}

function painted(shade: number, context: RenderContext): string {
	const character = (context.ascii ? ASCII_SHADES : SHADES)[shade] ?? '';
	return shade > NOTHING ? context.theme.good(character) : context.theme.quiet(character);
}

/** Renders the names of the months above the weeks in which they begin, where there is room. */
function monthLine(weeks: readonly WeekFigures[], column: number, context: RenderContext): string {
	const months = weeks.map(({ week }) => monthWords(week, context.today).slice(0, MONTH - 1));
	const begins = months.flatMap((month, i) => (month === months[i - 1] ? [] : [{ month, at: LABEL + i * column }]));
	const room = measure(context);
	const named = begins.filter(({ at }, i) => at + MONTH <= (begins[i + 1]?.at ?? room + 1));
	return named.reduce((line, { month, at }) => line.padEnd(at) + month, '');
}

function legend(weeks: readonly WeekFigures[], context: RenderContext): string {
	const hasPause = weeks.some(({ days }) => days.some((day) => shadeOf(day) === PAUSE));
	// No-break spaces keep a shade and its name on one line.
	const words = NAMES.map(
		(name, i) => `${(context.ascii ? ASCII_SHADES : SHADES)[i]}\u00a0${name.replaceAll(' ', '\u00a0')}`,
	);
	return words.slice(hasPause ? PAUSE : NOTHING).join('   ');
}

/** Lists the weeks that are not empty, in words. */
function weekList(weeks: readonly WeekFigures[], context: RenderContext): string[] {
	const full = weeks.filter(({ marked, rested }) => marked + rested > 0);
	const empty = weeks.length - full.length;
	return [
		...full.flatMap((week) => wrap(context, `Week of ${dayWords(week.week, context.today)}: ${weekWords(week)}`)),
		...(empty > 0 ? wrap(context, `Nothing in the other ${empty}.`) : []),
	];
}
