/** What is different in a roadmap since it was last seen. Loaded only where it is, or where nothing was seen before. */
import type { Book } from '../content/shelf.ts';
import {
	type Difference,
	differenceBetween,
	isEmpty,
	NO_DIFFERENCE,
	type Sight,
	sightOf,
	type Update,
} from '../domain/difference.ts';
import { isUserError } from '../errors.ts';
import { keepSeen, readSeen, type Seen } from '../store/editions.ts';
import type { Desk } from './desk.ts';

/** Says on one line how much is different. What cannot be compared is passed over. */
export function tellDifference({ places, globals, voice }: Desk, { roadmap }: Book): void {
	const seen = unlessUserError(() => readSeen(places(), roadmap.id));
	const difference = seen ? differenceBetween(seen, roadmap) : NO_DIFFERENCE;
	if (isEmpty(difference)) return;
	const said = globals.roadmap === undefined ? '' : ` --roadmap ${roadmap.id}`;
	voice.warn(
		`${roadmap.title} changed since you were last here: ${countWords(difference)}. roadmap changes${said} shows ${oneOf(difference) ? 'it' : 'them'}.`,
	);
}

/** Notes what there is to see, where nothing was noted before. A file that cannot be written stops nobody. */
export function noteFirst(desk: Desk, book: Book): void {
	unlessUserError(() => note(desk, book, null));
}

/** The difference since the roadmap was last seen, which from now on it is as it stands; or the difference before. */
export function compare(desk: Desk, book: Book): Update {
	const { roadmap, edition } = book;
	const seen = readSeen(desk.places(), roadmap.id);
	if (!seen) {
		if (hasProgress(desk, roadmap.id)) noteFirst(desk, book);
		return { since: null, at: null, isNew: false, difference: NO_DIFFERENCE, stages: [] };
	}
	const fresh = seen.edition === edition ? NO_DIFFERENCE : differenceBetween(seen, roadmap);
	if (isEmpty(fresh)) return shownBefore(seen, book);
	const { at } = keepDifference(desk, book, seen);
	return { since: seen.at, at, isNew: true, difference: fresh, stages: seen.stages };
}

function shownBefore({ at, before }: Seen, { roadmap }: Book): Update {
	if (!before) return { since: at, at: null, isNew: false, difference: NO_DIFFERENCE, stages: [] };
	const difference = differenceBetween(before, roadmap);
	return { since: before.at, at, isNew: false, difference, stages: before.stages };
}

/** It is shown either way; where it cannot be noted, it will be shown again. */
function keepDifference(desk: Desk, book: Book, { at, stages, topics }: Seen): Sight {
	try {
		return note(desk, book, { at, stages, topics });
	} catch (error) {
		if (!isUserError(error)) throw error;
		desk.voice.warn(`${error.message} What changed will be shown as new again.`);
		return sightOf(book.roadmap, desk.world.now().toISOString());
	}
}

/** @throws UserError */
function note({ places, world }: Desk, { roadmap, edition }: Book, before: Sight | null): Sight {
	const sight = sightOf(roadmap, world.now().toISOString());
	keepSeen(places(), roadmap.id, { ...sight, edition, before });
	return sight;
}

function hasProgress({ memory }: Desk, roadmap: string): boolean {
	return [...memory().registers.keys()].some((key) => key.startsWith(`${roadmap} `));
}

function unlessUserError<T>(make: () => T): T | undefined {
	try {
		return make();
	} catch (error) {
		if (isUserError(error)) return undefined;
		throw error;
	}
}

/** "2 new topics, 1 renamed, 1 gone" */
function countWords(difference: Difference): string {
	const counts = countsOf(difference).filter(([count]) => count > 0);
	return counts.map(([count, what], i) => `${count} ${i === 0 ? nounWords(count, what) : what}`).join(', ');
}

function countsOf({ added, renamed, retitled, moved, retiered, gone }: Difference): [count: number, what: string][] {
	return [
		[added.length, 'new'],
		[renamed.length + retitled.length, 'renamed'],
		[moved.length, 'moved'],
		[retiered.length, 'of another tier'],
		[gone.length, 'gone'],
	];
}

/** "new topics", "topics renamed" */
function nounWords(count: number, what: string): string {
	const topics = count === 1 ? 'topic' : 'topics';
	return what === 'new' ? `new ${topics}` : `${topics} ${what}`;
}

function oneOf(difference: Difference): boolean {
	return countsOf(difference).reduce((sum, [count]) => sum + count, 0) === 1;
}
