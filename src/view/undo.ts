import type { Status } from '../model/types.ts';
import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';
import { ago, areOrIs, dayWords, namesWords } from './words.ts';

export interface UndoResult {
	readonly undone: Undone | null;
	/** As they are now. */
	readonly topics: readonly Restored[];
}

interface Undone {
	readonly kind: 'mark' | 'later' | 'path' | 'level' | 'resource';
	readonly to: string;
	readonly from?: string;
	/** Of the resource. */
	readonly title?: string;
	readonly secondsAgo: number;
}

interface Restored {
	readonly topic: string;
	readonly title: string;
	readonly status: Status;
	/** Put off until this local date; null where it is not. */
	readonly until: string | null;
}

export function undoView({ undone, topics }: UndoResult, page: Page): string {
	const next = hints(page, [['roadmap next', 'what to learn now']]);
	if (!undone) return screen(page, ['There is nothing to take back.'], next);
	const was = `${topics.length > 1 ? 'they were' : 'it was'} ${changeWords(undone, page)} ${ago(undone.secondsAgo)}`;
	return screen(page, wrap(page, `Taken back: ${nowWords(undone, topics, page)} (${was}).`), next);
}

/** What is so again. */
function nowWords({ kind, to, from = '', title }: Undone, topics: readonly Restored[], page: Page): string {
	if (kind === 'resource') return `${page.ink.title(title ?? to)} is not finished any more`;
	if (kind === 'path' || kind === 'level') return `your ${kind} is ${page.ink.title(from)} again`;
	const names = `${page.ink.title(namesWords(topics.map((topic) => topic.title)))} ${areOrIs(topics.length)}`;
	const [state, ...others] = new Set(topics.map((topic) => stateWords(topic, kind, page)));
	return state === undefined || others.length > 0 ? `${names} as they were` : `${names} ${state}`;
}

function stateWords({ status, until }: Restored, kind: 'mark' | 'later', page: Page): string {
	if (until !== null) return `put off until ${dayWords(until, page.today)} again`;
	if (kind === 'later') return 'not put off any more';
	return `${status === 'todo' ? 'to do' : status} again`;
}

function changeWords({ kind, to }: Undone, page: Page): string {
	if (kind === 'later') return `put off until ${dayWords(to, page.today)},`;
	if (kind === 'path' || kind === 'level') return `changed to ${to}`;
	if (kind === 'resource') return 'marked finished';
	return to === 'todo' ? 'reset' : `marked ${to}`;
}
