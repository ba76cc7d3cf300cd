/** What a stream is like, how a text gets there, and how an error reads. */
import { localDay } from '../domain/day.ts';
import { safeLine } from '../domain/safe.ts';
import { type ColorChoice, isAscii, makeInk, type Page, pageWidth, wantsColor, wantsLinks } from '../render/page.ts';
import { screen, wrap } from '../render/text.ts';
import { isOn, type Output, type World } from './host.ts';

export function makePage(stream: Output, world: World, color: ColorChoice): Page {
	const isTTY = stream.isTTY === true;
	const isColored = wantsColor(color, world.env, isTTY);
	const accessible = isOn(world.env.ROADMAP_ACCESSIBLE);
	return {
		ink: makeInk(isColored),
		width: pageWidth(isTTY ? stream.columns : undefined),
		plain: !isTTY,
		accessible,
		links: !accessible && wantsLinks(world.env, world.platform, isTTY, isColored),
		ascii: isAscii(world.env),
		today: localDay(world.now()),
	};
}

export function print(stream: Output, text: string): void {
	if (text !== '') stream.write(wholeLines(text));
}

/** Prints the answer, in a pager where it is longer than the screen and a person sits before it. */
export async function show(world: World, text: string, mayPage: boolean): Promise<void> {
	if (mayPage && isLonger(text, world.stdout) && world.stdin.isTTY && drawsScreens(world)) {
		const { showInPager } = await import('./programs.ts');
		if (await showInPager(world, wholeLines(text))) return;
	}
	print(world.stdout, text);
}

function wholeLines(text: string): string {
	return text.endsWith('\n') && !text.startsWith('\n') ? text : `${text}\n`;
}

function isLonger(text: string, { isTTY, rows = 0 }: Output): boolean {
	return isTTY === true && rows > 0 && text.split('\n').length > rows;
}

/** A pager takes the whole screen, which a dumb terminal has not and a screen reader reads badly. */
function drawsScreens({ env }: World): boolean {
	return env.TERM !== 'dumb' && !isOn(env.ROADMAP_ACCESSIBLE);
}

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
