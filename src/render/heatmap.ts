/** Half a year as a calendar: a column for a week, a row for a day of the week, a shade for what was finished on it. */
import type { DayFigures, WeekFigures } from '../domain/figures.ts';
import type { Page } from './page.ts';
import { measure, wrap } from './text.ts';
import { weekWords } from './weeks.ts';
import { dayWords, monthWords } from './words.ts';

/** A pause; nothing; something marked; one topic, two, three or more. They differ without colour. */
const SHADES = ['–', '·', '░', '▒', '▓', '█'] as const;
const ASCII_SHADES = ['-', '.', ':', '+', '*', '#'] as const;
const NAMES = ['a pause', 'nothing', 'something marked', '1 topic', '2', '3 or more'] as const;
const [PAUSE, NOTHING, MARKED] = [0, 1, 2];

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const LABEL = 5;
/** A month's three letters and a space. */
const MONTH = 4;

/** @param weeks in order */
export function heatmap(weeks: readonly WeekFigures[], page: Page): string[] {
	if (page.accessible) return weekList(weeks, page);
	const column = weeks.length * 2 <= measure(page) - LABEL ? 2 : 1;
	const shown = weeks.slice(-Math.floor((measure(page) - LABEL) / column));
	const rows = DAYS.map((name, i) => {
		const days = shown.flatMap((week) => week.days[i] ?? []).filter((day) => day.day <= page.today || day.marked);
		const shades = days.map((day) => painted(shadeOf(day), page));
		return `${page.ink.quiet(name)}  ${shades.join(column === 2 ? ' ' : '')}`.trimEnd();
	});
	return [
		page.ink.quiet(monthLine(shown, column, page)),
		...rows,
		'',
		...wrap(page, page.ink.quiet(legend(shown, page))),
	];
}

function shadeOf({ topics, marked, rested }: DayFigures): number {
	if (topics > 0) return Math.min(MARKED + topics, SHADES.length - 1);
	if (marked) return MARKED;
	return rested ? PAUSE : NOTHING;
}

function painted(shade: number, page: Page): string {
	const character = (page.ascii ? ASCII_SHADES : SHADES)[shade] ?? '';
	return shade > NOTHING ? page.ink.good(character) : page.ink.quiet(character);
}

/** The months above the weeks that begin in them, where there is room for a name. */
function monthLine(weeks: readonly WeekFigures[], column: number, page: Page): string {
	const months = weeks.map(({ week }) => monthWords(week, page.today).slice(0, MONTH - 1));
	const begins = months.flatMap((month, i) => (month === months[i - 1] ? [] : [{ month, at: LABEL + i * column }]));
	const room = measure(page);
	const named = begins.filter(({ at }, i) => at + MONTH <= (begins[i + 1]?.at ?? room + 1));
	return named.reduce((line, { month, at }) => line.padEnd(at) + month, '');
}

function legend(weeks: readonly WeekFigures[], page: Page): string {
	const hasPause = weeks.some(({ days }) => days.some((day) => shadeOf(day) === PAUSE));
	// Held together, so that a line never ends between a shade and its name.
	const words = NAMES.map(
		(name, i) => `${(page.ascii ? ASCII_SHADES : SHADES)[i]}\u00a0${name.replaceAll(' ', '\u00a0')}`,
	);
	return words.slice(hasPause ? PAUSE : NOTHING).join('   ');
}

/** The weeks with anything in them, in words. */
function weekList(weeks: readonly WeekFigures[], page: Page): string[] {
	const full = weeks.filter(({ marked, rested }) => marked + rested > 0);
	const empty = weeks.length - full.length;
	return [
		...full.flatMap((week) => wrap(page, `Week of ${dayWords(week.week, page.today)}: ${weekWords(week)}`)),
		...(empty > 0 ? wrap(page, `Nothing in the other ${empty}.`) : []),
	];
}
