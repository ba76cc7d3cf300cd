/** The other roadmaps that this machine knows: what they contain, and what is in hand in them. */
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

/** Reads all known roadmaps that can be read, without what the learner made of them. */
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

/** A topic that is under way in another roadmap. */
export interface InHandElsewhere {
	/** The roadmap's id, by which it can be used. */
	readonly roadmap: string;
	readonly title: string;
	readonly topic: { readonly id: string; readonly title: string };
	/** When the roadmap was last touched, ISO 8601. */
	readonly at: string;
}

/** The most that are named. */
const MOST = 3;

/**
 * The topic in hand of each other known roadmap that was touched within the last month, the one touched last first. It is
 * told from the journals that were read anyway and from the cache of compiled roadmaps, else from what was last seen of
 * them; nothing is compiled for it.
 */
export function inHandElsewhere(session: Session, here: string): InHandElsewhere[] {
	const { memory, settings } = session;
	const now = session.now();
	return otherRoadmaps(memory, here, now, localDay(now))
		.flatMap(({ id, at, inHand }) =>
			inHand === null || !(id === SHIPPED || settings.roadmaps.has(id)) ? [] : [{ id, at, inHand }],
		)
		.slice(0, MOST)
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

/** The title that a topic had when the learner began the roadmap, or last looked at what changed in it. */
function seenTitle({ places }: Session, roadmap: string, topic: string): string | undefined {
	try {
		return readLastSeen(places, roadmap)?.topics.find(({ id }) => id === topic)?.title;
	} catch (error) {
		if (error instanceof UserError) return undefined;
		throw error;
	}
}

/** The title of a topic that the learner added. */
function addedTitle({ memory }: Session, roadmap: string, topic: string): string | undefined {
	const value = parseJson(memory.registers.get(registerKey(roadmap, 'add', topic))?.value ?? '');
	return isRecord(value) && typeof value.title === 'string' ? shortTitle(value.title) || undefined : undefined;
}
