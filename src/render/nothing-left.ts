/** Renders what is shown when there is nothing to learn now. */
import type { Nothing } from '../domain/next.ts';
import type { Recap } from '../domain/recap.ts';
import type { RenderContext } from './context.ts';
import { hints, wrap } from './text.ts';
import { dayWords, effort, joined, plural, spanWords } from './words.ts';

/** Explains why nothing is offered, and what to do instead. @param recap given if everything in view is finished */
export function nothingBlocks(nothing: Nothing | null, context: RenderContext, recap: Recap | null = null): string[][] {
	if (!nothing || nothing.finished) return recap ? recapBlocks(recap, context) : finishedBlocks(context);
	return [
		wrap(context, `What is left is put off, the first of it until ${dayWords(nothing.until, context.today)}.`),
		hints(context, [
			['roadmap later', 'what is put off, and until when'],
			['roadmap start', 'begin one anyway'],
		]),
	];
}

function finishedBlocks(context: RenderContext): string[][] {
	return [
		wrap(context, context.theme.good('Everything in view is finished.')),
		hints(context, [
			['roadmap level', 'show more of each stage'],
			['roadmap path', 'choose another path'],
		]),
	];
}

/** Renders the figures of what was learned, and what may come next. */
function recapBlocks(
	{ from, to, topics, minutes, projects, labs, notes, project, level, paths }: Recap,
	context: RenderContext,
): string[][] {
	const when = from === to ? `On ${dayWords(from, context.today)}` : `From ${spanWords(from, to, context.today)}`;
	const what = [
		plural(topics, 'topic'),
		`about ${effort(minutes)}`,
		projects.total > 0 && `${projects.done} of ${plural(projects.total, 'project')} built`,
		labs.total > 0 && `${labs.passed} of ${plural(labs.total, 'lab')}`,
		notes > 0 && `notes on ${plural(notes, 'topic')}`,
	];
	return [
		[
			...wrap(context, context.theme.good('Everything in view is finished.')),
			...wrap(context, `${when}: ${joined(what, ', ')}.`),
		],
		hints(context, [
			project !== null && [`roadmap project ${project}`, 'a project that is still to build'],
			level && [`roadmap level ${level.id}`, plural(level.topics, 'more topic')],
			paths > 1 && ['roadmap path', 'choose another path'],
			['roadmap use', 'other roadmaps'],
		]),
	];
}
