/** What `doctor` looks at, and what it mends. Loaded only for it. */

import { chosenFor, goneChoices } from '../domain/choices.ts';
import { allTopics } from '../domain/find.ts';
import { type Finding, fault, remark } from '../domain/finding.ts';
import { emptyMemory, fold, type Memory } from '../domain/memory.ts';
import { ownIn, withOwn } from '../domain/own.ts';
import type { Roadmap } from '../domain/types.ts';
import { isUserError } from '../errors.ts';
import { examineStore } from '../store/examine.ts';
import { noteCopies, notedRoadmaps, notedTopics, noteFile } from '../store/notes.ts';
import { recallEvents } from '../store/recall.ts';
import { mend } from '../store/repair.ts';
import { readSettings, settingsFile } from '../store/settings.ts';
import { readRemote, remoteFile } from '../sync/address.ts';
import type { Desk } from './desk.ts';
import { knownRoadmaps, openRoadmap, SHIPPED } from './roadmaps.ts';
import type { Examined } from './session.ts';

/** Looks at everything; with `fix`, mends what can be mended and looks again. @throws UserError */
export async function examine(desk: Desk, fix: boolean): Promise<Examined> {
	const quiet: Desk = {
		...desk,
		voice: { ...desk.voice, warn: () => {}, damage: () => {} },
		settings: () => readSettings(desk.places()).settings,
	};
	const found = await allFindings(quiet);
	if (!fix) return { findings: found, mended: [] };
	const mended = mend(found, desk.world.now());
	desk.refresh({ settings: undefined, memory: undefined });
	return { findings: await allFindings(quiet), mended };
}

async function allFindings(desk: Desk): Promise<Finding[]> {
	return [
		...examineStore(desk.places(), desk.world.now()),
		...syncFindings(desk),
		...copyFindings(desk),
		...(await roadmapFindings(desk)),
	];
}

/** What sync was told once is held against the same rules as then. */
function syncFindings({ places, world }: Desk): Finding[] {
	try {
		readRemote(places(), world.platform);
		return [];
	} catch (error) {
		if (!isUserError(error)) throw error;
		return [fault('sync-broken', remoteFile(places()), { about: error.message, mendable: true })];
	}
}

/** Second copies of notes, which Syncthing, Dropbox, iCloud and others leave. */
function copyFindings({ places }: Desk): Finding[] {
	try {
		return notedRoadmaps(places()).flatMap((roadmap) =>
			noteCopies(places(), roadmap).map(({ topic, file }) => remark('notes-copy', file, { about: topic })),
		);
	} catch {
		// That the notes cannot be read was found already.
		return [];
	}
}

async function roadmapFindings(desk: Desk): Promise<Finding[]> {
	const findings: Finding[] = [];
	const inUse = desk.settings().roadmap ?? SHIPPED;
	for (const id of new Set([...knownRoadmaps(desk.settings()), inUse])) {
		const file = desk.settings().roadmaps.get(id) ?? '';
		try {
			const { book } = await openRoadmap(desk, id === inUse ? undefined : id);
			for (const finding of contentFindings(desk, withOwnIn(desk, book.roadmap))) findings.push(finding);
		} catch (error) {
			if (!isUserError(error)) throw error;
			const tell = id === inUse ? fault : remark;
			findings.push(tell('roadmap-missing', file, { about: error.message }));
		}
	}
	return findings;
}

/** What was kept about a roadmap that it no longer has. */
function contentFindings(desk: Desk, roadmap: Roadmap): Finding[] {
	const places = desk.places();
	const named = new Set(allTopics(roadmap).flatMap(({ id, aliases = [] }) => [id, ...aliases]));
	const marked = markedTopics(desk, roadmap.id).filter((id) => !named.has(id));
	const noted = notedRoadmaps(places).includes(roadmap.id) ? notedTopics(places, roadmap.id) : [];
	const kept = desk.settings().choices;
	const gone = goneChoices(chosenFor(kept, memoryOf(desk), roadmap.id), roadmap);
	const placeOf = (what: 'path' | 'level', id: string) =>
		kept.get(roadmap.id)?.[what] === id ? settingsFile(places) : '';
	return [
		...gone.map(({ what, wanted }) => remark('choice-gone', placeOf(what, wanted), { about: `${what} ${wanted}` })),
		...(marked.length > 0 ? [remark('topics-gone', '', { about: `${roadmap.id}: ${marked.join(', ')}` })] : []),
		...noted
			.filter((topic) => !named.has(topic))
			.map((topic) => remark('notes-homeless', noteFile(places, roadmap.id, topic), { about: topic })),
	];
}

/** The topics with a mark, by the id that it was made under. */
function markedTopics(desk: Desk, roadmap: string): string[] {
	const prefix = `${roadmap} status `;
	const keys = [...memoryOf(desk).registers.keys()].filter((key) => key.startsWith(prefix));
	return keys.map((key) => key.slice(prefix.length)).sort();
}

/** The roadmap with the learner's own topics, on which there are marks and notes like on any other. */
function withOwnIn(desk: Desk, roadmap: Roadmap): Roadmap {
	const own = ownIn(memoryOf(desk), roadmap);
	return own ? withOwn(roadmap, own) : roadmap;
}

/** Folded from the journals alone, and nothing is written: looking changes nothing. */
function memoryOf(desk: Desk): Memory {
	try {
		return fold(recallEvents(desk.places()), desk.world.now());
	} catch {
		// That the journals cannot be read was found already.
		return emptyMemory();
	}
}
