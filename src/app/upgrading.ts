/**
 * Roadmaps change under their learners. What they last saw is noted at their first mark, a start with another edition
 * says so once, and `changes` shows the difference and notes what is there now.
 */

import { type SeenHead, seenHead } from '../store/editions.ts';
import { isNews } from '../store/told.ts';
import type { Desk } from './desk.ts';
import type { Chosen } from './roadmaps.ts';
import type { Session } from './session.ts';

export interface Upgrading extends Pick<Session, 'update'> {
	/** Tells, once, that the roadmap is not as it was when it was last seen. */
	readonly heed: (chosen: Chosen) => Promise<void>;
	/** Notes what a learner who just made a first mark sees. It stops nothing. */
	readonly noteFirst: (chosen: Chosen) => Promise<void>;
}

export function upgrading(desk: Desk): Upgrading {
	const { places, globals } = desk;
	let seen: SeenHead | 'none' | 'other' | undefined;
	return {
		heed: async ({ book }) => {
			if (seen !== undefined) return;
			seen = seenHead(places(), book.roadmap.id);
			if (globals.silent || typeof seen === 'string' || seen.edition === book.edition) return;
			const key = `edition ${book.roadmap.id} ${seen.edition} ${seen.at} ${book.edition}`;
			if (isNews(places(), key)) (await import('./comparing.ts')).tellDifference(desk, book);
		},
		noteFirst: async ({ book }) => {
			seen ??= seenHead(places(), book.roadmap.id);
			if (seen !== 'none') return;
			seen = 'other';
			(await import('./comparing.ts')).noteFirst(desk, book);
		},
		update: async () => {
			const { book } = await desk.roadmap();
			// Who looks at the difference need not be told that there is one.
			seen = 'other';
			return (await import('./comparing.ts')).compare(desk, book);
		},
	};
}
