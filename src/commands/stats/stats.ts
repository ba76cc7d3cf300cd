import { recallFiguresOf } from '../../app/review.ts';
import { command, type Input, isSet } from '../../cli/command.ts';
import { readActivity } from '../../domain/activity.ts';
import { describeScope, type ScopeData, type StageData } from '../../domain/describe.ts';
import { readGoal } from '../../domain/goal.ts';
import { largest, sum } from '../../domain/numbers.ts';
import type { RecallFigures } from '../../domain/recall-figures.ts';
import { type Stats, statsOf } from '../../domain/stats.ts';
import { type Tally, tally } from '../../domain/tally.ts';
import { usageError } from '../../errors.ts';
import { begunWeeks, fullWeek, heatmap, weekRows } from '../../render/calendar.ts';
import type { RenderContext } from '../../render/context.ts';
import { basisWords, levelRows, rangeWords, unknownWords } from '../../render/forecast.ts';
import { recallFigureLines, recallRecords } from '../../render/recall.ts';
import { bar, counted, plainTally, shortTally, tallyWords } from '../../render/tally.ts';
import { hanging, hints, measure, pad, paintedBar, records, screen, spread, widthOf, wrap } from '../../render/text.ts';
import { effort, goalWords, instantWords, joined, plural, scopeTitle, scopeWords } from '../../render/words.ts';
import { type EverywhereStats, statsEverywhere, statsEverywhereView } from './everywhere.ts';

interface StatsResult extends Stats, ScopeData {
	readonly progress: Tally;
	readonly pace: { readonly goal: string; readonly pausedAt: string | null };
	/** Null if no recall question was answered yet. */
	readonly recall: RecallFigures | null;
}

export const stats = command({
	usage: 'stats',
	summary: 'Your progress in figures; when you will be finished',
	group: 'See',
	about:
		'Progress by phase, tier and stage; the last 26 weeks, by your own calendar; and between which two days you will be finished. The days come from your own record once five topics are done, and from the estimates in the content until then. Hours are those estimates too: nobody measures you. Once you have answered recall questions: the share that you recalled, your answers by day, and what is due in the next fourteen days.',
	options: [
		{ flags: '--what-if <pace...>', about: 'when, at another pace: 10h/week or 3 topics/week' },
		{ flags: '--all', about: 'every roadmap that you began, side by side', excludes: ['--what-if'] },
	],
	examples: [
		{ line: 'roadmap stats', does: 'all figures' },
		{ line: 'roadmap stats --what-if 10h/week', does: 'when that would be, at every level' },
		{ line: 'roadmap stats --what-if 3 topics/week', does: 'the same for a pace in topics' },
		{ line: 'roadmap stats --all', does: 'how far you are in each roadmap' },
	],
	run: async (session, input): Promise<StatsResult | EverywhereStats> => {
		const pace = paceOption(input);
		if (isSet(input, 'all')) return statsEverywhere(session);
		const state = await session.open();
		const { standing } = state;
		const { roadmap, scope, progress, today } = standing;
		const activity = readActivity(session.events, roadmap, session.now());
		return {
			...describeScope(standing),
			today,
			progress: tally(progress, scope.topics),
			pace: { goal: progress.goal, pausedAt: progress.pausedAt },
			...statsOf(standing, activity, session.now(), pace),
			recall: await recallFiguresOf(session, state),
		};
	},
	view: (result, context) => ('roadmaps' in result ? statsEverywhereView(result, context) : statsView(result, context)),
});

/** Returns the pace of --what-if; null without the option. @throws UserError with exit 2 */
function paceOption({ options: { whatIf } }: Input): string | null {
	if (!Array.isArray(whatIf)) return null;
	const pace = readGoal(whatIf.join(' '));
	if (pace !== 'none') return pace;
	throw usageError('Without a pace there is no finish date.', 'For example: roadmap stats --what-if 6h/week');
}

/** The number of weeks shown in rows; the calendar and `--json` have all of them. */
const WEEKS_IN_ROWS = 6;
const BAR = 20;
const MIN_BAR = 8;

interface BarRow {
	readonly lead: string;
	readonly title: string;
	readonly progress: Tally;
}

