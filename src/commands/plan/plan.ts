import { command } from '../../cli/command.ts';

export const plan = command({
	usage: 'plan',
	summary: 'What to do in which week, and what a deadline takes',
	group: 'Begin',
	about:
		'Weeks from this Monday on, in the order of roadmap next. The hours of a week come from your own record once five topics are done; until then they are your goal, or 5. The plan is not stored, so nothing is ever late: it is made anew from where you are. Import a calendar file into a calendar of its own. Entries keep their names: most calendars move them at the next import (Apple, Outlook, Thunderbird); Google may keep the old ones; then empty that calendar first. What a later file no longer has (topics that you skip, sessions that you no longer need) stays there until you delete it.',
	options: [
		{ flags: '--hours <hours>', about: 'plan with this many hours a week' },
		{
			flags: '--until <day>',
			about: 'how many hours a week it takes to finish by then, and what to leave out: 2027-03-01, 12w, 6m',
		},
		{ flags: '--no-projects', about: 'without the projects at the end of the stages' },
		{ flags: '--all', about: 'every week, not only the next few' },
		{ flags: '--md', about: 'as Markdown', excludes: ['--ics'] },
		{ flags: '--ics <file>', about: 'for a calendar: a topic is an all-day entry on its weeks' },
		{ flags: '--days <days>', about: 'with --ics: sessions on days such as mon,wed,sat' },
		{ flags: '--at <time>', about: 'with --days: when they start, such as 19:00' },
		{ flags: '--force', about: 'overwrite an existing file' },
	],
	examples: [
		{ line: 'roadmap plan', does: 'the next weeks' },
		{ line: 'roadmap plan --hours 8', does: 'at another pace' },
		{ line: 'roadmap plan --until 12w', does: 'what it takes to finish by then' },
		{ line: 'roadmap plan --md', does: 'the whole plan as Markdown' },
		{ line: 'roadmap plan --ics plan.ics', does: 'the plan for your calendar' },
		{ line: 'roadmap plan --ics plan.ics --days mon,wed --at 19:00', does: 'as sessions' },
	],
	run: async (session, input) => (await import('./run-plan.ts')).runPlan(session, input),
	view: async (result, context) => (await import('./run-plan.ts')).planView(result, context),
	isReceipt: ({ calendar }) => calendar !== null,
});
