/** The other roadmaps known to this machine: their contents, and the current topic of each. */
import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import { openCached, openShipped } from '../content/library.ts';
import { shortTitle } from '../domain/custom-topics.ts';
import { localDay } from '../domain/day.ts';
import { topicFinder } from '../domain/find.ts';
import { registerKey } from '../domain/memory.ts';
import { otherRoadmaps } from '../domain/other-roadmaps.ts';
import type { Roadmap } from '../domain/types.ts';
import { isRecord, parseJson } from '../domain/values.ts';
import { UserError } from '../errors.ts';
import { readLastSeen } from '../store/last-seen.ts';
import { openRoadmap, roadmapIds, SHIPPED } from './roadmaps.ts';
import type { Session } from './session.ts';

/** Opens all known roadmaps that can be read, without the learner's changes. */
export async function knownContents(session: Session): Promise<Roadmap[]> {
	const opened = await Promise.all(
		roadmapIds(session.settings).map((id) =>
			openRoadmap(session, id).catch((error: unknown) => {
				if (!(error instanceof UserError)) throw error;
			}),
		),
	);
	return opened.flatMap((one) => (one ? [one.compiled.roadmap] : []));
}

/** A topic in progress in another roadmap. */
export interface InHandElsewhere {
	/** The roadmap's id, as `roadmap use` takes it. */
	readonly roadmap: string;
	readonly title: string;
	readonly topic: { readonly id: string; readonly title: string };
	/** Time of the last change in the roadmap, ISO 8601. */
	readonly at: string;
}

/** The most to list. */
const MAX_LISTED = 3;

/**
 * Returns the current topic of each other known roadmap that was changed within the last month, the most recent first.
 * Titles come from the cache of compiled roadmaps, or else from the last-seen snapshot: nothing is compiled, which
 * would slow down the home screen.
 */
export function inHandElsewhere(session: Session, here: string): InHandElsewhere[] {
	const { memory, settings } = session;
	const now = session.now();
	return otherRoadmaps(memory, here, now, localDay(now))
		.flatMap(({ id, at, inHand }) =>
			inHand === null || !(id === SHIPPED || settings.roadmaps.has(id)) ? [] : [{ id, at, inHand }],
		)
		.slice(0, MAX_LISTED)
		.map(({ id, at, inHand }) => {
			const roadmap = cachedRoadmap(session, id)?.roadmap;
			const title = roadmap ? topicFinder(roadmap.stages)(inHand)?.title : seenTitle(session, id, inHand);
			const topic = { id: inHand, title: title ?? addedTitle(session, id, inHand) ?? inHand };
			return { roadmap: id, title: roadmap?.title ?? id, topic, at };
		});
}

function cachedRoadmap({ settings, places, host }: Session, id: string): CompiledRoadmap | undefined {
	if (id === SHIPPED) return openShipped(host.roadmapsFolder);
	const file = settings.roadmaps.get(id);
	return file === undefined ? undefined : openCached(file, places.cache, host.version);
}

/** Returns a topic's title in the last-seen snapshot of its roadmap. */
function seenTitle({ places }: Session, roadmap: string, topic: string): string | undefined {
	try {
		return readLastSeen(places, roadmap)?.topics.find(({ id }) => id === topic)?.title;
	} catch (error) {
		if (error instanceof UserError) return undefined;
		throw error;
	}
}

/** Returns the title of a topic that the learner added. */
function addedTitle({ memory }: Session, roadmap: string, topic: string): string | undefined {
	const value = parseJson(memory.registers.get(registerKey(roadmap, 'add', topic))?.value ?? '');
	return isRecord(value) && typeof value.title === 'string' ? shortTitle(value.title) || undefined : undefined;
}
