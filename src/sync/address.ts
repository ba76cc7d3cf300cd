/**
 * The remote's address: which ones are allowed, how one is displayed, and which one this device stores in `sync.json`.
 *
 * Allowed: https, ssh (as `ssh://` or `git@host:path`), and folders. Everything else is refused: helpers that run
 * commands (`ext::`), transports without encryption (http, git), addresses that git or ssh would parse as an option,
 * and passwords, which belong in git's credential helper and not in a file of ours.
 */

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { safeLine } from '../domain/safe.ts';
import { isRecord, parseJson } from '../domain/values.ts';
import { UserError, usageError } from '../errors.ts';
import { writeAtomic } from '../store/atomic.ts';
import { fileError, readIfThere } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import { doubtAbout } from './meant-address.ts';

export interface Remote {
	readonly kind: 'folder' | 'https' | 'ssh';
	/** As passed to git: a URL, or a folder's absolute path. */
	readonly address: string;
}

interface LocalSystem {
	readonly platform: NodeJS.Platform;
	/** The home folder, which replaces `~`. */
	readonly home?: string | undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i;
const USER = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
/** Matches `git@host:path` and `host:path`: the colon comes before any slash. */
const SCP = /^(?:([^/:]*)@)?(\[[^\]/@[]*\]|[^/:@]+):(.*)$/s;
/** Words before a colon that are a URL scheme and not a host name. */
const SCHEME =
	/^(?:https?|ssh|git|ftps?|sftp|file|rsync|svn|hg|wss?|data|mailto|javascript|blob|about|(?:git|ssh|svn)\+[a-z]+)$/i;

/** Parses an address as typed. @throws UserError with exit code 2 if it is not allowed */
export function readAddress(typed: string, place: LocalSystem): Remote {
	if (typed.trim() === '') throw refused(typed, 'It is empty.');
	if (typed.length > 2_048) throw refused(`${typed.slice(0, 80)}…`, 'It is too long.');
	if (CONTROL.test(typed)) throw refused(typed, 'It contains control characters.');
	if (typed.startsWith('-')) throw refused(typed, 'It begins with a dash.');
	if (/^[a-z0-9+.-]*::/i.test(typed)) throw refused(typed, 'Such an address would run a command.');
	if (/^(?:[a-z]:[\\/]|\\\\)/i.test(typed)) return windowsFolder(typed, place);
	const doubt = doubtAbout(typed);
	if (doubt) throw refused(typed, doubt.why, doubt.meant && `Did you mean ${safeLine(redactAddress(doubt.meant))}?`);
	if (typed.trim() !== typed) throw refused(typed, 'It begins or ends with a space.');
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
	if (scheme !== undefined) return fromUrl(typed, scheme, place);
	const scp = SCP.exec(typed);
	if (scp) return fromScp(typed, scp[1], scp[2] ?? '', scp[3] ?? '');
	if (/^[^/\\]*:/.test(typed)) throw refused(typed, 'It names no machine before the colon.');
	return folder(typed, place);
}

export function remoteFile(places: Places): string {
	return path.join(places.config, 'sync.json');
}

/**
 * Returns the remote that `sync init` stored, checked by the same rules as then; undefined if there is none.
 * @throws UserError if the file is damaged or holds an address that is not allowed
 */
export function readRemote(places: Places, platform: NodeJS.Platform): Remote | undefined {
	const text = readRemoteFile(places);
	if (text === undefined) return undefined;
	const kept = parseJson(text);
	if (isRecord(kept) && typeof kept.remote === 'string') return readAddress(kept.remote, { platform });
	throw new UserError(`${remoteFile(places)} cannot be read.`, {
		hint: 'Run roadmap sync init with the address again. Nothing else was in it.',
	});
}

function readRemoteFile(places: Places): string | undefined {
	try {
		return readIfThere(remoteFile(places));
	} catch (error) {
		throw fileError(error, 'read', remoteFile(places));
	}
}

export function writeRemote(places: Places, { address }: Remote): void {
	try {
		writeAtomic(remoteFile(places), `${JSON.stringify({ format: 1, remote: address })}\n`);
	} catch (error) {
		throw fileError(error, 'write', remoteFile(places));
	}
}

/** Removes passwords and tokens from the URLs in a text, such as git's error output. */
export function redact(text: string): string {
	return text.replace(/\S+/g, redactAddress);
}

/** Returns the remote as it is displayed. */
export function nameOf({ kind, address }: Remote): string {
	return safeLine(kind === 'folder' ? address : redactAddress(address));
}

/** Must take linear time on any text: a server may have written it. */
function redactAddress(text: string): string {
	const isAddress = /:[/\\]|@/.test(text);
	const query = isAddress ? text.search(/[?#]/) : -1;
	const head = redactUser(query < 0 ? text : text.slice(0, query));
	return query < 0 || query === text.length - 1 ? head : `${head}${text[query]}***`;
}

function redactUser(text: string): string {
	const colon = text.search(/:[/\\]/);
	const scheme = /[a-z0-9+.-]{0,16}$/i.exec(text.slice(Math.max(0, colon - 16), Math.max(0, colon)))?.[0] ?? '';
	const isUrl = SCHEME.test(scheme);
	const from = isUrl ? afterSlashes(text, colon + 1) : (/^['"(<]*(?:\/\/)?/.exec(text)?.[0].length ?? 0);
	const at = text.lastIndexOf('@');
	if (at < from) return isUrl ? withoutPassword(text, from) : text;
	const isPath = !isUrl && /^\.{0,2}[/\\](?!\/)/.test(text.slice(from, from + 4));
	const isSecret = /^https?$/i.test(scheme) || text.slice(from, at).includes(':');
	return isSecret && !isPath ? `${text.slice(0, from)}***${text.slice(at)}` : text;
}

function afterSlashes(text: string, from: number): number {
	let at = from;
	while (text[at] === '/' || text[at] === '\\') at++;
	return at;
}

/** Redacts `https://ada:secret/x`, where the host is missing: a port would be a number. */
function withoutPassword(text: string, from: number): string {
	const end = text.slice(from).search(/[/\\]/);
	const authority = end < 0 ? text.slice(from) : text.slice(from, from + end);
	const colon = authority.indexOf(':');
	if (colon < 0 || authority.startsWith('[') || /^\d*$/.test(authority.slice(colon + 1))) return text;
	return `${text.slice(0, from + colon + 1)}***${text.slice(from + authority.length)}`;
}

function fromUrl(typed: string, scheme: string, place: LocalSystem): Remote {
	if (scheme === 'file') return fromFileUrl(typed, place);
	if (scheme !== 'https' && scheme !== 'ssh') throw refused(typed, 'Use https, ssh or a folder.');
	const url = parseUrl(typed);
	if (url.password !== '' || (scheme === 'https' && url.username !== '')) throw holdsSecret(typed);
	if (url.search !== '' || url.hash !== '') throw refused(typed, 'An address of a repository has no ? and no #.');
	if (!HOST.test(url.hostname)) throw refused(typed, 'Its host is not the name of a machine.');
	if (url.username !== '' && !USER.test(url.username)) throw refused(typed, 'Its user is not a name.');
	if (url.pathname.length < 2 || url.pathname.startsWith('/-')) throw refused(typed, 'It names no repository.');
	return { kind: scheme, address: url.href };
}

function parseUrl(typed: string): URL {
	try {
		return new URL(typed);
	} catch {
		throw refused(typed, 'It is not an address.');
	}
}

function fromFileUrl(typed: string, place: LocalSystem): Remote {
	const url = parseUrl(typed);
	if (url.hostname !== '' && place.platform !== 'win32') throw refused(typed, 'A file:// address has no host.');
	try {
		return folder(fileURLToPath(url), place);
	} catch {
		throw refused(typed, 'It is not the address of a folder.');
	}
}

function fromScp(typed: string, user: string | undefined, host: string, where: string): Remote {
	if (SCHEME.test(host)) throw refused(typed, `After "${host}:" two slashes are missing.`);
	if (user !== undefined && !USER.test(user)) throw refused(typed, 'Its user is not a name.');
	if (!HOST.test(host)) throw refused(typed, 'Its host is not the name of a machine.');
	if (where.includes('@') && !where.slice(0, where.indexOf('@')).includes('/')) throw holdsSecret(typed);
	if (where === '' || where.startsWith('-') || where.startsWith(':')) throw refused(typed, 'It names no repository.');
	return { kind: 'ssh', address: typed };
}

/** Accepts a Windows path on Windows; in WSL, suggests where its drive is mounted. */
function windowsFolder(typed: string, place: LocalSystem): Remote {
	if (place.platform === 'win32') return folder(typed, place);
	const drive = /^([a-z]):(.*)$/is.exec(typed);
	const mounted = drive && `/mnt/${drive[1]?.toLowerCase()}${drive[2]?.replaceAll('\\', '/')}`;
	throw refused(typed, 'It is a Windows path.', mounted ? `In WSL, that folder is ${safeLine(mounted)}` : undefined);
}

function folder(typed: string, { home }: LocalSystem): Remote {
	const expanded = /^~(?=$|[/\\])/.test(typed) && home ? home + typed.slice(1) : typed;
	const address = path.resolve(expanded);
	if (CONTROL.test(address)) throw refused(typed, 'It contains control characters.');
	return { kind: 'folder', address };
}

function refused(typed: string, why: string, hint?: string): UserError {
	return usageError(
		`"${safeLine(redactAddress(typed))}" cannot be used. ${why}`,
		hint ?? 'Use https://…, git@host:path, or a folder: roadmap help sync',
	);
}

function holdsSecret(typed: string): UserError {
	return usageError(
		`"${safeLine(redactAddress(typed))}" holds a name or a password, which would be kept in a file.`,
		"Leave it out of the address: git's credential helper keeps it, or use ssh.",
	);
}
