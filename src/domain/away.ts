/** Coming back after a while: how long it was, and what was touched last. */
import { localDay } from './day.ts';
import { allTopics } from './find.ts';
import type { Standing } from './standing.ts';
import type { Topic } from './types.ts';
import { daysBetween } from './week.ts';

export interface Away {
	/** Since the last change. */
	readonly days: number;
	/** When that was, ISO 8601. */
	readonly since: string;
	/** The topic that was begun or finished last; null where none was. */
	readonly last: Touched | null;
}

interface Touched extends Pick<Topic, 'id' | 'number' | 'title'> {
	readonly status: 'started' | 'done' | 'known';
	/** ISO 8601. */
	readonly at: string;
}

/** So many days are a while. */
const WHILE = 14;

/** Where the learner was before a while away; null where nothing was ever marked, or not long ago, or in a pause. */
export function awayFor({ roadmap, progress, today }: Standing): Away | null {
	const { latest: since, pausedAt, marks } = progress;
	if (since === '' || pausedAt !== null) return null;
	const days = daysBetween(localDay(new Date(since)), today);
	if (days < WHILE) return null;
	let last: Away['last'] = null;
	for (const { id, number, title } of allTopics(roadmap)) {
		const { status = 'todo', at = '' } = marks.get(id) ?? {};
		if (status === 'todo' || status === 'skipped') continue;
		if (last === null || at >= last.at) last = { id, number, title, status, at };
	}
	return { days, since, last };
}
