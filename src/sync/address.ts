/**
 * Which repositories may be named, and how an address is shown. Pure.
 *
 * Allowed: https, ssh (as `ssh://` or `git@host:path`), and folders. Everything else is refused: helpers that run
 * commands (`ext::`), transports that anybody on the way can read or change (http, git), what git or ssh would take
 * for an option, and passwords, which belong to git's credential helper and not into a file of ours.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT, UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';

export interface Remote {
	readonly kind: 'folder' | 'https' | 'ssh';
	/** As git is told: an address, or a folder's absolute path. */
	readonly address: string;
}

interface Here {
	readonly platform: NodeJS.Platform;
	/** The home folder that `~` stands for. */
	readonly home?: string | undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i;
const USER = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
/** `git@host:path` and `host:path`: the colon comes before any slash. */
const SCP = /^(?:([^/:]*)@)?(\[[^\]/@[]*\]|[^/:@]+):(.*)$/s;

/** Reads what the learner said. @throws UserError with exit 2 for an address that is not allowed */
export function readAddress(said: string, here: Here): Remote {
	if (said === '' || said.trim() !== said) throw refused(said, 'It is empty, or begins or ends with a space.');
	if (said.length > 2_048) throw refused(said, 'It is too long.');
	if (CONTROL.test(said)) throw refused(said, 'It holds control characters.');
	if (said.startsWith('-')) throw refused(said, 'It begins with a dash.');
	if (/^[a-z0-9+.-]*::/i.test(said)) throw refused(said, 'Such an address would run a command.');
	if (here.platform === 'win32' && /^(?:[a-z]:[\\/]|\\\\)/i.test(said)) return folder(said, here);
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(said)?.[1]?.toLowerCase();
	if (scheme !== undefined) return fromUrl(said, scheme, here);
	const scp = SCP.exec(said);
	if (scp) return fromScp(said, scp[1], scp[2] ?? '', scp[3] ?? '');
	if (/^[^/\\]*:/.test(said)) throw refused(said, 'It names no machine before the colon.');
	return folder(said, here);
}

/** An address or a message of git's without the passwords that may stand in it. */
export function masked(text: string): string {
	return text.replace(/\S+/g, maskedWord);
}

/** What stands before the last @ of a word, be it behind `https://` or as `name:password` between slashes. */
function maskedWord(word: string): string {
	const at = word.lastIndexOf('@');
	if (at < 0) return word;
	const start = /\bhttps?:\/\/|\/\/(?=[^/@]*:)/i.exec(word.slice(0, at));
	if (start) return `${word.slice(0, start.index + start[0].length)}***${word.slice(at)}`;
	return word.split('/').map(maskedPart).join('/');
}

function maskedPart(part: string): string {
	const at = part.lastIndexOf('@');
	const start = /(?:^|(?<=['"]))[\w.-]+:/.exec(part.slice(0, Math.max(0, at)));
	return start ? `${part.slice(0, start.index)}***${part.slice(at)}` : part;
}

function fromUrl(said: string, scheme: string, here: Here): Remote {
	if (scheme === 'file') return fromFileUrl(said, here);
	if (scheme === 'http') throw refused(said, 'Anybody on the way could read it: use https.');
	if (scheme !== 'https' && scheme !== 'ssh') throw refused(said, 'Use https, ssh or a folder.');
	const url = parseUrl(said);
	if (url.password !== '' || (scheme === 'https' && url.username !== '')) throw holdsSecret(said);
	if (url.search !== '' || url.hash !== '') throw refused(said, 'An address of a repository has no ? and no #.');
	if (!HOST.test(url.hostname)) throw refused(said, 'Its host is not the name of a machine.');
	if (url.username !== '' && !USER.test(url.username)) throw refused(said, 'Its user is not a name.');
	if (url.pathname.length < 2 || url.pathname.startsWith('/-')) throw refused(said, 'It names no repository.');
	return { kind: scheme, address: url.href };
}

function parseUrl(said: string): URL {
	try {
		return new URL(said);
	} catch {
		throw refused(said, 'It is not an address.');
	}
}

function fromFileUrl(said: string, here: Here): Remote {
	const url = parseUrl(said);
	if (url.hostname !== '' && here.platform !== 'win32') throw refused(said, 'A file:// address has no host.');
	try {
		return folder(fileURLToPath(url), here);
	} catch {
		throw refused(said, 'It is not the address of a folder.');
	}
}

function fromScp(said: string, user: string | undefined, host: string, where: string): Remote {
	if (user !== undefined && !USER.test(user)) throw refused(said, 'Its user is not a name.');
	if (!HOST.test(host)) throw refused(said, 'Its host is not the name of a machine.');
	if (where.includes('@') && !where.slice(0, where.indexOf('@')).includes('/')) throw holdsSecret(said);
	if (where === '' || where.startsWith('-') || where.startsWith(':')) throw refused(said, 'It names no repository.');
	return { kind: 'ssh', address: said };
}

function folder(said: string, { home }: Here): Remote {
	const expanded = /^~(?=$|[/\\])/.test(said) && home ? home + said.slice(1) : said;
	const address = path.resolve(expanded);
	if (CONTROL.test(address)) throw refused(said, 'It holds control characters.');
	return { kind: 'folder', address };
}

function refused(said: string, why: string): UserError {
	return new UserError(`"${safeLine(masked(said))}" cannot be used. ${why}`, {
		hint: 'Say https://…, git@host:path, or a folder: roadmap help sync',
		code: EXIT.usage,
	});
}

function holdsSecret(said: string): UserError {
	return new UserError(`"${safeLine(masked(said))}" holds a name or a password, which would be kept in a file.`, {
		hint: "Leave it out of the address: git's credential helper keeps it, or use ssh.",
		code: EXIT.usage,
	});
}