/** The columns of the bars, in characters. */
interface BarColumns {
	readonly label: number;
	readonly bar: number;
	/** Widths of "7 of 34" and "20 %", which are right-aligned. */
	readonly tally: number;
	readonly percent: number;
	/** Whether the bar goes below its label, because they do not fit side by side. */
	readonly under: boolean;
}

function statsView(result: StatsResult, context: RenderContext): string {
	if (context.plain) return records(plainRows(result));
	const { whatIf } = result;
	if (whatIf) return whatIfView(result, whatIf, context);
	const columns = columnsOf([...partRows(result), ...tierRows(result)], context);
	return screen(
		context,
		head(result, context),
		finishRows(result, context),
		...calendar(result, context),
		recallFigureLines(result.recall, context),
		tierRows(result).flatMap((row) => barRow(row, columns, context)),
		partRows(result).flatMap((row) => barRow(row, columns, context)),
		hints(context, [
			['roadmap stats --what-if 10h/week', 'at another pace'],
			['roadmap pace', 'your week, a goal, a pause'],
			['roadmap next', 'what to learn now'],
		]),
	);
}

function head({ progress, labs, ...scope }: StatsResult, context: RenderContext): string[] {
	const passed = labs.total === 0 ? '' : `${labs.passed} of ${plural(labs.total, 'lab')} passed`;
	return [
		...spread(context, context.theme.title(scopeTitle(scope)), tallyWords(progress)),
		...spread(context, context.theme.quiet(scopeWords(scope)), context.theme.quiet(passed)),
	];
}

/** Returns the phases, each followed by its stages. */
function partRows({ phases, stages }: StatsResult): BarRow[] {
	const rowOf = ({ number, title, progress }: StageData) => ({
		lead: `${String(number).padStart(4)}  `,
		title,
		progress,
	});
	const names = new Set(stages.map(({ phase }) => phase));
	return [...names].flatMap((name) => {
		const phase = phases.find((one) => one.phase === name);
		const rows = stages.filter((stage) => stage.phase === name).map(rowOf);
		return phase ? [{ lead: '', title: phase.phase, progress: phase.progress }, ...rows] : rows;
	});
}

function tierRows({ tiers }: StatsResult): BarRow[] {
	const used = tiers.filter(({ progress }) => progress.total > 0);
	return used.map(({ tier, progress }) => ({ lead: '', title: tier, progress }));
}

/** Gives the bar the width that labels and figures leave. */
function columnsOf(rows: readonly BarRow[], context: RenderContext): BarColumns {
	const label = largest(rows.map(({ lead, title }) => widthOf(lead + title)));
	const tally = largest(rows.map(({ progress }) => shortTally(progress).length));
	const percent = largest(rows.map(({ progress }) => percentWords(progress).length));
	const room = measure(context) - label - tally - percent - 6;
	return { label, bar: Math.max(MIN_BAR, Math.min(BAR, room)), tally, percent, under: room < MIN_BAR };
}

function percentWords(tally: Tally): string {
	return counted(tally) === 0 ? '' : `${Math.floor(tally.percent)} %`;
}

function barRow({ lead, title, progress }: BarRow, columns: BarColumns, context: RenderContext): string[] {
	const painted = lead === '' ? context.theme.title(title) : title;
	const drawn = `${paintedBar(context, bar(progress, columns.bar))}  `;
	if (context.accessible)
		return [`${lead.trimStart()}${painted}: ${joined([shortTally(progress), percentWords(progress)], ', ')}`];
	const percent = percentWords(progress).padStart(columns.percent);
	const figures = `${drawn}${shortTally(progress).padStart(columns.tally)}  ${percent}`.trimEnd();
	if (!columns.under) return [`${pad(lead + painted, columns.label)}  ${figures}`];
	return [...hanging(context, lead, painted), ...hanging(context, '', figures, lead.length)];
}

/**
 * Renders the last weeks as rows and the time since the first mark as a calendar; for a screen reader only a list of
 * weeks.
 */
