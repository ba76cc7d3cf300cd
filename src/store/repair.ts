/**
 * The repairs of `doctor`: quarantines what is damaged or should not count, and deletes what can be rebuilt. The
 * learner's data is never deleted.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Finding } from '../domain/finding.ts';
import { readEvent } from '../domain/read-event.ts';
import { UserError } from '../errors.ts';
import { isDeviceDamaged, knownDevice } from './device.ts';
import { fileError, moveAside, openForAppend, readIfThere, readPlain } from './files.ts';
import { findJournal, journalLines, MAX_JOURNAL_BYTES } from './journal.ts';
import { withLock } from './lock.ts';
import type { Places } from './places.ts';
import { readSettings } from './settings.ts';

interface Repaired {
	readonly finding: Finding;
	/** Where the damaged part was moved; null if it was only deleted. */
	readonly aside: string | null;
}

/** Repairs every finding that can be repaired. @throws UserError */
export async function repair(places: Places, findings: readonly Finding[], now: Date): Promise<Repaired[]> {
	const done = new Set<string>();
	const mended: Repaired[] = [];
	for (const finding of findings.filter(({ mendable }) => mendable)) {
		const isFirst = !done.has(finding.file);
		done.add(finding.file);
		try {
			const aside = await repairOne(places, finding, isFirst, now);
			if (aside !== undefined) mended.push({ finding, aside });
		} catch (error) {
			throw fileError(error, 'mend', finding.file);
		}
	}
	return mended;
}

/** @returns where the file was moved, null if it was deleted, undefined if another process has repaired it meanwhile */
async function repairOne(
	places: Places,
	{ kind, file }: Finding,
	isFirst: boolean,
	now: Date,
): Promise<string | null | undefined> {
	if (kind === 'checkpoint-wrong' || kind === 'temporary-file') {
		fs.rmSync(file, { force: true });
		return null;
	}
	if (kind === 'lock-left') {
		// Taking the lock clears a stale one, and waits if another process has taken it over.
		await withLock(file, () => {});
		return null;
	}
	if (kind === 'journal-damaged' || kind === 'journal-torn') {
		if (isFirst) quarantine(file);
		return quarantineFile(file);
	}
	if (kind === 'settings-unreadable')
		return withLock(`${file}.lock`, () => (readSettings(places).damaged ? moveAside(file, now) : undefined));
	return kind === 'device-damaged' && !isDeviceDamaged(places) ? undefined : moveAside(file, now);
}

/** `progress/laptop-1a2b3c.jsonl` → `progress/laptop-1a2b3c.damaged` */
export function quarantineFile(journal: string): string {
	return journal.replace(/\.jsonl$/, '.damaged');
}

/** Returns the quarantined lines, exactly as they are in the journal. */
export function quarantineLines(file: string): ReadonlySet<string> {
	try {
		return new Set((readIfThere(file) ?? '').split('\n'));
	} catch {
		return new Set();
	}
}

/**
 * Copies a journal's damaged lines to a file beside it. The journal itself is never rewritten: another process may be
 * appending to it, and another machine may have a copy to which it appends.
 * @throws the file system's error
 */
function quarantine(journal: string): void {
	const file = quarantineFile(journal);
	const known = quarantineLines(file);
	const lines = journalLines(readIfThere(journal, MAX_JOURNAL_BYTES) ?? '');
	const damaged = lines.filter((line) => line.trim() !== '' && readEvent(line) === undefined && !known.has(line));
	if (damaged.length === 0) return;
	const fd = openForAppend(file);
	try {
		fs.writeFileSync(fd, `${damaged.join('\n')}\n`);
		fs.fsyncSync(fd);
	} finally {
		fs.closeSync(fd);
	}
}

/** The name of a journal that no longer counts: `progress/laptop-1a2b3c.aside`. */
export function setAsideName(journal: string): string {
	return journal.replace(/\.jsonl$/, '.aside');
}

/**
 * Renames a journal, so that it is neither counted nor synced.
 * @param name with or without `.jsonl`: `laptop-1a2b3c`
 * @returns the old and the new path
 * @throws UserError if there is no such journal, or it is this machine's own and readable
 */
export function setJournalAside(places: Places, name: string, now: Date): { file: string; aside: string } {
	const file = findJournal(places, name);
	if (path.basename(file) === `${knownDevice(places)}.jsonl` && isReadable(file))
		throw new UserError(`${name} is this machine's own journal.`, { hint: 'roadmap undo takes back what is in it.' });
	const aside = setAsideName(file);
	// A journal of this name may have been quarantined before.
	const free = fs.existsSync(aside) ? `${aside}-${now.toISOString().replace(/[:.]/g, '-')}` : aside;
	try {
		fs.renameSync(file, free);
	} catch (error) {
		throw fileError(error, 'rename', file);
	}
	return { file, aside: free };
}

function isReadable(file: string): boolean {
	try {
		readPlain(file, { to: 1, maxBytes: MAX_JOURNAL_BYTES });
		return true;
	} catch {
		return false;
	}
}
