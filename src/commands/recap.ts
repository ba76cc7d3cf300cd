/** Loads what `home`, `next` and the last mark show once everything in view is finished. */
import { allNotes } from '../app/notes.ts';
import type { Session } from '../app/session.ts';
import { whyNothing } from '../domain/next.ts';
import { type Recap, recapOf } from '../domain/recap.ts';

/** Returns null if something is left. */
export async function recapFor(session: Session): Promise<Recap | null> {
	const { standing } = await session.open();
	if (!whyNothing(standing).finished) return null;
	const notes = [...(await allNotes(session)).values()].filter((text) => text.trim() !== '');
	return recapOf(standing, session.activityEvents, notes.length, session.now());
}
