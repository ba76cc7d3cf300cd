/** Carrying a plan out: what is for this machine is written; what is for the remote becomes a commit. */
import fs from 'node:fs';
import path from 'node:path';
import { writeAtomic } from '../store/atomic.ts';
import { notePresent } from '../store/editing.ts';
import { fileError, makeFolder } from '../store/files.ts';
import { appendIfUnchanged } from '../store/journal.ts';
import { withLock } from '../store/lock.ts';
import { changesLock } from '../store/notes.ts';
import type { Places } from '../store/places.ts';
import { mustRun } from './git.ts';
import { addOffer, type Mirror } from './mirror.ts';
import { type Change, isForLocal, isForRemote, type Plan } from './plan.ts';
import { MARKER, MARKER_TEXT } from './tree.ts';

/**
 * Makes the commit that the remote shall have, and keeps it as an offer. Files that we do not know stay in it.
 * @returns the commit; the remote's own where nothing is to be sent
 */
export async function makeOffer(mirror: Mirror, { remote, changes }: Plan, now: Date): Promise<string> {
	const files = changes.filter(isForRemote).map(({ path, merged }) => ({ path, content: merged.remote }));
	if (remote.commit !== undefined && files.length === 0) return remote.commit;
	const marker = remote.commit === undefined ? [{ path: MARKER, content: Buffer.from(MARKER_TEXT) }] : [];
	const message = `From ${mirror.device}\n`;
	const parts = [
		'reset refs/roadmap/new\n\ncommit refs/roadmap/new\nmark :1\n',
		`committer roadmap <roadmap@localhost> ${Math.floor(now.getTime() / 1_000)} +0000\n`,
		`data ${Buffer.byteLength(message)}\n${message}`,
		remote.commit === undefined ? '' : `from ${remote.commit}\n`,
		...[...marker, ...files].flatMap(({ path, content }) => [
			`M 100644 inline ${path}\ndata ${content.length}\n`,
			content,
			'\n',
		]),
		'get-mark :1\ndone\n',
	];
	const input = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
	const order = ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'];
	const commit = (await mustRun(mirror.git, order, { input })).toString('latin1').trim();
	await addOffer(mirror, commit);
	return commit;
}

/**
 * Writes what came. Journals grow at their end; a note is written whole.
 * @returns what was written, and whether that is all: it ends where somebody else has changed a file meanwhile, and a
 *   new plan has to be made
 */
export async function writeLocal(
	places: Places,
	changes: readonly Change[],
): Promise<{ written: Change[]; all: boolean }> {
	const written: Change[] = [];
	for (const change of changes.filter(isForLocal)) {
		const isDone = await withLock(changesLock(places), () => writeOne(places, change));
		if (!isDone) return { written, all: false };
		written.push(change);
	}
	return { written, all: true };
}

function writeOne(places: Places, { path: name, kind, local, merged }: Change): boolean {
	if (!isPlainPath(places.data, name)) return false;
	const file = path.join(places.data, name);
	const length = local?.length ?? 0;
	if (kind === 'journal') return appendIfUnchanged(file, length, merged.local.subarray(length));
	try {
		makeFolder(path.dirname(file));
		// Named here, so that the folder is not searched for old ones at each of thousands of notes.
		const temporary = `${file}.${process.pid}.tmp`;
		if (!writeAtomic(file, merged.local, { ifUnchanged: local ?? null, temporary })) return false;
	} catch (error) {
		throw fileError(error, 'write', file);
	}
	const [, roadmap = '', topic = ''] = /^notes\/([^/]+)\/([^/.]+)\.md$/.exec(name) ?? [];
	if (topic !== '')
		notePresent(places, roadmap, topic, local?.toString('latin1') ?? '', merged.local.toString('latin1'));
	return true;
}

/** Whether neither a file nor a folder on the way to it is a link: what it leads to is not ours to write. */
function isPlainPath(data: string, name: string): boolean {
	const parts = name.split('/');
	return parts.every((_, i) => {
		const stat = fs.lstatSync(path.join(data, ...parts.slice(0, i + 1)), { throwIfNoEntry: false });
		return stat === undefined || (i < parts.length - 1 ? stat.isDirectory() : stat.isFile());
	});
}
