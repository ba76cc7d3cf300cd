/**
 * The mirror: a private bare repository, `<cache>/sync/<device>/<remote>.git`, never checked out.
 *
 * It may be deleted at any time: journals do not depend on it, and for notes it only knows what this machine and the
 * others last agreed on. It has three kinds of refs:
 *
 * - `refs/roadmap/remote`: what the remote has, as fetched;
 * - `refs/roadmap/base`: the part of that which the notes here already contain;
 * - `refs/roadmap/offers/<n>`: every commit made to be pushed, until one of them is part of the remote. A push may
 * succeed after the sync that started it was killed, so only a later fetch shows which one arrived.
 *
 * It belongs to one device, so that a home that is carried elsewhere (Syncthing, a restored backup) never takes another
 * machine's merge base for its own.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isRecord, parseJson } from '../domain/values.ts';
import { UserError } from '../errors.ts';
import { readCacheFile, writeCacheFile } from '../store/cache-file.ts';
import { ensureDevice } from '../store/device.ts';
import { makeFolder } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import type { Remote } from './address.ts';
import { unusualEntry } from './check-repository.ts';
import { type Git, gitAt, type Host, mustRun, withSsh } from './git.ts';

export interface Mirror {
	readonly git: Git;
	readonly remote: Remote;
	readonly device: string;
	readonly repository: string;
}

/** The commits that the refs point to. */
export interface Refs {
	readonly remote: string | undefined;
	readonly base: string | undefined;
	/** Oldest first. */
	readonly offers: readonly string[];
}

/** Loose objects before git packs them; a sync creates about five. */
const MAX_LOOSE = 500;
/** A remote that rejects every push adds an offer each time. */
const MAX_OFFERS = 50;
/** The whole config file, rewritten each time because git obeys whatever it says. */
const SETTINGS = '[core]\n\trepositoryformatversion = 0\n\tbare = true\n';

export function syncFolderOf(places: Places): string {
	return path.join(places.cache, 'sync', ensureDevice(places));
}

function repositoryOf(folder: string, { address }: Remote): string {
	return path.join(folder, `${createHash('sha256').update(address).digest('hex').slice(0, 16)}.git`);
}

/**
 * Opens the mirror of this remote, creating it if needed. Call it only while holding the sync lock: it deletes lock
 * files that a killed process left.
 */
export async function openMirror(host: Host, places: Places, remote: Remote): Promise<Mirror> {
	const folder = syncFolderOf(places);
	const repository = repositoryOf(folder, remote);
	const git = gitAt(host, repository, folder, remote);
	if (fs.existsSync(path.join(repository, 'ready')) && isPlain(repository)) clearLocks(repository);
	else await make(git, repository);
	fs.writeFileSync(path.join(repository, 'config'), SETTINGS);
	return {
		git: gitAt(await withSsh(host, remote, git), repository, folder, remote),
		remote,
		device: ensureDevice(places),
		repository,
	};
}

/** Creates the folder of the mirrors. A link in its place is removed, because its target is not ours to clear. */
export function makeSyncFolder(places: Places): string {
	const folder = syncFolderOf(places);
	for (const one of [path.dirname(folder), folder])
		if (fs.lstatSync(one, { throwIfNoEntry: false })?.isSymbolicLink()) fs.unlinkSync(one);
	makeFolder(folder);
	return folder;
}

/** Returns when a sync with this remote last succeeded. ISO 8601 */
export function readLastSync(places: Places, { address }: Remote): string | undefined {
	const last = parseJson(readCacheFile(lastSyncFile(places)));
	const at = isRecord(last) && last.remote === address ? last.at : undefined;
	return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : undefined;
}

export function writeLastSync(places: Places, { address }: Remote, at: string): void {
	writeCacheFile(lastSyncFile(places), `${JSON.stringify({ remote: address, at })}\n`);
}

function lastSyncFile(places: Places): string {
	return path.join(syncFolderOf(places), 'last.json');
}

/** Lets git pack loose objects. Not at every sync, because checking takes git as long as a fetch. */
export async function tidy({ git, repository }: Mirror): Promise<void> {
	const folders = fs.readdirSync(path.join(repository, 'objects')).filter((name) => name.length === 2);
	const objects = folders.reduce((n, name) => n + fs.readdirSync(path.join(repository, 'objects', name)).length, 0);
	// Best effort: loose objects do no harm.
	if (objects > MAX_LOOSE) await git(['gc', '--quiet']).catch(() => undefined);
}

/** Deletes the mirror; the next `openMirror` creates it again. */
export function discardMirror(places: Places, remote: Remote): void {
	fs.rmSync(repositoryOf(syncFolderOf(places), remote), { recursive: true, force: true });
}

