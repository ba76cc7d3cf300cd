/**
 * Which files travel, and what this machine has of them. No other path is ever read on either side or written here.
 * Only plain files count: the data folder may be carried by somebody else, and a link in it could lead anywhere.
 */
import fs from 'node:fs';
import path from 'node:path';
import { SLUG } from '../domain/types.ts';
import { closeQuietly, errorCode, fileError } from '../store/files.ts';

export type Kind = 'journal' | 'note' | 'former';

/** A file that does not travel, by its path below the data folder. */
export interface Left {
	readonly path: string;
	readonly why: 'too large' | 'not a file' | 'too many' | 'set aside';
	/** It stands in this home, and so does not reach the other machines. */
	readonly isOurs: boolean;
}

const MIB = 1024 * 1024;
/** Bytes of one file. Fifty changes a day for a year are some 3 MiB of a journal. */
const MOST_BYTES = { own: 64 * MIB, journal: 16 * MIB, note: MIB, former: MIB } as const;
/** All files of a kind together, from which on no new ones are taken. */
const MOST_IN_ALL = {
	journal: { files: 256, bytes: 64 * MIB },
	note: { files: 5_000, bytes: 48 * MIB },
	former: { files: 20_000, bytes: 48 * MIB },
} as const;

/** An event's id as this program makes it: it names a former version of a note. */
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
/** Names that Windows keeps for devices, whatever stands behind the dot. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** What kind of file a path below the data folder is, with slashes; undefined for one that does not travel. */
export function kindOf(file: string, platform: NodeJS.Platform): Kind | undefined {
	const [room, ...parts] = file.split('/');
	const names = parts.map((part, i) => (i === parts.length - 1 ? part.replace(/\.(?:jsonl|md)$/, '') : part));
	if (platform === 'win32' && names.some((name) => DEVICES.test(name))) return undefined;
	const [first = '', second = '', third = ''] = names;
	if (!SLUG.test(first)) return undefined;
	if (room === 'progress') return parts.length === 1 && file.endsWith('.jsonl') ? 'journal' : undefined;
	if (room !== 'notes' || !file.endsWith('.md')) return undefined;
	if (parts.length === 2) return SLUG.test(second) ? 'note' : undefined;
	return parts.length === 3 && second === '.before' && ULID.test(third) ? 'former' : undefined;
}

export function journalOf(device: string): string {
	return `progress/${device}.jsonl`;
}

