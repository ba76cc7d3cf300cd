/**
 * Everything that belongs to the learner, as one JSON text, for backup or for another machine.
 *
 *     {"program":"roadmap","format":1,"at":"2026-11-22T10:00:00.000Z","roadmap":"data-engineer",
 *      "choices":{"data-engineer":{"path":"all","level":"core"}},
 *      "events":[…the journals' lines…],"notes":[{"roadmap":"data-engineer","topic":"sql-joins","text":"…"}]}
 */

import type { FlatEvent } from './history.ts';
import { readChoices, readValue } from './read-event.ts';
import type { Choice } from './scope.ts';
import { isRecord, isSlug } from './values.ts';

export const BACKUP_FORMAT = 1;

export interface Backup {
	readonly program: 'roadmap';
	readonly format: number;
	/** ISO 8601. */
	readonly at: string;
	/** The id of the roadmap in use at the time. */
	readonly roadmap: string;
	/** By roadmap id. */
	readonly choices: Readonly<Record<string, Partial<Choice>>>;
	readonly events: readonly FlatEvent[];
	readonly notes: readonly NoteText[];
}

export interface NoteText {
	readonly roadmap: string;
	readonly topic: string;
	readonly text: string;
}

/** Why a backup cannot be imported, in words that follow the file's name. */
export interface BackupFault {
	readonly fault: string;
}

/** Validates a backup, which may come from any machine. */
export function readBackup(value: unknown): Backup | BackupFault {
	if (!isRecord(value) || value.program !== 'roadmap') return { fault: 'is not what roadmap export writes' };
	const { format } = value;
	if (typeof format !== 'number' || !Number.isInteger(format) || format < 1)
		return { fault: 'does not say its format' };
	if (format > BACKUP_FORMAT) {
		return { fault: `has format ${format}, and this program reads ${BACKUP_FORMAT}; update roadmap` };
	}
	const events = readEvents(value.events);
	if (!Array.isArray(events)) return events;
	const notes = readNotes(value.notes ?? []);
	if (!Array.isArray(notes)) return notes;
	return {
		program: 'roadmap',
		format,
		at: typeof value.at === 'string' ? value.at : '',
		roadmap: typeof value.roadmap === 'string' ? value.roadmap : '',
		choices: readChoices(value.choices),
		events,
		notes,
	};
}

/** Events of newer versions are kept as they are and otherwise ignored. */
function readEvents(value: unknown): FlatEvent[] | BackupFault {
	if (!Array.isArray(value)) return { fault: 'has no list of events' };
	const damaged = value.findIndex((event) => {
		const read = readValue(event);
		return read === undefined || (read !== 'unknown' && read.kind === 'import');
	});
	// Parse edge: readValue has accepted every event.
	return damaged < 0 ? (value as FlatEvent[]) : { fault: `is damaged: events[${damaged}] is not an event` };
}

function readNotes(value: unknown): NoteText[] | BackupFault {
	if (!Array.isArray(value)) return { fault: 'has no list of notes' };
	const notes = value.filter(isNote);
	if (notes.length === value.length) return notes.map(({ roadmap, topic, text }) => ({ roadmap, topic, text }));
	return { fault: `is damaged: notes[${value.findIndex((note) => !isNote(note))}] is not a note` };
}

function isNote(value: unknown): value is NoteText {
	return isRecord(value) && isSlug(value.roadmap) && isSlug(value.topic) && typeof value.text === 'string';
}
