import { command, type Input } from '../cli/command.ts';
import type { StageData } from '../domain/describe.ts';
import { largest } from '../domain/extremes.ts';
import { type Figures, figuresOf } from '../domain/figures.ts';
import { readGoal } from '../domain/goal.ts';
import { flatten } from '../domain/history.ts';
import { type Tally, tally } from '../domain/tally.ts';
import { EXIT, UserError } from '../errors.ts';
import { begunWeeks, fullWeek, heatmap, weekRows } from '../render/calendar.ts';
import { basisWords, levelRows, rangeWords } from '../render/finish.ts';
import type { Page } from '../render/page.ts';
import { hanging, hints, measure, pad, paintedBar, records, screen, spread, widthOf, wrap } from '../render/text.ts';
import {
	bar,
	complete,
	counted,
	duration,
	effort,
	goalWords,
	instantWords,
	plural,
	tallyWords,
} from '../render/words.ts';

interface StatsResult extends Figures {
	readonly goal: string;
	readonly path: string;
	readonly level: string;
	readonly progress: Tally;
	readonly pace: { readonly goal: string; readonly pausedAt: string | null };
}

export const stats = command({
	usage: 'stats',
	summary: 'Your progress in figures; when you will be finished',
	group: 'See',
	about:
		'Progress by phase, tier and stage; the last 26 weeks, by your own calendar; and between which two days you will be finished. That is told from your own record once five topics are done, and until then from the estimates in the content. Hours are those estimates too: nobody measures you.',
	options: [{ flags: '--what-if <pace...>', about: 'when, at another pace: 10h/week or 3 topics/week' }],
	examples: [
		{ line: 'roadmap stats', does: 'all figures' },
		{ line: 'roadmap stats --what-if 10h/week', does: 'when that would be, at every level' },
		{ line: 'roadmap stats --what-if 3 topics/week', does: 'the same for a pace in topics' },
	],
	run: async (session, input) => {
		const said = paceSaid(input);
		const { standing } = await session.open();
		const { roadmap, scope, progress, today } = standing;
		return {
			roadmap: roadmap.id,
			title: roadmap.title,
			goal: roadmap.goal,
			path: scope.path.id,
			level: scope.level.id,
			today,
			progress: tally(progress, scope.topics),
			pace: { goal: progress.goal, pausedAt: progress.pausedAt },
			...figuresOf(standing, flatten(session.events), session.now(), said),
		};
	},
	view: statsView,
});

/** The pace to imagine; null where none was said. @throws UserError with exit 2 */
function paceSaid({ options: { whatIf } }: Input): string | null {
	if (!Array.isArray(whatIf)) return null;
	const pace = readGoal(whatIf.join(' '));
	if (pace !== 'none') return pace;
	throw new UserError('With no pace there is no end.', {
		hint: 'For example: roadmap stats --what-if 6h/week',
		code: EXIT.usage,
	});
}

/** So many weeks are told one by one; the calendar and `--json` have them all. */
const TOLD = 6;
const BAR = 20;
const LEAST_BAR = 8;

interface BarRow {
	readonly lead: string;
	readonly title: string;
	readonly progress: Tally;
}

/** The columns of the bars, in characters. */
interface BarColumns {
	readonly label: number;
	readonly bar: number;
	/** The bar stands under its label, because both do not fit beside each other. */
	readonly under: boolean;
}

function statsView(result: StatsResult, page: Page): string {
	if (page.plain) return records(plainRows(result));
	const { whatIf } = result;
	if (whatIf) return whatIfView(result, whatIf, page);
	const columns = columnsOf([...partRows(result), ...tierRows(result)], page);
	return screen(
		page,
		head(result, page),
		finishRows(result, page),
		...calendar(result, page),
		tierRows(result).flatMap((row) => barRow(row, columns, page)),
		partRows(result).flatMap((row) => barRow(row, columns, page)),
		hints(page, [
			['roadmap stats --what-if 10h/week', 'at another pace'],
			['roadmap pace', 'your week, a goal, a pause'],
			['roadmap next', 'what to learn now'],
		]),
	);
}

function head({ goal, path, level, progress }: StatsResult, page: Page): string[] {
	return [
		...spread(page, page.ink.title(goal), tallyWords(progress)),
		...wrap(page, page.ink.quiet(`path ${path} · level ${level}`)),
	];
}

/** Each phase with its stages under it. */
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
	return tiers.map(({ tier, progress }) => ({ lead: '', title: tier, progress }));
}

/** The bar takes what the labels and the figures leave it. */
function columnsOf(rows: readonly BarRow[], page: Page): BarColumns {
	const label = largest(rows.map(({ lead, title }) => widthOf(lead + title)));
	const figures = largest(rows.map(({ progress }) => widthOf(tallyWords(progress))));
	const room = measure(page) - label - figures - 4;
	return { label, bar: Math.max(LEAST_BAR, Math.min(BAR, room)), under: room < LEAST_BAR };
}

