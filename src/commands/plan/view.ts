/** Shows the plan week by week: in words, as records and as Markdown. */
import { addDays } from '../../domain/day.ts';
import type { ScopeData } from '../../domain/describe.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Basis } from '../../domain/planning.ts';
import { safeLine, safeText, shellWord } from '../../domain/safe.ts';
import type { LevelFigures, Stats } from '../../domain/stats.ts';
import type { Ref, Status, Tier } from '../../domain/types.ts';
import type { RenderContext } from '../../render/context.ts';
import { rangeWords, unknownWords, whenWords } from '../../render/forecast.ts';
import {
	type Hints,
	hanging,
	hints,
	inMarkdown,
	labelled,
	listRows,
	measure,
	pad,
	records,
	screen,
	spread,
	widthOf,
	wrap,
} from '../../render/text.ts';
import {
	dayWords,
	duration,
	effort,
	instantWords,
	joined,
	plural,
	scopeTitle,
	scopeWords,
	statusMark,
} from '../../render/words.ts';

export interface PlanData extends ScopeData {
	readonly today: string;
	/** Per week. `said`: given by --hours or implied by --until. */
	readonly hours: { readonly minutes: number; readonly basis: Basis };
	readonly pausedAt: string | null;
	/** The day on which the pause ends by itself; null if it has none. */
	readonly pausedUntil: string | null;
	readonly until: UntilData | null;
	/** From this Monday on, without gaps. */
	readonly weeks: readonly WeekData[];
	/** What does not fit into ten years. */
	readonly beyond: readonly PlannedData[];
	/** In view, in the path's order. */
	readonly stages: readonly Ref<number>[];
	/** The forecast at these hours, as in `stats`, and its pace. */
	readonly finish: LevelFigures;
	readonly rate: Pace;
	readonly estimates: Stats['estimates'];
}

export interface PlanResult extends PlanData {
	/** Null without --ics. */
	readonly calendar: CalendarData | null;
	/** Whether to show every week. */
	readonly all: boolean;
	/** Whether to format it as a document. */
	readonly markdown: boolean;
}

interface CalendarData {
	readonly file: string;
	readonly entries: number;
	/** The options that gave this plan, for the command that updates the file. */
	readonly options: readonly string[];
}

export interface UntilData {
	readonly day: string;
	/** Minutes a week needed; null if no week is long enough. */
	readonly minutes: number | null;
	/** Minutes a week that are feasible. */
	readonly most: number;
	/** Minutes a week by the learner's record; null if there is none. */
	readonly record: number | null;
	/** What to leave out so that the feasible hours suffice. */
	readonly leaveOut: readonly Pick<PlannedData, 'id' | 'number' | 'title' | 'tier'>[];
	/** Whether leaving that out is enough. */
	readonly isEnough: boolean;
}

interface WeekData {
	/** Its Monday. */
	readonly week: string;
	readonly minutes: number;
	readonly items: readonly ItemData[];
}

/** A topic, or the project of the stage with that number, which has no tier or status. */
export interface PlannedData extends Ref {
	readonly kind: 'topic' | 'project';
	readonly tier: Tier | null;
	readonly status: Status | null;
}

interface ItemData extends PlannedData {
	/** In this week. */
	readonly minutes: number;
	/** Which part this is, counted from 1, and of how many. */
	readonly part: number;
	readonly of: number;
	/** Whether it was finished in this week. */
	readonly done: boolean;
}

/** How many weeks are shown in full; the rest is summarised by stage. */
const WEEKS_IN_FULL = 4;

export function planView(result: PlanResult, context: RenderContext): string {
	if (result.calendar) return calendarWords(result, result.calendar, context);
	if (result.markdown) return safeText(markdownPlan(result));
	if (context.plain) return records(plainRows(result));
	const shown = result.all ? result.weeks : result.weeks.slice(0, WEEKS_IN_FULL);
	return screen(
		context,
		head(result, context),
		result.until ? untilLines(result, result.until, context) : [],
		...shown.map((week, i) => weekLines(week, i, context)),
		afterwards(result, result.weeks.slice(shown.length), context),
		closing(result, context),
		hints(context, hintsFor(result, shown.length)),
	);
}