function calendar(result: StatsResult, context: RenderContext): string[][] {
	const { weeks, pace } = result;
	const begun = begunWeeks(weeks);
	const title = calendarHead(result, begun, context);
	if (weeks.every(({ marked, rested }) => marked + rested === 0))
		return [[...title, ...wrap(context, 'Nothing yet. What you mark from today on shows up here, day by day.')]];
	if (context.accessible) return [[...title, ...heatmap(weeks, context)]];
	return [
		[...title, ...weekRows(weeks.slice(-WEEKS_IN_ROWS), fullWeek(pace.goal, weeks), context)],
		heatmap(begun, context),
	];
}

function calendarHead({ weeks, row }: StatsResult, begun: Stats['weeks'], context: RenderContext): string[] {
	const [topics, minutes] = [sum(weeks.map((week) => week.topics)), sum(weeks.map((week) => week.minutes))];
	const facts = topics > 0 ? [plural(topics, 'topic'), effort(minutes)] : [];
	if (row.days > 1) facts.push(`${row.days} days in a row`);
	return spread(
		context,
		context.theme.title(begun.length < 2 ? 'Your pace' : `The last ${begun.length} weeks`),
		context.theme.quiet(facts.join(' · ')),
	);
}

function finishRows(result: StatsResult, context: RenderContext): string[] {
	const { levels, level, pace, rate, estimates } = result;
	return [
		context.theme.title('When you will be finished'),
		...levelRows(levels, level, context),
		'',
		...basisWords({ ...result, goal: pace.goal }, context),
		...(levels.some(({ from }) => from !== null) ? wrap(context, context.theme.quiet(rangeWords(rate))) : []),
		...(levels.some(({ why }) => why === 'no-pace')
			? wrap(context, 'Finish one more topic, and there is a date again; --what-if shows one now.')
			: []),
		...wrap(context, context.theme.quiet(unknownWords(estimates))),
		...(pace.pausedAt === null
			? []
			: wrap(
					context,
					`Paused since ${instantWords(pace.pausedAt, context.today)}; the dates assume that you go on today.`,
				)),
	];
}

function whatIfView(
	result: StatsResult,
	{ pace, levels }: NonNullable<Stats['whatIf']>,
	context: RenderContext,
): string {
	return screen(
		context,
		head(result, context),
		[
			context.theme.title(`With ${goalWords(pace)}`),
			...levelRows(levels, result.level, context),
			...wrap(context, context.theme.quiet(rangeWords({ record: null, minutes: pace.endsWith('h') ? 1 : null }))),
		],
		[context.theme.title('As it is'), ...levelRows(result.levels, result.level, context)],
		basisWords({ ...result, goal: result.pace.goal }, context),
		hints(context, [[`roadmap pace ${pace}`, 'make it your weekly goal']]),
	);
}

/** Returns records of several kinds, each starting with its kind; a dash stands for no value. */
function plainRows(result: StatsResult): (string | number)[][] {
	const { rate, row, pace, whatIf } = result;
	const dates = (kind: string, levels: Stats['levels']) =>
		levels.map(({ level, left, from, to, why }) => [
			kind,
			level,
			left.topics,
			left.minutes,
			from ?? '-',
			to ?? '-',
			why ?? '-',
		]);
	return [
		['all', result.path, result.level, ...plainTally(result.progress)],
		...result.phases.map(({ phase, progress }) => ['phase', phase, ...plainTally(progress)]),
		...result.stages.map(({ number, id, title, progress }) => ['stage', number, id, title, ...plainTally(progress)]),
		...result.tiers.map(({ tier, progress }) => ['tier', tier, ...plainTally(progress)]),
		...(result.labs.total === 0 ? [] : [['labs', result.labs.passed, result.labs.total]]),
		...result.weeks.map(({ week, topics, minutes, marked, rested }) => ['week', week, topics, minutes, marked, rested]),
		['row', row.days, row.longest],
		['goal', pace.goal, pace.pausedAt === null ? 'running' : 'paused'],
		['pace', rate.basis, rate.topics ?? '-', rate.minutes ?? '-'],
		...dates('finish', result.levels),
		...(whatIf ? dates('what-if', whatIf.levels) : []),
		...recallRecords(result.recall),
	];
}
