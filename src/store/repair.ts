/** What `doctor --fix` does: sets aside what is damaged, removes what can be made again. Nothing of the learner's is deleted. */
import fs from 'node:fs';
import type { Finding } from '../domain/finding.ts';
import { readEvent } from '../domain/read-event.ts';
import { fileError, openForAppend, readIfThere } from './files.ts';
import { MOST_JOURNAL } from './journal.ts';

export interface Mended {
	readonly finding: Finding;
	/** Where the damaged part is now; null where it was only made again. */
	readonly aside: string | null;
}

/** Mends what can be mended. @throws UserError */
export function mend(findings: readonly Finding[], now: Date): Mended[] {
	const done = new Set<string>();
	return findings.flatMap((finding) => {
		if (!finding.mendable) return [];
		const isFirst = !done.has(finding.file);
		done.add(finding.file);
		try {
			return [{ finding, aside: mendOne(finding, isFirst, now) }];
		} catch (error) {
			throw fileError(error, 'mend', finding.file);
		}
	});
}

function mendOne({ kind, file }: Finding, isFirst: boolean, now: Date): string | null {
	if (kind === 'checkpoint-wrong') {
		fs.rmSync(file, { force: true });
		return null;
	}
	if (kind === 'journal-damaged' || kind === 'journal-torn') {
		if (isFirst) setAside(file);
		return asideFile(file);
	}
	const aside = `${file}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
	fs.renameSync(file, aside);
	return aside;
}

/** `progress/laptop-1a2b3c.jsonl` → `progress/laptop-1a2b3c.damaged` */
export function asideFile(journal: string): string {
	return journal.replace(/\.jsonl$/, '.damaged');
}

/** The lines that were set aside, as they stand in the journal. */
export function setAsideLines(file: string): ReadonlySet<string> {
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
export function setAside(journal: string): number {
	const file = asideFile(journal);
	const known = setAsideLines(file);
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