function calendarWords({ beyond }: PlanResult, calendar: CalendarData, context: RenderContext): string {
	const { file, entries, options } = calendar;
	const name = safeLine(file);
	const left =
		beyond.length === 0 ? '' : ` ${plural(beyond.length, 'item is', 'items are')} beyond ten years and not in it.`;
	const again = ['roadmap plan --ics', ...[name, ...options, '--force'].map(shellWord)].join(' ');
	return screen(
		context,
		wrap(context, `${plural(entries, 'entry', 'entries')} written to ${context.theme.title(name)}.${left}`),
		wrap(context, 'Import it into a calendar of its own. A later file moves its entries and duplicates none.'),
		hints(context, [[again, 'update it when you have moved on']]),
	);
}

function head({ hours, until, pausedAt, pausedUntil, ...scope }: PlanResult, context: RenderContext): string[] {
	const since = pausedAt === null ? '' : instantWords(pausedAt, context.today);
	const end = pausedUntil && `the weeks until ${dayWords(pausedUntil, context.today)} stay empty`;
	return [
		...spread(context, context.theme.title(scopeTitle(scope)), context.theme.quiet(scopeWords(scope))),
		...(until ? [] : wrap(context, `${duration(hours.minutes)} a week${BASIS[hours.basis]}.`)),
		...wrap(context, since && `Paused since ${since}; ${end ?? 'the weeks assume that you go on today'}.`),
	];
}

const BASIS: Readonly<Record<Basis, string>> = {
	said: '',
	record: ', from your own record',
	goal: ', your goal',
	assumed: ' assumed, until five topics are done',
};

function untilLines({ today }: PlanResult, until: UntilData, context: RenderContext): string[] {
	const { day, minutes, most, record, leaveOut, isEnough } = until;
	const by = `By ${dayWords(day, today)}`;
	const own = record === null ? '' : `; your record is ${duration(record)}`;
	if (minutes !== null && minutes <= most) return wrap(context, `${by}, it takes ${duration(minutes)} a week${own}.`);
	const takes = minutes === null ? 'there is no week long enough' : `it would take ${duration(minutes)} a week`;
	const sentence = `${by}, ${takes}${own}.`;
	if (leaveOut.length === 0) return wrap(context, `${sentence} Nothing can be left out: all that is left is core.`);
	const without = `without ${plural(leaveOut.length, 'topic')}`;
	const rest = isEnough
		? `With ${duration(most)} a week you finish ${without}:`
		: `Even ${without}, ${duration(most)} a week is not enough; the plan below leaves them out:`;
	return [
		...wrap(context, `${sentence} ${rest}`),
		...skipCommands(leaveOut, measure(context) - 2).map((line) => `  ${context.theme.command(line)}`),
	];
}

/** Returns commands that skip the topics, one per line and without a question, ready to paste. */
function skipCommands(topics: UntilData['leaveOut'], width: number): string[] {
	const verb = topics.length < 4 ? 'roadmap skip' : 'roadmap skip --yes';
	const commands: string[] = [];
	for (const { number } of topics) {
		const longer = `${commands.at(-1)} ${number}`;
		if (commands.length > 0 && longer.length <= width) commands.splice(-1, 1, longer);
		else commands.push(`${verb} ${number}`);
	}
	return commands;
}

function weekLines({ week, minutes, items }: WeekData, ahead: number, context: RenderContext): string[] {
	const heading = context.theme.title(weekName(week, ahead, context.today));
	if (items.length === 0) return [heading, ...wrap(context, context.theme.quiet('nothing planned'))];
	return [
		...spread(context, heading, context.theme.quiet(effort(minutes))),
		...items.flatMap((item) => itemLines(item, context)),
	];
}

/** In characters: a mark or word, and a number such as 14.10. */
const LEAD = 6;

function itemLines(item: ItemData, context: RenderContext): string[] {
	const { number, status, minutes, part, of } = item;
	const mark = status === null ? ' ' : statusMark(context, status);
	const lead = `${mark} ${pad(item.kind === 'project' ? '' : number, LEAD)}`;
	const facts = joined([of > 1 && `${part} of ${of}`, effort(minutes)]);
	const whole = lead + titleOf(item);
	if (widthOf(whole) + widthOf(facts) + 2 > measure(context))
		return hanging(context, lead, `${titleOf(item)} · ${facts}`);
	return spread(context, whole, context.theme.quiet(facts));
}