/** The journal that a second copy is one of: `laptop-1a2b3c.sync-conflict-….jsonl`, `laptop-1a2b3c (copy).jsonl`. */
function copiedJournal(file: string): string | undefined {
	const name = path.posix.basename(file);
	if (!file.startsWith('progress/') || !name.endsWith('.jsonl') || SLUG.test(name.slice(0, -6))) return undefined;
	const device = /^([a-z0-9][a-z0-9-]{0,63})[ .~(_]/.exec(name)?.[1];
	return device && journalOf(device);
}

interface Candidate {
	readonly path: string;
	readonly kind: Kind;
	readonly size: number;
}

/**
 * Chooses what fits. What this home has is only held to its size, so that what somebody else has put there never crowds
 * out what is ours; of the rest, files are taken as long as all together are no more than a learner has.
 */
export function chooseFitting<T extends Candidate>(all: readonly T[], own: string, isOurs: (path: string) => boolean) {
	const used = { journal: { files: 0, bytes: 0 }, note: { files: 0, bytes: 0 }, former: { files: 0, bytes: 0 } };
	const fitting: T[] = [];
	const left: Left[] = [];
	const isHereToo = ({ path }: T) => path === own || isOurs(path);
	for (const one of [...all.filter(isHereToo), ...all.filter((one) => !isHereToo(one))]) {
		const [total, most] = [used[one.kind], MOST_IN_ALL[one.kind]];
		const isHere = isHereToo(one);
		const leave = (why: Left['why']) => left.push({ path: one.path, why, isOurs: isHere });
		if (one.size > MOST_BYTES[one.path === own ? 'own' : one.kind]) leave('too large');
		else if (!isHere && (total.files >= most.files || total.bytes + one.size > most.bytes)) leave('too many');
		else {
			total.files++;
			total.bytes += one.size;
			fitting.push(one);
		}
	}
	return { fitting, left };
}

/** What this machine has: journals and notes as they stand in the data folder. */
export interface LocalTree {
	/** By path below the data folder, with slashes. */
	readonly files: ReadonlyMap<string, Buffer>;
	/** Second copies of journals, by the path of the journal that they are one of. */
	readonly copies: ReadonlyMap<string, readonly Buffer[]>;
	readonly left: readonly Left[];
}

/** @param own the path of this device's journal @throws UserError where a file cannot be read */
export function readLocal(data: string, own: string, platform: NodeJS.Platform): LocalTree {
	const { files: found, left } = listPlain(data);
	const names = new Set(found.map(({ path }) => path));
	const isSetAside = (file: string) => file !== own && file.endsWith('.jsonl') && names.has(asideOf(file));
	const candidates = found.flatMap(({ path, size }) => {
		const kind = kindOf(path, platform);
		return kind && !isSetAside(path) ? [{ path, kind, size }] : [];
	});
	const { fitting, left: unfit } = chooseFitting(candidates, own, () => true);
	const files = new Map<string, Buffer>();
	for (const { path: name } of fitting) {
		const bytes = readPlain(path.join(data, name));
		if (bytes) files.set(name, bytes);
	}
	const aside = found.flatMap(({ path }): Left[] => {
		const journal = path.replace(/\.aside$/, '.jsonl');
		return journal !== path && isSetAside(journal) ? [{ path: journal, why: 'set aside', isOurs: false }] : [];
	});
	const odd = left.filter(({ path }) => isNeeded(path, platform));
	return { files, copies: readCopies(data, found), left: [...odd, ...unfit, ...aside] };
}

/** Where a journal stands that the learner wants no more of; sync neither sends nor takes it. */
function asideOf(journal: string): string {
	return journal.replace(/\.jsonl$/, '.aside');
}

/** Whether something stands where a file that travels, or a folder of such files, would. */
function isNeeded(name: string, platform: NodeJS.Platform): boolean {
	return (
		['', '/x.md', '/x/x.md'].some((more) => kindOf(`${name}${more}`, platform) !== undefined) || name === 'progress'
	);
}

function readCopies(data: string, found: readonly { path: string; size: number }[]): Map<string, Buffer[]> {
	const copies = new Map<string, Buffer[]>();
	for (const { path: name, size } of found) {
		const journal = copiedJournal(name);
		const bytes = journal && size <= MOST_BYTES.journal ? readPlain(path.join(data, name)) : undefined;
		if (journal && bytes) copies.set(journal, [...(copies.get(journal) ?? []), bytes]);
	}
	return copies;
}

/** The plain files in the folders that sync knows, without following a link; and what stands there and is none. */
function listPlain(data: string) {
	const files: { path: string; size: number }[] = [];
	const left: Left[] = [];
	const visit = (folder: string, depth: number) => {
		for (const name of namesIn(data, folder)) {
			const one = `${folder}/${name}`;
			const stat = fs.lstatSync(path.join(data, one), { throwIfNoEntry: false });
			if (stat?.isFile()) files.push({ path: one, size: stat.size });
			else if (stat?.isDirectory() && depth > 0 && (depth > 1 || name === '.before')) visit(one, depth - 1);
			else if (stat) left.push({ path: one, why: 'not a file', isOurs: true });
		}
	};
	for (const [folder, depth] of [
		['progress', 0],
		['notes', 2],
	] as const) {
		const stat = fs.lstatSync(path.join(data, folder), { throwIfNoEntry: false });
		if (stat?.isDirectory()) visit(folder, depth);
		else if (stat) left.push({ path: folder, why: 'not a file', isOurs: true });
	}
	return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), left };
}

function namesIn(data: string, folder: string): string[] {
	try {
		return fs.readdirSync(path.join(data, folder));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', path.join(data, folder));
	}
}

const NO_LINK = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0);

/** Reads a file that is no link; undefined where there is none by now. */
function readPlain(file: string): Buffer | undefined {
	let fd: number | undefined;
	try {
		fd = fs.openSync(file, NO_LINK);
		return fs.readFileSync(fd);
	} catch (error) {
		if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ELOOP') return undefined;
		throw fileError(error, 'read', file);
	} finally {
		if (fd !== undefined) closeQuietly(fd);
	}
}

const HOUR = 60 * 60 * 1_000;

/** Removes what a killed sync left half written among the notes, an hour after: nobody writes for so long. */
export function sweepTemporary(data: string): void {
	for (const { path: name } of listPlain(data).files.filter(({ path }) => /\.md\.\d+\.tmp$/.test(path))) {
		const file = path.join(data, name);
		const written = fs.lstatSync(file, { throwIfNoEntry: false })?.mtimeMs;
		if (written !== undefined && written < Date.now() - HOUR) fs.rmSync(file, { force: true });
	}
}
