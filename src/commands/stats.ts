import { command, type Input } from '../cli/command.ts';
import { readGoal } from '../domain/goal.ts';
import { tally } from '../domain/tally.ts';
import { EXIT, UserError } from '../errors.ts';

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
		const { figuresOf } = await import('../domain/figures.ts');
		return {
			roadmap: roadmap.id,
			title: roadmap.title,
			goal: roadmap.goal,
			path: scope.path.id,
			level: scope.level.id,
			today,
			progress: tally(progress, scope.topics),
			pace: { goal: progress.goal, pausedAt: progress.pausedAt },
			...figuresOf(standing, session.history(), session.now(), said),
		};
	},
	view: async (result, page) => (await import('../render/stats.ts')).statsView(result, page),
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
