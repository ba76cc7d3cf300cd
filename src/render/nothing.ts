/** What is said where there is nothing to learn now. */
import type { Nothing } from '../domain/next.ts';
import type { Recap } from '../domain/recap.ts';
import type { Page } from './page.ts';
import { hints, wrap } from './text.ts';
import { dayWords, effort, plural } from './words.ts';

/** Why nothing is offered, and what there is to do then. @param recap where everything in view is finished */
export function nothingBlocks(nothing: Nothing | null, page: Page, recap: Recap | null = null): string[][] {
	if (!nothing || nothing.finished) return recap ? recapBlocks(recap, page) : finishedBlocks(page);
	return [
		wrap(page, `What is left is put off, the first of it until ${dayWords(nothing.until, page.today)}.`),
		hints(page, [
			['roadmap later', 'what is put off, and until when'],
			['roadmap start', 'begin one all the same'],
		]),
	];
}

function finishedBlocks(page: Page): string[][] {
	return [
		wrap(page, page.ink.good('Everything in view is finished.')),
		hints(page, [
			['roadmap level', 'see more of each stage'],
			['roadmap path', 'choose another path'],
		]),
	];
}

/** What is behind, in figures, and what may come next. */
function recapBlocks(
	{ from, to, topics, minutes, projects, notes, project, level, paths }: Recap,
	page: Page,
): string[][] {
	const when =
		from === to
			? `On ${dayWords(from, page.today)}`
			: `From ${dayWords(from, page.today)} to ${dayWords(to, page.today)}`;
	const built = projects.total === 0 ? '' : `, ${projects.done} of ${plural(projects.total, 'project')}`;
	const noted = notes === 0 ? '' : `, with notes on ${plural(notes, 'topic')}`;
	return [
		[
			...wrap(page, page.ink.good('Everything in view is finished.')),
			...wrap(page, `${when}: ${plural(topics, 'topic')}, about ${effort(minutes)}${built}${noted}.`),
		],
		hints(page, [
			...(project === null ? [] : ([[`roadmap project ${project}`, 'a project that is left to build']] as const)),
			...(level ? ([[`roadmap level ${level.id}`, plural(level.topics, 'more topic')]] as const) : []),
			...(paths > 1 ? ([['roadmap path', 'choose another path']] as const) : []),
			['roadmap use', 'other roadmaps'],
		]),
	];
}
