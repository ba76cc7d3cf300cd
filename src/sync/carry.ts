/** Carrying a plan out: what is to come is written here; what is to go becomes a commit. */
import path from 'node:path';
import { realFile, writeAtomic } from '../store/atomic.ts';
import { fileError } from '../store/files.ts';
import { appendIfUnchanged } from '../store/journal.ts';
import type { Places } from '../store/places.ts';
import { type Clone, type Refs, setRefs } from './clone.ts';
import { mustRun } from './git.ts';
import { MARKER } from './names.ts';
import { type Change, changesHere, changesThere, type Plan } from './plan.ts';
import { MARKER_TEXT } from './there.ts';

/**
 * Makes the commit that the other side shall have, and keeps it as `offer`. The files that we do not know stay in it.
 * @returns the commit; the other side's own where nothing is to be sent
 */
export async function makeOffer(clone: Clone, { there, changes }: Plan, now: Date): Promise<string> {
	const files = changes.filter(changesThere).map(({ path, merged }) => ({ path, content: merged.there }));
	if (there.commit !== undefined && files.length === 0) return there.commit;
	const marker = there.commit === undefined ? [{ path: MARKER, content: Buffer.from(MARKER_TEXT) }] : [];
	const message = `From ${clone.device}\n`;
	const parts = [
		'reset refs/roadmap/offer\n\ncommit refs/roadmap/offer\nmark :1\n',
		`committer roadmap <roadmap@localhost> ${Math.floor(now.getTime() / 1_000)} +0000\n`,
		`data ${Buffer.byteLength(message)}\n${message}`,
		there.commit === undefined ? '' : `from ${there.commit}\n`,
		...[...marker, ...files].flatMap(({ path, content }) => [
			`M 100644 inline ${path}\ndata ${content.length}\n`,
			content,
			'\n',
		]),
		'get-mark :1\ndone\n',
	];
	const input = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
	const made = await mustRun(clone.git, ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'], {
		input,
	});
	return made.toString('latin1').trim();
}

/**
 * Writes what came. Journals grow at their end; a note is written whole.
 * @returns what was written, and whether that is all: where a file was changed by somebody else meanwhile it ends, and
 *   a new plan has to be made
 */
export function writeHere(places: Places, changes: readonly Change[]): { written: Change[]; all: boolean } {
	const written: Change[] = [];
	for (const change of changes.filter(changesHere)) {
		if (!writeOne(path.join(places.data, change.path), change)) return { written, all: false };
		written.push(change);
	}
	return { written, all: true };
}

/** From now on the notes here hold all that this commit has. */
export async function agreeOn(clone: Clone, refs: Refs, commit: string, settled: boolean): Promise<void> {
	const mayStay = !settled || !refs.has('offer');
	if (mayStay && refs.get('base') === commit) return;
	await setRefs(clone, settled ? { base: commit, offer: null } : { base: commit });
}

function writeOne(file: string, { kind, here, merged }: Change): boolean {
	if (kind === 'journal') {
		const length = here?.length ?? 0;
		return appendIfUnchanged(file, length, merged.here.subarray(length));
	}
	try {
		return writeAtomic(realFile(file), merged.here, { ifUnchanged: here ?? null });
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}