function titleOf({ kind, title }: PlannedData): string {
	return kind === 'project' ? `Project: ${title}` : title;
}

function weekName(week: string, ahead: number, today: string): string {
	if (ahead < 2) return ahead === 0 ? 'This week' : 'Next week';
	return `Week of ${dayWords(week, today)}`;
}

/** Returns the stages of the weeks not shown, each with the end of its last week. */
function afterwards({ stages }: PlanResult, weeks: readonly WeekData[], context: RenderContext): string[] {
	const rows = stages.flatMap(({ number, title }) => {
		const its = weeks.filter(({ items }) => items.some((item) => Number.parseInt(item.number, 10) === number));
		const last = its.at(-1);
		if (!last) return [];
		return [
			{ lead: String(number).padStart(2), title, facts: `until ${dayWords(addDays(last.week, 6), context.today)}` },
		];
	});
	return rows.length === 0 ? [] : [context.theme.title('After that'), ...listRows(context, rows)];
}

function closing({ weeks, beyond, finish, rate, estimates, today }: PlanResult, context: RenderContext): string[] {
	const last = weeks.at(-1);
	if (!last || finish.why === 'finished')
		return wrap(context, 'Nothing is left to plan: everything in view is finished.');
	const end = weeks.length > 1 ? `; the last week here is that of ${dayWords(last.week, today)}` : '';
	const later = beyond.length === 0 ? '' : ` ${plural(beyond.length, 'item')} beyond it: more than ten years.`;
	return labelled(
		context,
		'Finish',
		`${sentence(whenWords(finish, today))}${end}.${later} ${rangeWords(rate)} ${unknownWords(estimates)}`.trimEnd(),
	);
}

function sentence(words: string): string {
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function hintsFor({ until, weeks, finish }: PlanResult, shown: number): Hints {
	if (weeks.length === 0 || finish.why === 'finished')
		return [['roadmap next', 'what you did, and what else there is']];
	return [
		shown < weeks.length && ['roadmap plan --all', `all ${weeks.length} weeks`],
		!until && ['roadmap plan --until 6m', 'what it takes to finish by a given day'],
		['roadmap plan --hours 8', 'at another pace'],
		['roadmap next', 'what to learn now'],
	];
}

/** Records of several kinds, with a dash for missing values. */
function plainRows({ hours, weeks, beyond, finish, until }: PlanResult): (string | number)[][] {
	return [
		['hours', hours.minutes, hours.basis],
		...(until ? [['until', until.day, until.minutes ?? '-', until.most]] : []),
		...(until?.leaveOut ?? []).map(({ number, id, title }) => ['leave-out', number, id, title]),
		...weeks.flatMap(({ week, items }) =>
			items.map(({ kind, number, id, title, minutes, part, of, status }) => {
				return ['week', week, kind, number, id, minutes, `${part}/${of}`, status ?? '-', title];
			}),
		),
		...beyond.map(({ kind, number, id, title }) => ['beyond', kind, number, id, title]),
		['finish', finish.from ?? '-', finish.to ?? '-', finish.why ?? '-'],
	];
}

/** Formats every week with a checkbox per topic. */
function markdownPlan({ title, goal, hours, weeks, finish, estimates, today }: PlanData): string {
	const sections = weeks.map(({ week, minutes, items }) =>
		[
			`## ${week === weeks[0]?.week ? 'This week, from' : 'Week of'} ${dayWords(week, today)} · ${effort(minutes)}`,
			'',
			...(items.length === 0 ? ['Nothing planned.'] : items.map(markdownItem)),
		].join('\n'),
	);
	const head = `# ${inMarkdown(title)}\n\n${inMarkdown(goal)}. ${duration(hours.minutes)} a week.`;
	const end = `Finished: ${whenWords(finish, today)}. ${unknownWords(estimates)}`.trimEnd();
	return `${[head, ...sections, end].join('\n\n')}\n`;
}

function markdownItem(item: ItemData): string {
	const { kind, number, minutes, part, of, done } = item;
	const facts = joined([of > 1 && `${part} of ${of}`, effort(minutes)], ', ');
	const name = inMarkdown(titleOf(item));
	return `- [${done ? 'x' : ' '}] ${kind === 'project' ? name : `${number} ${name}`} (${facts})`;
}
