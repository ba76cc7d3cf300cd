/** Collects the findings of `doctor`, and repairs them. */

import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import { chosenFor, goneChoices } from '../domain/choices.ts';
import { customTopicsIn, withCustomTopics } from '../domain/custom-topics.ts';
import { likelyRenames } from '../domain/difference.ts';
import { allTopics, namesOf } from '../domain/find.ts';
import { type Finding, fault, remark } from '../domain/finding.ts';
import { emptyMemory, fold, type Memory, registersOf } from '../domain/memory.ts';
import { questionKey, reportsIn } from '../domain/question.ts';
import type { Roadmap } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { examineStore } from '../store/examine.ts';
import { loadEvents } from '../store/load-events.ts';
import { noteCopies, noteFile, roadmapsWithNotes, topicsWithNotes } from '../store/notes.ts';
import { isHomeRelative } from '../store/places.ts';
import { repair, setJournalAside } from '../store/repair.ts';
import { settingsFile } from '../store/settings.ts';
import { readRemote, remoteFile } from '../sync/address.ts';
import { markedElsewhere, newIdWords, openRoadmap, roadmapIds, SHIPPED } from './roadmaps.ts';
import { Session } from './session.ts';
import { seenRoadmaps } from './updates.ts';

export interface Examined {
	readonly findings: readonly Finding[];
	readonly mended: readonly { readonly finding: Finding; readonly aside: string | null }[];
	/** The old and the new path of the journal that was set aside. */
	readonly setAside: { readonly file: string; readonly aside: string } | null;
}

export interface ExamineOptions {
	/** Repair what can be repaired, then examine again. */
	readonly fix: boolean;
	/** The name of a journal that should no longer count. */
	readonly setAside: string | undefined;
}

/** Sets aside the journal named, repairs if asked to, and returns the findings. @throws UserError */
export async function examine(session: Session, { fix, setAside }: ExamineOptions): Promise<Examined> {
	const { host, globals, places } = session;
	const moved = setAside === undefined ? null : setJournalAside(places, setAside, host.now());
	// A new session for each pass: it reads everything again, and its own warnings, which repeat the findings, are not
	// printed.
	const look = () => allFindings(new Session(host, globals));
	const findings = await look();
	if (!fix) return { findings, mended: [], setAside: moved };
	const mended = await repair(places, findings, host.now());
	return { findings: await look(), mended, setAside: moved };
}

async function allFindings(session: Session): Promise<Finding[]> {
	const memory = foldedJournals(session);
	return [
		...(isHomeRelative(session.host) ? [remark('home-relative', session.places.data)] : []),
		...examineStore(session.places, session.now()),
		...syncFindings(session),
		...copyFindings(session),
		...(await roadmapFindings(session, memory)),
		...(await engineFindings(session)),
		...[...markedElsewhere({ memory, settings: session.settings }).keys()].map((id) =>
			remark('progress-homeless', '', { about: id }),
		),
	];
}

/** Checks the stored remote by the same rules as when it was entered. */
function syncFindings({ places, host }: Session): Finding[] {
	try {
		readRemote(places, host.platform);
		return [];
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return [fault('sync-broken', remoteFile(places), { about: error.message, mendable: true })];
	}
}

/** Reports copies of notes that Syncthing, Dropbox, iCloud and others leave behind. */
function copyFindings({ places }: Session): Finding[] {
	try {
		return roadmapsWithNotes(places).flatMap((roadmap) =>
			noteCopies(places, roadmap).map(({ topic, file }) => remark('notes-copy', file, { about: topic })),
		);
	} catch {
		// Unreadable notes are already reported by examineStore.
		return [];
	}
}

/** Reports an engine that is incomplete: a failed download, or missing files. */
async function engineFindings({ host, places }: Session): Promise<Finding[]> {
	const { engineState } = await import('../labs/engines.ts');
	const { state, place = '' } = await engineState('duckdb', host, places);
	return state === 'half' ? [fault('engine-half', place)] : [];
}

async function roadmapFindings(session: Session, memory: Memory): Promise<Finding[]> {
	const findings: Finding[] = [];
	const inUse = session.settings.roadmap ?? SHIPPED;
	for (const id of new Set([...roadmapIds(session.settings), inUse])) {
		const file = session.settings.roadmaps.get(id) ?? '';
		try {
			const opened = await openRoadmap(session, id === inUse ? undefined : id);
			const { compiled, claims } = opened;
			if (newIdWords(opened) !== '') findings.push(remark('roadmap-new-id', file, { about: claims }));
			const own = customTopicsIn(memory, compiled.roadmap);
			// The learner's own topics can have marks and notes too.
			const roadmap = own ? withCustomTopics(compiled.roadmap, own) : compiled.roadmap;
			const content = contentFindings(session, memory, roadmap);
			for (const finding of [...content, ...reportFindings(memory, compiled)]) findings.push(finding);
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			const report = id === inUse ? fault : remark;
			findings.push(report('roadmap-missing', file, { about: error.message }));
		}
	}
	return findings;
}

/** Reports marks, notes and choices that refer to something the roadmap no longer has. */
function contentFindings(session: Session, memory: Memory, roadmap: Roadmap): Finding[] {
	const { places } = session;
	const topics = allTopics(roadmap);
	const renames = seenRoadmaps(session, roadmap.id).flatMap((seen) => likelyRenames(seen, topics));
	const named = new Set([...topics.flatMap(namesOf), ...renames.map(({ from }) => from.id)]);
	const marked = registersOf(memory, roadmap.id, 'status').flatMap(([id]) => (named.has(id) ? [] : [id]));
	const noted = roadmapsWithNotes(places).includes(roadmap.id) ? topicsWithNotes(places, roadmap.id) : [];
	const kept = session.settings.choices;
	const gone = goneChoices(chosenFor(kept, memory, roadmap.id), roadmap);
	const placeOf = (what: 'path' | 'level', id: string) =>
		kept.get(roadmap.id)?.[what] === id ? settingsFile(places) : '';
	return [
		...gone.map(({ what, wanted }) => remark('choice-gone', placeOf(what, wanted), { about: `${what} ${wanted}` })),
		...renames.map(({ topic, from }) =>
			remark('topic-renamed', session.settings.roadmaps.get(roadmap.id) ?? '', {
				about: `${topic.id} has the title that ${from.id} had. If it is the same topic, add to it: aliases: [${from.id}]`,
			}),
		),
		...(marked.length > 0 ? [remark('topics-gone', '', { about: `${roadmap.id}: ${marked.sort().join(', ')}` })] : []),
		...noted
			.filter((topic) => !named.has(topic))
			.map((topic) => remark('notes-homeless', noteFile(places, roadmap.id, topic), { about: topic })),
	];
}

/** Reports what the learner has flagged about questions that still exist. */
function reportFindings(memory: Memory, { roadmap, lessonOf }: CompiledRoadmap): Finding[] {
	const reports = reportsIn(memory, roadmap, lessonOf).filter(({ ask }) => ask !== null);
	return reports.map(({ topic, question, why }) =>
		remark('question-reported', '', { about: `${questionKey(topic, question)}: ${why}` }),
	);
}

/** Folds all journals without using or writing the checkpoint: examining changes nothing. */
function foldedJournals(session: Session): Memory {
	try {
		return fold(loadEvents(session.places), session.now());
	} catch {
		// Unreadable journals are already reported by examineStore.
		return emptyMemory();
	}
}
