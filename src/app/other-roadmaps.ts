/** The other roadmaps known to this machine: their contents, and the current topic of each. */
import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import { openCached, openShipped } from '../content/library.ts';
import { addedTitle } from '../domain/custom-topics.ts';
import { DAY, localDay } from '../domain/day.ts';
import { topicFinder } from '../domain/find.ts';
import { isAhead, type Memory, registerKey, registersOf } from '../domain/memory.ts';
import type { Roadmap } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { openRoadmap, roadmapIds, SHIPPED } from './roadmaps.ts';
import type { Session } from './session.ts';
import { seenRoadmaps } from './updates.ts';

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
/** Without a change for so many days, a roadmap no longer counts as in use. */
const RECENT_DAYS = 31;

/**
 * Returns the current topic of each other known roadmap that was changed within the last month, the most recent first.
 * Titles come from the cache of compiled roadmaps, or else from the last-seen snapshot: nothing is compiled, which
 * would slow down the home screen.
 */
export function inHandElsewhere(session: Session, here: string): InHandElsewhere[] {
	const { memory, settings } = session;
	const now = session.now();
	return otherRecentRoadmaps(memory, here, now)
		.filter(({ id }) => id === SHIPPED || settings.roadmaps.has(id))
		.flatMap(({ id, at }) => {
			const inHand = startedLast(memory, id, localDay(now));
			return inHand === undefined ? [] : [{ id, at, inHand }];
		})
		.slice(0, MAX_LISTED)
		.map(({ id, at, inHand }) => {
			const roadmap = cachedRoadmap(session, id)?.roadmap;
			const title = roadmap ? topicFinder(roadmap.stages)(inHand)?.title : seenTitle(session, id, inHand);
			const topic = { id: inHand, title: (title ?? addedTitle(memory, id, inHand)) || inHand };
			return { roadmap: id, title: roadmap?.title ?? id, topic, at };
		});
}

/** Returns the roadmaps other than `here` that were changed within the last month, the most recent first. */
export function otherRecentRoadmaps(
	{ registers }: Memory,
	here: string,
	now: Date,
): { readonly id: string; readonly at: string }[] {
	const since = new Date(now.getTime() - RECENT_DAYS * DAY).toISOString();
	const latest = new Map<string, string>();
	for (const [key, { at }] of registers) {
		if (at < since || isAhead(at, now)) continue;
		const id = key.slice(0, key.indexOf(' '));
		if (id !== here && at > (latest.get(id) ?? '')) latest.set(id, at);
	}
	return [...latest].map(([id, at]) => ({ id, at })).sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Returns the id of the topic started last that is neither put off nor hidden. */
function startedLast(memory: Memory, roadmap: string, today: string): string | undefined {
	const value = (fact: 'later' | 'hide', topic: string) =>
		memory.registers.get(registerKey(roadmap, fact, topic))?.value ?? '';
	const started = registersOf(memory, roadmap, 'status').filter(
		([topic, mark]) => mark.value === 'started' && value('later', topic) <= today && value('hide', topic) !== 'hidden',
	);
	return started.sort(([, a], [, b]) => (a.at < b.at ? 1 : -1))[0]?.[0];
}

function cachedRoadmap({ settings, places, host }: Session, id: string): CompiledRoadmap | undefined {
	if (id === SHIPPED) return openShipped(host.roadmapsFolder);
	const file = settings.roadmaps.get(id);
	return file === undefined ? undefined : openCached(file, places.cache, host.version);
}

function seenTitle(session: Session, roadmap: string, topic: string): string | undefined {
	const seen = seenRoadmaps(session, roadmap).flatMap(({ topics }) => topics);
	return seen.find(({ id }) => id === topic)?.title;
}
