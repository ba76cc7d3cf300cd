/** What is said where there is nothing to learn now. */
import type { Nothing } from '../domain/next.ts';
import type { Page } from './page.ts';
import { hints, wrap } from './text.ts';
import { dayWords } from './words.ts';

/** Why nothing is offered, and what there is to do then. */
export function nothingBlocks(nothing: Nothing | null, page: Page): string[][] {
	if (!nothing || nothing.finished) {
		return [
			wrap(page, page.ink.good('Everything in view is finished.')),
			hints(page, [
				['roadmap level', 'see more of each stage'],
				['roadmap path', 'choose another way'],
			]),
		];
	}
	if (nothing.until === '') {
		return [
			wrap(page, 'What is left here waits for topics of other stages.'),
			hints(page, [
				['roadmap next', 'what comes before it'],
				['roadmap start', 'begin one all the same'],
			]),
		];
	}
	return [
		wrap(page, `What is left is put off, the first of it until ${dayWords(nothing.until, page.today)}.`),
		hints(page, [
			['roadmap stages', 'what is left'],
			['roadmap start', 'begin one all the same'],
		]),
	];
}
