import { safeLine, shellWord } from '../model/safe.ts';
import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';
import { leadMark } from './words.ts';

export interface NewResult {
	readonly file: string;
	readonly id: string;
	readonly title: string;
}

export function newView({ file, title }: NewResult, page: Page): string {
	const word = safeLine(shellWord(file));
	return screen(
		page,
		wrap(page, `${leadMark(page, '✓')}${page.ink.title(title)} begins in ${safeLine(file)}.`),
		hints(page, [
			[`roadmap check ${word}`, 'what is wrong with it; --watch while you write'],
			[`roadmap use ${word}`, 'learn by it'],
		]),
	);
}
