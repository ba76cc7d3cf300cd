import type { State } from '../app/session.ts';
import { command, type Input, isSet } from '../cli/command.ts';
import { findStage, refOf } from '../domain/find.ts';
import { nextUp } from '../domain/next.ts';
import { projectStatusOf } from '../domain/progress.ts';
import type { Standing } from '../domain/standing.ts';
import type { ProjectStatus, Ref, Roadmap, Stage } from '../domain/types.ts';
import { notFoundError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { prose } from '../render/prose.ts';
import { hints, notice, screen, spread } from '../render/text.ts';
import { duration, instantWords, joined, leadMark } from '../render/words.ts';

export const project = command({
	usage: 'project [stage]',
	summary: 'What to build at the end of a stage',
	group: 'Learn',
	about:
		'A stage may have something to build at its end. Without a stage, it is the project that you began, or else that of the stage you are in.',
	options: [
		{ flags: '--start', about: 'begin it: the home screen shows it until it is done', excludes: ['--done', '--reset'] },
		{ flags: '--done', about: 'mark it built', excludes: ['--reset'] },
		{ flags: '--reset', about: 'set it back to not begun' },
	],
	examples: [
		{ line: 'roadmap project 1', does: 'what to build at the end of stage 1' },
		{ line: 'roadmap project 1 --start', does: 'begin it' },
		{ line: 'roadmap project 1 --done', does: 'when it does what it should' },
	],
	run: async (session, input): Promise<ProjectResult> => {
		const to = statusOption(input);
		const before = await session.open();
		const stage = stageArgument(before, input);
		const changed = to !== null && to !== projectStatusOf(before.standing.progress, stage);
		const after = changed ? (await session.save({ kind: 'project', stage: stage.id, to })).after : before;
		const { id, hours = null } = stage;
		return {
			stage: refOf(stage),
			project: {
				text: stage.project ?? '',
				hours,
				status: projectStatusOf(after.standing.progress, stage),
				at: after.standing.progress.projects.get(id)?.at ?? null,
			},
			said: to,
			changed,
		};
	},
	view: projectView,
	isReceipt: ({ said }) => said !== null,
});

interface ProjectResult {
	readonly stage: Ref<number>;
	readonly project: {
		readonly text: string;
		readonly hours: number | null;
		readonly status: ProjectStatus;
		/** Since when, ISO 8601; null if it was never started. */
		readonly at: string | null;
	};
	/** The status requested; null if none was. */
	readonly said: ProjectStatus | null;
	readonly changed: boolean;
}

const OPTIONS = [
	['start', 'started'],
	['done', 'done'],
	['reset', 'todo'],
] as const;

function statusOption(input: Input): ProjectStatus | null {
	return OPTIONS.find(([option]) => isSet(input, option))?.[1] ?? null;
}

/** @throws UserError with exit code 3 if the stage has no project */
function stageArgument({ standing }: State, { args: [word] }: Input): Stage {
	const { roadmap } = standing;
	const stage = word === undefined ? currentStage(standing) : findStage(roadmap, word);
	if (stage?.project !== undefined) return stage;
	const name = stage ? `Stage ${stage.number}, ${stage.title},` : 'This roadmap';
	throw notFoundError(`${name} has nothing to build at the end.`, otherProjects(roadmap));
}

/**
 * Returns the stage whose project was started last; else that of the next topic; else the first with an unfinished
 * project.
 */
function currentStage(standing: Standing): Stage | undefined {
	const { scope, progress } = standing;
	const withProject = scope.stages.filter(({ project }) => project !== undefined);
	const at = ({ id }: Stage) => progress.projects.get(id)?.at ?? '';
	const begun = withProject
		.filter((stage) => projectStatusOf(progress, stage) === 'started')
		.sort((a, b) => (at(a) < at(b) ? 1 : -1));
	const number = Number.parseInt(nextUp(standing, 1)[0]?.number ?? '', 10);
	const unbuilt = withProject.find((stage) => projectStatusOf(progress, stage) !== 'done');
	return begun[0] ?? withProject.find((stage) => stage.number === number) ?? unbuilt ?? withProject[0];
}

function otherProjects({ stages }: Roadmap): string {
	const first = stages.find(({ project }) => project !== undefined);
	return first ? `For example: roadmap project ${first.number}` : 'roadmap stages shows what there is.';
}

function projectView({ stage, project, said, changed }: ProjectResult, context: RenderContext): string {
	const { text, hours, status, at } = project;
	if (said !== null) return changeView(stage, status, changed, context);
	const state = { todo: 'not begun', started: 'begun', done: 'done' }[status];
	const since = status === 'todo' || at === null ? '' : ` on ${instantWords(at, context.today)}`;
	const facts = joined([hours !== null && duration(hours * 60), state + since]);
	const number = stage.number;
	return screen(
		context,
		spread(context, context.theme.title(`The project of stage ${number}: ${stage.title}`), context.theme.quiet(facts)),
		prose(context, text),
		hints(context, [
			status === 'todo' && [`roadmap project ${number} --start`, 'begin it'],
			status !== 'done' && [`roadmap project ${number} --done`, 'when it is built'],
			[`roadmap stage ${number}`, 'the stage and its topics'],
		]),
	);
}

function changeView(
	stage: ProjectResult['stage'],
	status: ProjectStatus,
	changed: boolean,
	context: RenderContext,
): string {
	const name = context.theme.title(`The project of stage ${stage.number}`);
	const became = { todo: 'back to not begun', started: 'begun', done: 'done' }[status];
	const words = changed ? `${name} is ${became}.` : `${name} is ${became.replace('back to ', '')} already.`;
	return notice(context, `${status === 'done' ? leadMark(context, '✓') : ''}${words}`, [
		status === 'started'
			? [`roadmap project ${stage.number} --done`, 'when it is built']
			: ['roadmap next', 'what to learn now'],
		changed && ['roadmap undo', 'take it back'],
	]);
}
