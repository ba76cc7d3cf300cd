/** Where the learner stands, and changing it. */
import type { Book } from '../content/shelf.ts';
import { chosenFor, goneChoices } from '../domain/choices.ts';
import { localDay } from '../domain/day.ts';
import { topicDescriber } from '../domain/describe.ts';
import type { Change, Event } from '../domain/event.ts';
import { flatten } from '../domain/history.ts';
import { canExtend, fold, imagine, type Memory } from '../domain/memory.ts';
import { ownIn, withLinks, withOwn } from '../domain/own.ts';
import { progressIn } from '../domain/progress.ts';
import { defaultChoice, knownChoice, scopeOf } from '../domain/scope.ts';
import type { Standing } from '../domain/standing.ts';
import type { Roadmap } from '../domain/types.ts';
import { knownDevice } from '../store/device.ts';
import { recallEvents } from '../store/recall.ts';
import { record } from '../store/record.ts';
import { changeSettings } from './choices.ts';
import type { Desk } from './desk.ts';
import { binding } from './roadmaps.ts';
import type { Session, State } from './session.ts';
import type { Upgrading } from './upgrading.ts';

type Learning = Pick<Session, 'open' | 'preview' | 'save' | 'hasSaved' | 'history' | 'changes' | 'device'>;

export function learning(desk: Desk, upgrade: Upgrading): Learning {
	const { world, places, memory, roadmap } = desk;
	let hasWarned = false;
	return {
		open: async () => {
			const chosen = await roadmap();
			const open = openAt(desk, chosen.book, memory());
			if (!hasWarned) warnOfGone(desk, open.standing.roadmap);
			hasWarned = true;
			await upgrade.heed(chosen);
			return open;
		},
		preview: async (change) => {
			const { book } = await roadmap();
			return openAt(desk, book, imagine(change, book.roadmap.id, memory(), world.now()));
		},
		save: async (change) => {
			const chosen = await roadmap();
			const event = await append(desk, change);
			desk.noteSaved();
			// Who has an id is known from the first mark on. Settings that cannot be kept stop no mark.
			if (!chosen.isBound) await changeSettings(desk, binding(chosen)).catch(() => {});
			await upgrade.noteFirst(chosen);
			return event;
		},
		hasSaved: desk.hasSaved,
		history: () => flatten(recallEvents(places())),
		changes: () => recallEvents(places()),
		device: () => knownDevice(places()),
	};
}

/** A path or a level that the roadmap had once is told; the default stands in for it. */
function warnOfGone({ settings, memory, voice }: Desk, roadmap: Roadmap): void {
	for (const { what, wanted, instead } of goneChoices(chosenFor(settings().choices, memory(), roadmap.id), roadmap)) {
		voice.warn(`This roadmap has no ${what} "${wanted}" any more; using ${instead}. Choose with roadmap ${what}.`);
	}
}

/**
 * Appends a change of the roadmap in use to the journal, and to what is remembered.
 * @throws UserError
 */
export async function append(desk: Desk, change: Change): Promise<Event> {
	const { places, memory, world } = desk;
	const { id } = (await desk.roadmap()).book.roadmap;
	const event = record(places(), memory(), id, change, world.now());
	desk.refresh({ memory: canExtend([event]) ? fold([event], world.now(), memory()) : undefined });
	return event;
}

/** A roadmap with the learner's own layer on it, and how they stand there. */
export function openAt({ settings, world }: Desk, book: Book, memory: Memory): State {
	const own = ownIn(memory, book.roadmap);
	const roadmap = own ? withOwn(book.roadmap, own) : book.roadmap;
	const lessonOf = own ? withLinks(book.lessonOf, own) : book.lessonOf;
	const wanted = { ...defaultChoice(roadmap), ...chosenFor(settings().choices, memory, roadmap.id) };
	const scope = scopeOf(roadmap, knownChoice(roadmap, wanted));
	const progress = progressIn(memory, roadmap);
	const standing: Standing = { roadmap, scope, progress, today: localDay(world.now()) };
	return { standing, lessonOf, describe: topicDescriber(standing, lessonOf) };
}
