/**
 * What `doctor` does where it is told to: sets aside what is damaged or shall not count, removes what can be made again.
 * Nothing of the learner's is deleted.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Finding } from '../domain/finding.ts';
import { readEvent } from '../domain/read-event.ts';
import { UserError } from '../errors.ts';
import { isDeviceDamaged, knownDevice } from './device.ts';
import { errorCode, fileError, openForAppend, readIfThere, readPlain } from './files.ts';
import { journalNamed, MOST_JOURNAL } from './journal.ts';
import { withLock } from './lock.ts';
import type { Places } from './places.ts';
import { readSettings } from './settings.ts';

interface Repaired {
	readonly finding: Finding;
	/** Where the damaged part is now; null where it was only removed. */
	readonly aside: string | null;
}

/** Mends what can be mended. @throws UserError */
export async function repair(places: Places, findings: readonly Finding[], now: Date): Promise<Repaired[]> {
	const done = new Set<string>();
	const mended: Repaired[] = [];
	for (const finding of findings.filter(({ mendable }) => mendable)) {
		const isFirst = !done.has(finding.file);
		done.add(finding.file);
		try {
			const aside = await mendOne(places, finding, isFirst, now);
			if (aside !== undefined) mended.push({ finding, aside });
		} catch (error) {
			throw fileError(error, 'mend', finding.file);
		}
	}
	return mended;
}

/** @returns where it is now, null where it is removed, undefined where somebody else has mended it meanwhile */
async function mendOne(
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
		// Whoever has taken it over meanwhile is waited for.
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

function moveAside(file: string, now: Date): string | undefined {
	const aside = `${file}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
	try {
		fs.renameSync(file, aside);
		return aside;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** `progress/laptop-1a2b3c.jsonl` → `progress/laptop-1a2b3c.damaged` */
export function quarantineFile(journal: string): string {
	return journal.replace(/\.jsonl$/, '.damaged');
}

/** The lines that were set aside, as they stand in the journal. */
export function quarantineLines(file: string): ReadonlySet<string> {
	try {
		return new Set((readIfThere(file) ?? '').split('\n'));
	} catch {
		return new Set();
	}
}

/**
 * Sets the damaged lines of a journal aside, in a file beside it. The journal itself is never rewritten: another process
 * may be appending to it, and another machine may have a copy that goes on from it.
 * @returns how many. @throws the file system's error
 */
function quarantine(journal: string): number {
	const file = quarantineFile(journal);
	const known = quarantineLines(file);
	const lines = (readIfThere(journal, MOST_JOURNAL) ?? '').replace(/^\ufeff/, '').split('\n');
	const damaged = lines.filter((line) => line.trim() !== '' && readEvent(line) === undefined && !known.has(line));
	if (damaged.length === 0) return 0;
	const fd = openForAppend(file);
	try {
		fs.writeFileSync(fd, `${damaged.join('\n')}\n`);
		fs.fsyncSync(fd);
	} finally {
		fs.closeSync(fd);
	}
	return damaged.length;
}

/** Where a journal stands that does not count any more: `progress/laptop-1a2b3c.aside`. */
export function quarantineName(journal: string): string {
	return journal.replace(/\.jsonl$/, '.aside');
}

/**
 * Gives a journal another name, so that it neither counts nor travels.
 * @param name what it is called: `laptop-1a2b3c`, or `laptop-1a2b3c.jsonl`
 * @returns where it was, and where it is
 * @throws UserError where there is none of that name, or it is this machine's own and can be read
 */
export function quarantineJournal(places: Places, name: string, now: Date): { file: string; aside: string } {
	const file = journalNamed(places, name);
	if (path.basename(file) === `${knownDevice(places)}.jsonl` && isReadable(file))
		throw new UserError(`${name} is this machine's own journal.`, { hint: 'roadmap undo takes back what is in it.' });
	const aside = quarantineName(file);
	// One of that name may have come again after it was set aside.
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
		readPlain(file, { to: 1, most: MOST_JOURNAL });
		return true;
	} catch {
		return false;
	}
}
