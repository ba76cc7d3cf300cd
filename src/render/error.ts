import { safeLine } from '../domain/safe.ts';
import type { Page } from './page.ts';
import { screen, wrap } from './text.ts';

/** A mistake that can be mended: what is wrong, and what to do. */
export function errorView(message: string, hint: string | undefined, page: Page): string {
	return screen(page, [
		...wrap(page, page.ink.bad(safeLine(message))),
		...(hint === undefined ? [] : wrap(page, safeLine(hint))),
	]);
}

/** A fault of ours. */
export function bugView(detail: string, page: Page): string {
	const said = `This is a fault of the program, not yours: ${safeLine(detail)}`;
	return screen(page, [
		...wrap(page, page.ink.bad(said)),
		...wrap(page, 'Nothing that you marked is lost. ROADMAP_DEBUG=1 before the command shows where it happened.'),
	]);
}
