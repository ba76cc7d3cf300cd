/** Writes text to a stream, through a pager if needed, and formats errors. */
import { localDay } from '../domain/day.ts';
import { safeLine } from '../domain/safe.ts';
import {
	type ColorChoice,
	isAscii,
	makeTheme,
	outputWidth,
	type RenderContext,
	wantsColor,
	wantsLinks,
} from '../render/context.ts';
import { screen, wrap } from '../render/text.ts';
import { type Host, isLineBased, isOn, type Output } from './host.ts';

export function makeRenderContext(stream: Output, host: Host, color: ColorChoice): RenderContext {
	const isTTY = stream.isTTY === true;
	const isColored = wantsColor(color, host.env, isTTY);
	const accessible = isOn(host.env.ROADMAP_ACCESSIBLE);
	return {
		theme: makeTheme(isColored),
		width: outputWidth(isTTY ? stream.columns : undefined),
		plain: !isTTY,
		accessible,
		links: !accessible && wantsLinks(host.env, host.platform, isTTY, isColored),
		ascii: isAscii(host.env),
		today: localDay(host.now()),
	};
}

export function print(stream: Output, text: string): void {
	if (text !== '') stream.write(wholeLines(text));
}

/** Prints the answer, through a pager if it is longer than an interactive terminal. */
export async function show(host: Host, text: string, mayPage: boolean): Promise<void> {
	// A pager needs the whole screen.
	if (mayPage && isLonger(text, host.stdout) && host.stdin.isTTY && !isLineBased(host)) {
		const { showInPager } = await import('./programs.ts');
		if (await showInPager(host, wholeLines(text))) return;
	}
	print(host.stdout, text);
}

function wholeLines(text: string): string {
	return text.endsWith('\n') && !text.startsWith('\n') ? text : `${text}\n`;
}

function isLonger(text: string, { isTTY, rows = 0 }: Output): boolean {
	return isTTY === true && rows > 0 && text.split('\n').length > rows;
}

/** Formats an error that the user can fix, with its hint. */
export function errorView(message: string, hint: string | undefined, context: RenderContext): string {
	return screen(context, [
		...wrap(context, context.theme.bad(safeLine(message))),
		...(hint === undefined ? [] : wrap(context, safeLine(hint))),
	]);
}

/** Formats an internal error. */
export function bugView(detail: string, context: RenderContext): string {
	const text = `This is a bug in roadmap, not a mistake of yours: ${safeLine(detail)}`;
	return screen(context, [
		...wrap(context, context.theme.bad(text)),
		...wrap(context, 'Nothing you marked is lost. Run the command with ROADMAP_DEBUG=1 to see where it happened.'),
	]);
}
