/** A station in characters: its mark and its words. */
import type { LineMap, StationData, StationState } from '../domain/network.ts';
import { type Flag, stationFlag } from './map-flags.ts';
import type { Page } from './page.ts';
import { cut, wrap } from './text.ts';
import { shortTally } from './words.ts';

const TITLE_LINES = 4;
/** In a sentence about others, a title takes no more than so many columns. */
const BRIEF = 50;

/** What stands at a station: where you are, its title, and how far it is. */
export function stationWords(station: StationData, map: LineMap, width: number, page: Page, numbered = true): string[] {
	const { ink } = page;
	const flag = stationFlag(station, map);
	const isFaint = station.state === 'waiting' || station.state === 'empty';
	const paint = flag === 'you are here' ? ink.title : isFaint ? ink.quiet : String;
	const title = numbered ? `${station.number} ${station.title}` : station.title;
	const lines = fewLines(page, title, width - 2).map((line) => paint(line));
	const facts = wrap({ ...page, width }, factsOf(station)).map((line) => ink.quiet(line));
	// Under the station an arrow points up at it, beside it to the left.
	return numbered
		? [...flagLine(page, flag, '▲'), ...lines, ...facts]
		: [...lines, ...facts, ...flagLine(page, flag, '◀')];
}

/** Says where you are, or where you come to next. */
export function flagLine({ ink }: Page, flag: Flag | undefined, arrow: string): string[] {
	if (flag === undefined) return [];
	return [(flag === 'you are here' ? ink.title : ink.quiet)(`${arrow} ${flag}`)];
}

export function factsOf({ state, progress, reachable }: StationData): string {
	if (state === 'empty') return 'not at this level';
	if (state === 'skipped') return 'skipped';
	return `${shortTally(progress)}${reachable > 0 ? ` · ${reachable} ready` : ''}`;
}

/** A topic named beside others. */
export function named({ number, title }: { readonly number: string; readonly title: string }): string {
	return `${number} ${cut(title, BRIEF)}`;
}

/** A title in a few lines of a width, the last of them cut where it is longer. */
export function fewLines(page: Page, text: string, width: number): string[] {
	const lines = wrap({ ...page, width: width + 2 }, text);
	const last = lines[TITLE_LINES - 1];
	if (lines.length <= TITLE_LINES || last === undefined) return lines;
	return [...lines.slice(0, TITLE_LINES - 1), cut(`${last} ${lines[TITLE_LINES]}`, width)];
}

const FILLED = ['○', '◔', '◑', '◕'] as const;

export function markOf(page: Page, { state, progress }: StationData): string {
	return stationMark(page, state, progress.percent);
}

/** A station filled by its progress: full only when all of it is complete. */
export function stationMark(page: Page, state: StationState, percent: number): string {
	const { good, warn, quiet } = page.ink;
	if (state === 'done') return good('●');
	if (state === 'skipped') return quiet('–');
	if (state === 'started') return warn(FILLED[Math.min(3, Math.max(1, Math.round(percent / 25)))] ?? '◑');
	return state === 'ready' ? '○' : quiet('◌');
}

/** What is behind the learner is heavy, what is ahead is light. */
export function track(page: Page, travelled: boolean, heavy: string, light: string): string {
	return travelled ? page.ink.good(heavy) : page.ink.quiet(light);
}
