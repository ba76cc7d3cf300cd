/** What `doctor` looks at, and what it mends. */

import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import { chosenFor, goneChoices } from '../domain/choices.ts';
import { customTopicsIn, withCustomTopics } from '../domain/custom-topics.ts';
import { topicsByName } from '../domain/find.ts';
import { type Finding, fault, remark } from '../domain/finding.ts';
import { emptyMemory, fold, type Memory } from '../domain/memory.ts';
import { questionKey, reportsIn } from '../domain/question.ts';
import type { Roadmap } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { examineStore } from '../store/examine.ts';
import { loadEvents } from '../store/load-events.ts';
import { noteCopies, notedRoadmaps, notedTopics, noteFile } from '../store/notes.ts';
import { quarantineJournal, repair } from '../store/repair.ts';
import { settingsFile } from '../store/settings.ts';
import { readRemote, remoteFile } from '../sync/address.ts';
import { openRoadmap, roadmapIds, SHIPPED } from './roadmaps.ts';
import { Session } from './session.ts';

export interface Examined {
	readonly findings: readonly Finding[];
	readonly mended: readonly { readonly finding: Finding; readonly aside: string | null }[];
	/** Where the journal was that was set aside, and where it is now. */
	readonly setAside: { readonly file: string; readonly aside: string } | null;
}

export interface ExamineOptions {
	/** Mends what can be mended, and looks again. */
	readonly fix: boolean;
	/** The name of a journal that shall not count any more. */
	readonly setAside: string | undefined;
}

/** Looks at everything, after what was asked for is done. @throws UserError */
export async function examine(session: Session, { fix, setAside }: ExamineOptions): Promise<Examined> {
	const { host, globals, places } = session;
	const moved = setAside === undefined ? null : quarantineJournal(places, setAside, host.now());
	// Sessions of its own, for what they would warn of is among the findings.
	const look = () => allFindings(new Session(host, globals));
	const findings = await look();
	if (!fix) return { findings, mended: [], setAside: moved };
	const mended = await repair(places, findings, host.now());
	return { findings: await look(), mended, setAside: moved };
}

async function allFindings(session: Session): Promise<Finding[]> {
	return [
		...examineStore(session.places, session.now()),
		...syncFindings(session),
		...copyFindings(session),
		...(await roadmapFindings(session)),
	];
}

/** What sync was told once is held against the same rules as then. */
function syncFindings({ places, host }: Session): Finding[] {
	try {
		readRemote(places, host.platform);
		return [];
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return [fault('sync-broken', remoteFile(places), { about: error.message, mendable: true })];
	}
}

/** Second copies of notes, which Syncthing, Dropbox, iCloud and others leave. */
function copyFindings({ places }: Session): Finding[] {
	try {
		return notedRoadmaps(places).flatMap((roadmap) =>
			noteCopies(places, roadmap).map(({ topic, file }) => remark('notes-copy', file, { about: topic })),
		);
	} catch {
		// That the notes cannot be read was found already.
		return [];
	}
}

async function roadmapFindings(session: Session): Promise<Finding[]> {
	const findings: Finding[] = [];
	const inUse = session.settings.roadmap ?? SHIPPED;
	for (const id of new Set([...roadmapIds(session.settings), inUse])) {
		const file = session.settings.roadmaps.get(id) ?? '';
		try {
			const { compiled } = await openRoadmap(session, id === inUse ? undefined : id);
			const content = contentFindings(session, withOwnIn(session, compiled.roadmap));
			for (const finding of [...content, ...reportFindings(session, compiled)]) findings.push(finding);
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			const tell = id === inUse ? fault : remark;
			findings.push(tell('roadmap-missing', file, { about: error.message }));
		}
	}
	return findings;
}

/** What was kept about a roadmap that it no longer has. */
function contentFindings(session: Session, roadmap: Roadmap): Finding[] {
	const { places } = session;
	const named = topicsByName(roadmap);
	const marked = markedTopics(session, roadmap.id).filter((id) => !named.has(id));
	const noted = notedRoadmaps(places).includes(roadmap.id) ? notedTopics(places, roadmap.id) : [];
	const kept = session.settings.choices;
	const gone = goneChoices(chosenFor(kept, memoryOf(session), roadmap.id), roadmap);
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

/** What the learner reported of questions that are still there. */
function reportFindings(session: Session, { roadmap, lessonOf }: CompiledRoadmap): Finding[] {
	const reports = reportsIn(memoryOf(session), roadmap, lessonOf).filter(({ ask }) => ask !== null);
	return reports.map(({ topic, question, why }) =>
		remark('question-reported', '', { about: `${questionKey(topic, question)}: ${why}` }),
	);
}

/** The topics with a mark, by the id that it was made under. */
function markedTopics(session: Session, roadmap: string): string[] {
	const prefix = `${roadmap} status `;
	const keys = [...memoryOf(session).registers.keys()].filter((key) => key.startsWith(prefix));
	return keys.map((key) => key.slice(prefix.length)).sort();
}

/** The roadmap with the learner's own topics, on which there are marks and notes like on any other. */
function withOwnIn(session: Session, roadmap: Roadmap): Roadmap {
	const own = customTopicsIn(memoryOf(session), roadmap);
	return own ? withCustomTopics(roadmap, own) : roadmap;
}

/** Folded from the journals alone, and nothing is written: looking changes nothing. */
function memoryOf(session: Session): Memory {
	try {
		return fold(loadEvents(session.places), session.now());
	} catch {
		// That the journals cannot be read was found already.
		return emptyMemory();
	}
}
