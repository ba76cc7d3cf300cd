/** Which files travel, by their names. No other path is ever read there or written here. */
import { SLUG } from '../model/types.ts';

export type Kind = 'journal' | 'note' | 'former';

/** A file says what the repository is; without it nothing is taken from there and nothing put there. */
export const MARKER = 'roadmap-sync.json';

/** Bytes of one file, and files and bytes of all together. What is larger stays where it is, and is told. */
export const MOST = { journal: 64 * 1024 * 1024, note: 1024 * 1024, files: 20_000, bytes: 256 * 1024 * 1024 } as const;

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

/** How large a file may be to travel. In bytes. */
export function mostOf(kind: Kind): number {
	return kind === 'journal' ? MOST.journal : MOST.note;
}

/** The device whose journal a second copy is one of: `laptop-1a2b3c.sync-conflict-….jsonl`, `laptop-1a2b3c (copy).jsonl`. */
export function copyOf(name: string): string | undefined {
	if (!name.endsWith('.jsonl') || SLUG.test(name.slice(0, -6))) return undefined;
	return /^([a-z0-9][a-z0-9-]{0,63})[ .~(_]/.exec(name)?.[1];
}
