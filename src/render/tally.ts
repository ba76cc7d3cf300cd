/** Shows progress counts: in words, as a share, and as a bar. */
import type { Tally } from '../domain/tally.ts';
import { joined } from './words.ts';

/** "12 of 58 · 21 %" */
export function tallyWords(tally: Tally): string {
	return counted(tally) === 0 ? NOTHING_IN_VIEW : `${shortTally(tally)} · ${Math.floor(tally.percent)} %`;
}

/** "Storage · 2 of 5" */
export function stageFacts({ phase, progress }: { readonly phase: string; readonly progress: Tally }): string {
	const tally = counted(progress) === 0 ? NOTHING_IN_VIEW : shortTally(progress);
	return joined([phase, tally]);
}

const NOTHING_IN_VIEW = 'nothing in view';

/** "2 of 5"; a dash if nothing counts, which is neither empty nor full. */
export function shortTally(tally: Tally): string {
	return counted(tally) === 0 ? '–' : `${complete(tally)} of ${counted(tally)}`;
}

/** 2, 5, "40%": the fields for a pipe; a dash if nothing counts. */
export function plainTally(tally: Tally): (string | number)[] {
	return [complete(tally), counted(tally), counted(tally) === 0 ? '-' : `${Math.floor(tally.percent)}%`];
}

export function complete({ done, known }: Tally): number {
	return done + known;
}

/** Whether all that counts is complete; false if nothing counts. */
export function isFinished(tally: Tally): boolean {
	return counted(tally) > 0 && complete(tally) === counted(tally);
}

/** Returns what the percentage is of; skipped topics are left out. */
export function counted({ total, skipped }: Tally): number {
	return total - skipped;
}

/** Draws a bar of `width` columns. It is full only when everything is complete, and never empty once something is. */
export function bar(tally: Tally, width: number): string {
	if (counted(tally) === 0) return ' '.repeat(width);
	return shareBar(tally.percent / 100, complete(tally) > 0, width);
}

/** Like `bar`, for any share of a whole; a share above 1 fills it. */
export function shareBar(share: number, isBegun: boolean, width: number): string {
	const columns = Math.min(1, share) * width;
	const filled = isBegun && columns < 1 ? 1 : Math.floor(columns);
	return '█'.repeat(filled) + '─'.repeat(width - filled);
}
