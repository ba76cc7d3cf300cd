/**
 * What a sync would change, here and there. Nothing is written.
 *
 * A note is merged with what both sides last agreed on. That is `base`; or, where what was offered is now part of the
 * other side's history, the offer; or, for a note that a killed sync had already written here, what that offer was made
 * from. Where the other side's history was rewritten, it is what the old and the new one share, or nothing: then both
 * versions stay in the note.
 */
import type { Places } from '../store/places.ts';
import type { Clone, RefName, Refs } from './clone.ts';
import { type Here, readHere } from './here.ts';
import { completed, extended } from './merge.ts';
import { type Kind, kindOf } from './names.ts';
import { mergeNote } from './notes.ts';
import { blobId, type Left, readBlobs, readPast, readThere, type There } from './there.ts';

export interface Plan {
	readonly here: Here;
	readonly there: There;
	/** Files that are not the same on both sides. */
	readonly changes: readonly Change[];
	readonly left: readonly Left[];
}

export interface Change {
	/** Below the data folder, with slashes. */
	readonly path: string;
	readonly kind: Kind;
	/** As it is; undefined where it is not. */
	readonly here: Buffer | undefined;
	readonly there: Buffer | undefined;
	/** As it shall be. A journal begins with what it is. */
	readonly merged: { readonly here: Buffer; readonly there: Buffer };
}

type Base = (path: string, here: string) => string | undefined;

const EMPTY = Buffer.alloc(0);

/** @param refs as they are after the other side was fetched */
export async function makePlan(clone: Clone, places: Places, platform: NodeJS.Platform, refs: Refs): Promise<Plan> {
	const commit = refs.get('there');
	const there = await readThere(clone, commit, platform);
	const here = readHere(places, platform);
	const left = [...there.left, ...here.tooLarge.map((path): Left => ({ path, why: 'too large' }))];
	const skipped = new Set(left.filter(({ why }) => why !== 'not a file').map(({ path }) => path));
	const paths = [...new Set([...here.files.keys(), ...here.copies.keys(), ...there.files.keys()])];
	const ids = new Map([...here.files].map(([path, bytes]) => [path, blobId(bytes)]));
	const different = paths.filter((path) => !skipped.has(path) && !isSame(path, here, there, ids));
	const mayClash = different.some((path) => path.startsWith('notes/') && here.files.has(path) && there.files.has(path));
	const base: Base = mayClash ? await baseOf(clone, refs, platform) : () => undefined;
	const wanted = different.flatMap((path) => [there.files.get(path), base(path, ids.get(path) ?? '')]);
	const blobs = await readBlobs(clone, wanted.filter(isKnown));
	const blobOf = (oid: string | undefined) => (oid === undefined ? undefined : blobs.get(oid));
	const changes: Change[] = [];
	for (const path of different.sort()) {
		const kind = kindOf(path, platform) ?? 'journal';
		const sides = { here: here.files.get(path), there: blobOf(there.files.get(path)) };
		const merged =
			kind === 'journal'
				? mergeJournal(sides.here, here.copies.get(path) ?? [], sides.there)
				: await mergeBoth(clone, sides.here, sides.there, blobOf(base(path, ids.get(path) ?? '')));
		changes.push({ path, kind, ...sides, merged });
	}
	return { here, there, changes: changes.filter(changesSomething), left };
}

export function changesHere({ here, merged }: Change): boolean {
	return here === undefined || !here.equals(merged.here);
}

export function changesThere({ there, merged }: Change): boolean {
	return there === undefined || !there.equals(merged.there);
}

function changesSomething(change: Change): boolean {
	return changesHere(change) || changesThere(change);
}

function isSame(path: string, here: Here, there: There, ids: ReadonlyMap<string, string>): boolean {
	return !here.copies.has(path) && ids.get(path) === there.files.get(path);
}

function isKnown(oid: string | undefined): oid is string {
	return oid !== undefined;
}

function mergeJournal(here: Buffer = EMPTY, copies: readonly Buffer[] = [], there: Buffer = EMPTY): Change['merged'] {
	const ours = copies.reduce(completed, here);
	return { here: extended(ours, there), there: extended(there, ours) };
}

async function mergeBoth(
	clone: Clone,
	ours: Buffer | undefined,
	theirs: Buffer | undefined,
	base: Buffer = EMPTY,
): Promise<Change['merged']> {
	const one = await mergeText(clone, ours, theirs, base);
	return { here: one, there: one };
}

async function mergeText(clone: Clone, ours: Buffer | undefined, theirs: Buffer | undefined, base: Buffer) {
	if (ours === undefined || theirs === undefined) return ours ?? theirs ?? EMPTY;
	if (ours.equals(base)) return theirs;
	if (theirs.equals(base)) return ours;
	return mergeNote(clone, { ours, base, theirs });
}

/** Finds what a note was when both sides last agreed on it, as a git id. */
async function baseOf(clone: Clone, refs: Refs, platform: NodeJS.Platform): Promise<Base> {
	const commit = refs.get('there');
	const past = async (name: RefName, parent = false) => {
		const shared = await sharedWith(clone, refs.get(name), commit, parent);
		return (await readPast(clone, shared, platform)) as ReadonlyMap<string, string>;
	};
	const offer = refs.get('offer');
	if (offer !== undefined && (await isPartOf(clone, offer, commit))) {
		const agreed = await past('offer');
		return (path) => agreed.get(path);
	}
	const [agreed, offered, before] = [
		await past('base'),
		await readPast(clone, offer, platform),
		await past('offer', true),
	];
	return (path, here) => (offered.get(path) === here ? before : agreed).get(path);
}

async function isPartOf({ git }: Clone, commit: string, of: string | undefined): Promise<boolean> {
	return of !== undefined && (await git(['merge-base', '--is-ancestor', commit, of])).ok;
}

/** What a commit of our past, or its parent, shares with the other side. */
async function sharedWith(
	{ git }: Clone,
	commit: string | undefined,
	there: string | undefined,
	parent: boolean,
): Promise<string | undefined> {
	if (commit === undefined || there === undefined) return undefined;
	const ran = await git(['merge-base', parent ? `${commit}^` : commit, there]);
	const found = ran.out.toString('latin1').trim();
	return ran.ok && found !== '' ? found : undefined;
}