export async function readRefs({ git }: Mirror): Promise<Refs> {
	const format = '--format=%(refname:lstrip=2) %(objecttype) %(objectname)';
	const lines = (await mustRun(git, ['for-each-ref', format, 'refs/roadmap/'])).toString('latin1').split('\n');
	const refs = lines.flatMap((line) => {
		const [name = '', type, commit = ''] = line.split(' ');
		return type === 'commit' ? [{ name, commit }] : [];
	});
	const find = (name: string) => refs.find((ref) => ref.name === name)?.commit;
	const offers = refs.filter(({ name }) => name.startsWith('offers/')).map(({ commit }) => commit);
	return { remote: find('remote'), base: find('base'), offers };
}

async function addOffer(mirror: Mirror, commit: string): Promise<void> {
	const names = await offerNames(mirror);
	const next = String(Number(names.at(-1)?.split('/').at(-1) ?? 0) + 1).padStart(9, '0');
	const old = names.slice(0, Math.max(0, names.length + 1 - MAX_OFFERS));
	const lines = [...old.map((name) => `delete ${name}`), `create refs/roadmap/offers/${next} ${commit}`, ''];
	await mustRun(mirror.git, ['update-ref', '--stdin'], { input: lines.join('\n') });
}

/** Moves `base`, and deletes all offers once one of them has arrived. */
export async function setBase(mirror: Mirror, commit: string, hasArrived: boolean): Promise<void> {
	const names = hasArrived ? await offerNames(mirror) : [];
	const lines = [`update refs/roadmap/base ${commit}`, ...names.map((name) => `delete ${name}`), ''];
	await mustRun(mirror.git, ['update-ref', '--stdin'], { input: lines.join('\n') });
}

async function offerNames({ git }: Mirror): Promise<string[]> {
	const listed = await mustRun(git, ['for-each-ref', '--format=%(refname)', 'refs/roadmap/offers/']);
	return listed.toString('latin1').split('\n').filter(Boolean);
}

/**
 * Creates a commit on top of `parent`, or a first one, and records it as an offer.
 * @param files new or changed files; the parent's other files stay
 */
export async function commitOffer(
	mirror: Mirror,
	parent: string | undefined,
	files: readonly { readonly path: string; readonly content: Buffer }[],
	now: Date,
): Promise<string> {
	const message = `From ${mirror.device}\n`;
	const parts = [
		'reset refs/roadmap/new\n\ncommit refs/roadmap/new\nmark :1\n',
		`committer roadmap <roadmap@localhost> ${Math.floor(now.getTime() / 1_000)} +0000\n`,
		`data ${Buffer.byteLength(message)}\n${message}`,
		parent === undefined ? '' : `from ${parent}\n`,
		...files.flatMap(({ path, content }) => [`M 100644 inline ${path}\ndata ${content.length}\n`, content, '\n']),
		'get-mark :1\ndone\n',
	];
	const input = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
	const order = ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'];
	const commit = (await mustRun(mirror.git, order, { input })).toString('latin1').trim();
	await addOffer(mirror, commit);
	return commit;
}

/** Reads blobs by git object id. */
export async function readBlobs(git: Git, oids: readonly (string | undefined)[]): Promise<Map<string, Buffer>> {
	const wanted = [...new Set(oids)].filter((oid) => oid !== undefined);
	const blobs = new Map<string, Buffer>();
	if (wanted.length === 0) return blobs;
	const out = await mustRun(git, ['cat-file', '--batch'], { input: wanted.map((oid) => `${oid}\n`).join('') });
	for (let at = 0; at < out.length; ) {
		const end = out.indexOf(10, at);
		const [oid = '', type, size] = out.toString('latin1', at, end).split(' ');
		if (type !== 'blob') throw new UserError(`The repository lacks a part of itself (${oid}).`);
		const from = end + 1;
		blobs.set(oid, out.subarray(from, from + Number(size)));
		at = from + Number(size) + 1;
	}
	return blobs;
}

/** Computes git's object id of a blob (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
export function blobId(bytes: Buffer): string {
	return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

async function make(git: Git, repository: string): Promise<void> {
	fs.rmSync(repository, { recursive: true, force: true });
	await mustRun(git, ['init', '--quiet', '--bare', '--template=', '--', repository]);
	fs.chmodSync(repository, 0o700);
	fs.writeFileSync(path.join(repository, 'ready'), '');
}

/** Checked because anyone who can write to the home can write to its cache. */
function isPlain(repository: string): boolean {
	return fs.lstatSync(repository).isDirectory() && unusualEntry(repository) === undefined;
}

/** Deletes git's lock files: the sync lock is held, so only a killed git can have left them. */
function clearLocks(repository: string): void {
	for (const name of fs.readdirSync(repository, { recursive: true, encoding: 'utf8' })) {
		if (/\.lock$|(?:^|[\\/])gc\.pid/.test(name)) fs.rmSync(path.join(repository, name), { force: true });
	}
}
