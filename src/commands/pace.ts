import { command } from '../cli/command.ts';
import type { Change } from '../domain/event.ts';
import { readGoal } from '../domain/goal.ts';
import type { Progress } from '../domain/progress.ts';

/** This week and the ones before it. */
const WEEKS = 5;

type PaceChange = Extract<Change, { kind: 'pace' }>;

export const pace = command({
	usage: 'pace [goal...]',
	summary: 'Your week so far; set a weekly goal, pause, go on',
	group: 'Choose',
	about:
		'A goal is hours or topics a week. It is there to steer by, and nothing breaks when a week goes otherwise. In a pause no time counts.',
	examples: [
		{ line: 'roadmap pace', does: 'this week and the last ones' },
		{ line: 'roadmap pace 6h/week', does: 'a goal in hours, by the estimates of the content' },
		{ line: 'roadmap pace 3 topics/week', does: 'a goal in topics' },
		{ line: 'roadmap pace pause', does: 'a break: no time counts' },
		{ line: 'roadmap pace resume', does: 'go on' },
		{ line: 'roadmap pace none', does: 'no goal' },
	],
	run: async (session, { args }) => {
		const before = (await session.open()).standing.progress;
		const change = args.length === 0 ? null : changeSaid(args.join(' '));
		const changes = change !== null && valueNow(change, before) !== change.to;
		if (changes) await session.save(change);
		const { standing } = await session.open();
		const { goal, pausedAt } = standing.progress;
		const { weeksOf } = await import('../domain/figures.ts');
		return {
			roadmap: standing.roadmap.id,
			said: change && { what: change.what, to: change.to, from: valueNow(change, before), changed: changes },
			goal,
			pausedAt,
			weeks: weeksOf(standing, session.history(), session.now(), WEEKS),
		};
	},
	view: async (result, page) => (await import('../render/pace.ts')).paceView(result, page),
	isReceipt: ({ said }) => said !== null,
});

/** What the words ask for. @throws UserError with exit 2 */
function changeSaid(words: string): PaceChange {
	if (/^pause$/i.test(words)) return { kind: 'pace', what: 'pause', to: 'paused' };
	if (/^resume$/i.test(words)) return { kind: 'pace', what: 'pause', to: 'running' };
	return { kind: 'pace', what: 'goal', to: readGoal(words) };
}

function valueNow({ what }: PaceChange, { goal, pausedAt }: Progress): string {
	if (what === 'goal') return goal;
	return pausedAt === null ? 'running' : 'paused';
}
