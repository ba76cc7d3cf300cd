/**
 * Damaged lines of a journal, set aside in a file beside it. The journal itself is never rewritten: another process may
 * be appending to it, and another machine may have a copy that goes on from it.
 */
import fs from 'node:fs';
import { readEvent } from '../domain/read-event.ts';
import { openForAppend, readIfThere } from './files.ts';
import { MOST_JOURNAL } from './journal.ts';

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

/** Sets the damaged lines of a journal aside. @returns how many. @throws the file system's error */
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
