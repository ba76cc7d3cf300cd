import { command } from '../cli/command.ts';
import { readActivity } from '../domain/activity.ts';
import { localDay } from '../domain/day.ts';
import { readUntil } from '../domain/duration.ts';
import type { Change } from '../domain/event.ts';
import { readGoal } from '../domain/goal.ts';
import type { Progress } from '../domain/progress.ts';
import { type Week, weeksOf } from '../domain/stats.ts';
import { fullWeek, weekRows } from '../render/calendar.ts';
import type { RenderContext } from '../render/context.ts';
import { type Hint, type Hints, hints, notice, records, screen, spread, wrap } from '../render/text.ts';
import { dayWords, goalWords, instantWords } from '../render/words.ts';

/** This week and the ones before it. */
const WEEKS = 5;

type PaceChange = Extract<Change, { kind: 'pace' }>;

interface PaceResult {
	/** The change requested; null if none was. */
	readonly said: {
		readonly what: 'goal' | 'pause';
		readonly to: string;
		readonly from: string;
		readonly changed: boolean;
	} | null;
	readonly goal: string;
	readonly pausedAt: string | null;
	/** When the pause ends by itself, YYYY-MM-DD. */
	readonly pausedUntil: string | null;
	/** In order, this week last. */
	readonly weeks: readonly Week[];
}

export const pace = command({
	usage: 'pace [goal...]',
	summary: 'Your week so far; set a weekly goal, pause, go on',
	group: 'Choose',
	about:
		'A goal is a number of hours or topics a week. It is something to steer by: nothing breaks when a week goes differently. The time of a pause does not count.',
	examples: [
		{ line: 'roadmap pace', does: 'this week and the last ones' },
		{ line: 'roadmap pace 6h/week', does: 'a goal in hours, by the estimates of the content' },
		{ line: 'roadmap pace 1h/day', does: 'the same, per day' },
		{ line: 'roadmap pace 3 topics/week', does: 'a goal in topics' },
		{ line: 'roadmap pace pause', does: 'take a break: the time does not count' },
		{ line: 'roadmap pace pause 2w', does: 'a break that ends by itself' },
		{ line: 'roadmap pace resume', does: 'go on' },
		{ line: 'roadmap pace none', does: 'no goal' },
	],
	run: async (session, { args }) => {
		const open = await session.open();
		const before = open.standing.progress;
		const change = args.length === 0 ? null : changeArgument(args.join(' '), localDay(session.now()));
		const changes = change !== null && changesAnything(change, before);
		const { standing } = changes ? (await session.save(change)).after : open;
		const { goal, pausedAt, pausedUntil } = standing.progress;
		return {
			roadmap: standing.roadmap.id,
			said: change && { what: change.what, to: change.to, from: valueNow(change, before), changed: changes },
			goal,
			pausedAt,
			pausedUntil,
			weeks: weeksOf(standing, readActivity(session.activityEvents, standing.roadmap, session.now()), WEEKS),
		};
	},
	view: paceView,
	isReceipt: ({ said }) => said !== null,
});

/** Parses the requested change. @throws UserError with exit code 2 */
function changeArgument(words: string, today: string): PaceChange {
	const [verb = '', preposition = '', ...rest] = words.trim().split(/\s+/);
	if (/^pause$/i.test(verb)) {
		const length = (/^(?:for|until)$/i.test(preposition) ? rest : [preposition, ...rest]).join(' ');
		return { kind: 'pace', what: 'pause', to: 'paused', ...(length !== '' && { until: readUntil(length, today) }) };
	}
	if (/^resume$/i.test(words)) return { kind: 'pace', what: 'pause', to: 'running' };
	return { kind: 'pace', what: 'goal', to: readGoal(words.replace(/^goal\s+/i, '')) };
}

function valueNow({ what }: PaceChange, { goal, pausedAt }: Progress): string {
	if (what === 'goal') return goal;
	return pausedAt === null ? 'running' : 'paused';
}

function changesAnything(change: PaceChange, before: Progress): boolean {
	return valueNow(change, before) !== change.to || (change.until ?? before.pausedUntil) !== before.pausedUntil;
}

function paceView(result: PaceResult, context: RenderContext): string {
	const { said } = result;
	if (said) return notice(context, changeWords(result, said, context), after(result, said));
	if (context.plain) return records(plainRows(result));
	const { goal, pausedAt, weeks } = result;
	return screen(
		context,
		spread(context, context.theme.title('Your pace'), context.theme.quiet(goalWords(goal))),
		weekRows(weeks, fullWeek(goal, weeks), context),
		pausedAt === null
			? []
			: wrap(context, `Paused since ${instantWords(pausedAt, context.today)}. ${untilWords(result, context)}`),
		hints(context, [
			pausedAt !== null && RESUME,
			goal === 'none' ? ['roadmap pace 6h/week', 'set a weekly goal'] : ['roadmap pace none', 'no goal'],
			pausedAt === null && ['roadmap pace pause', 'take a break: the time does not count'],
			['roadmap stats', 'all figures, and when you will be finished'],
		]),
	);
}

function untilWords({ pausedUntil }: PaceResult, context: RenderContext): string {
	return `Time does not count until ${pausedUntil === null ? 'you go on' : dayWords(pausedUntil, context.today)}.`;
}

const RESUME: Hint = ['roadmap pace resume', 'go on'];

function changeWords(result: PaceResult, said: NonNullable<PaceResult['said']>, context: RenderContext): string {
	const { pausedAt } = result;
	const { what, to, changed } = said;
	if (what === 'goal') {
		if (to === 'none') return changed ? 'You no longer have a weekly goal.' : 'You had no weekly goal.';
		return `Your goal is ${context.theme.title(goalWords(to))} ${changed ? 'now' : 'already'}.`;
	}
	if (to === 'running') return changed ? 'The pause is over. It does not count as time.' : 'You are not paused.';
	if (changed) return `Paused. ${untilWords(result, context)} Everything stays as it is.`;
	return `Already paused${pausedAt === null ? '' : `, since ${instantWords(pausedAt, context.today)}`}. ${untilWords(result, context)}`;
}

function after({ pausedAt }: PaceResult, { changed }: NonNullable<PaceResult['said']>): Hints {
	return [
		pausedAt === null ? ['roadmap next', 'what to learn now'] : RESUME,
		['roadmap pace', 'your week so far'],
		changed && ['roadmap undo', 'take it back'],
	];
}

function plainRows({ goal, pausedAt, weeks }: PaceResult): (string | number)[][] {
	return [
		['goal', goal, pausedAt === null ? 'running' : 'paused'],
		...weeks.map(({ week, topics, minutes, marked, rested }) => ['week', week, topics, minutes, marked, rested]),
	];
}