function barRow({ lead, title, progress }: BarRow, columns: BarColumns, page: Page): string[] {
	const painted = lead === '' ? page.ink.title(title) : title;
	const drawn = page.accessible ? '' : `${paintedBar(page, bar(progress, columns.bar))}  `;
	const figures = drawn + tallyWords(progress);
	if (!columns.under) return [`${pad(lead + painted, columns.label)}  ${figures}`];
	return [...hanging(page, lead, painted), ...hanging(page, '', figures, lead.length)];
}

/** The last weeks in figures, and the days since the first mark as a picture; read aloud, the picture is the weeks. */
function calendar(result: StatsResult, page: Page): string[][] {
	const { weeks, pace } = result;
	const begun = begunWeeks(weeks);
	const title = calendarHead(result, begun, page);
	if (weeks.every(({ marked, rested }) => marked + rested === 0))
		return [[...title, ...wrap(page, 'Nothing yet. What you mark from today on shows up here, day by day.')]];
	if (page.accessible) return [[...title, ...heatmap(weeks, page)]];
	return [[...title, ...weekRows(weeks.slice(-TOLD), fullWeek(pace.goal, weeks), page)], heatmap(begun, page)];
}

function calendarHead({ weeks, row }: StatsResult, begun: Figures['weeks'], page: Page): string[] {
	const [topics, minutes] = [sum(weeks.map((week) => week.topics)), sum(weeks.map((week) => week.minutes))];
	const facts = topics > 0 ? [plural(topics, 'topic'), effort(minutes)] : [];
	if (row.days > 1) facts.push(`${row.days} days in a row`);
	return spread(
		page,
		page.ink.title(begun.length < 2 ? 'This week' : `The last ${begun.length} weeks`),
		page.ink.quiet(facts.join(' · ')),
	);
}

function finishRows(result: StatsResult, page: Page): string[] {
	const { levels, level, pace, rate, estimates } = result;
	const standIn = `${plural(estimates.missing, 'topic has no estimate and counts', 'topics have no estimate and count')} ${duration(estimates.standIn)}${estimates.missing === 1 ? '' : ' each'}.`;
	return [
		page.ink.title('When you will be finished'),
		...levelRows(levels, level, page),
		'',
		...basisWords({ ...result, goal: pace.goal }, page),
		...(levels.some(({ from }) => from !== null) ? wrap(page, page.ink.quiet(rangeWords(rate))) : []),
		...(levels.some(({ why }) => why === 'no-pace')
			? wrap(page, 'One topic more and there is a date again; --what-if shows one now.')
			: []),
		...(estimates.missing > 0 ? wrap(page, page.ink.quiet(standIn)) : []),
		...(pace.pausedAt === null
			? []
			: wrap(
					page,
					`You pause since ${instantWords(pace.pausedAt, page.today)}; the dates are as if you went on today.`,
				)),
	];
}

function whatIfView(result: StatsResult, { pace, levels }: NonNullable<Figures['whatIf']>, page: Page): string {
	return screen(
		page,
		head(result, page),
		[
			page.ink.title(`With ${goalWords(pace)}`),
			...levelRows(levels, result.level, page),
			...wrap(page, page.ink.quiet(rangeWords({ record: null, minutes: pace.endsWith('h') ? 1 : null }))),
		],
		[page.ink.title('As it is'), ...levelRows(result.levels, result.level, page)],
		basisWords({ ...result, goal: result.pace.goal }, page),
		hints(page, [[`roadmap pace ${pace}`, 'make it your weekly goal']]),
	);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, number) => all + number, 0);
}

/** Records of several kinds, each begun by its kind; what has no value is a dash. */
function plainRows(result: StatsResult): (string | number)[][] {
	const of = (progress: Tally) => [complete(progress), counted(progress), `${Math.floor(progress.percent)}%`];
	const { rate, row, pace, whatIf } = result;
	const dates = (kind: string, levels: Figures['levels']) =>
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
		['all', result.path, result.level, ...of(result.progress)],
		...result.phases.map(({ phase, progress }) => ['phase', phase, ...of(progress)]),
		...result.stages.map(({ number, id, title, progress }) => ['stage', number, id, title, ...of(progress)]),
		...result.tiers.map(({ tier, progress }) => ['tier', tier, ...of(progress)]),
		...result.weeks.map(({ week, topics, minutes, marked, rested }) => ['week', week, topics, minutes, marked, rested]),
		['row', row.days, row.longest],
		['goal', pace.goal, pace.pausedAt === null ? 'running' : 'paused'],
		['pace', rate.basis, rate.topics ?? '-', rate.minutes ?? '-'],
		...dates('finish', result.levels),
		...(whatIf ? dates('what-if', whatIf.levels) : []),
	];
}
