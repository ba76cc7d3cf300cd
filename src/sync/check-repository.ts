/**
 * Checks a repository before git works on it: git obeys the config of a repository, and anyone who can write to a shared
 * folder can change it.
 */
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { errorCode, fileError, readPlain } from '../store/files.ts';
import type { Git } from './git.ts';

export interface Problem {
	readonly what: string;
	readonly hint?: string;
}

/** Files that redirect git to another place. */
const ELSEWHERE = ['.git', 'commondir', 'gitdir', 'config.worktree', 'worktrees', 'modules', 'shallow'].concat(
	'info/grafts',
	'objects/info/alternates',
	'objects/info/http-alternates',
);
/** More than any learner's repository has. */
const MAX_ENTRIES = 200_000;
/** In bytes; the config files that git writes have some hundred. */
const MAX_SETTINGS_BYTES = 64 * 1024;

/**
 * The only settings allowed in a repository's own config, because what others can do changes with every version of git.
 */
const HARMLESS = new Set([
	...inSection('core', 'repositoryformatversion bare filemode ignorecase precomposeunicode symlinks sharedrepository'),
	...inSection('core', 'logallrefupdates hidedotfiles compression loosecompression fsync fsyncmethod fsyncobjectfiles'),
	...inSection('core', 'protecthfs protectntfs'),
	...inSection('receive', 'denynonfastforwards denydeletes denycurrentbranch fsckobjects autogc unpacklimit'),
	...['gc.auto', 'gc.autodetach', 'transfer.fsckobjects', 'http.receivepack', 'user.name', 'user.email'],
]);

function inSection(section: string, names: string): string[] {
	return names.split(' ').map((name) => `${section}.${name}`);
}

/** Finds an entry in a repository that is neither file nor folder, or redirects git; undefined if there is none. */
export function unusualEntry(repository: string): Problem | undefined {
	if (fs.existsSync(path.join(repository, '.git')))
		return { what: 'it is a working copy', hint: 'Use a bare repository: an empty folder becomes one.' };
	const leads = ELSEWHERE.find((name) => fs.lstatSync(path.join(repository, name), { throwIfNoEntry: false }));
	if (leads !== undefined) return { what: `the file ${leads} in it leads git elsewhere` };
	let entries = 0;
	for (const folders = ['']; folders.length > 0; ) {
		const folder = folders.pop() ?? '';
		for (const entry of entriesOf(path.join(repository, folder))) {
			const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
			if (++entries > MAX_ENTRIES) return { what: `it has more than ${MAX_ENTRIES} files` };
			if (entry.isDirectory()) folders.push(name);
			else if (!entry.isFile()) return { what: `${safeLine(name)} in it is neither a file nor a folder` };
		}
	}
	return undefined;
}

/** Checks a repository's layout and its own config; undefined if nothing is wrong. */
export async function checkRepository(git: Git, repository: string): Promise<Problem | undefined> {
	const [head, settings] = [path.join(repository, 'HEAD'), path.join(repository, 'config')];
	// If one of them were missing, git would search the parent folders for a repository.
	const isWhole = ['HEAD', 'objects', 'refs'].every((name) => fs.existsSync(path.join(repository, name)));
	if (
		!isWhole ||
		!/^(?:ref: refs\/heads\/[^\s]+|[0-9a-f]{40})\s*$/.test(readPlain(head, { to: 512 }).toString('latin1'))
	)
		return { what: 'it is not a git repository', hint: 'Name an empty folder: it becomes one.' };
	if (!fs.existsSync(settings)) return undefined;
	if (fs.statSync(settings).size > MAX_SETTINGS_BYTES) return { what: 'its file config is too large' };
	// Git itself parses it, as a plain file: nothing is included, and no setting takes effect.
	const listed = await git(['config', '--file', settings, '--no-includes', '--list', '--name-only', '-z']);
	if (!listed.ok) return { what: 'its file config cannot be read' };
	const names = listed.out.toString('utf8').split('\0').filter(Boolean);
	const bad = names.find((name) => !HARMLESS.has(name));
	if (bad === undefined) return undefined;
	const shown = safeLine(bad).slice(0, 200);
	return {
		what: `its git setting ${shown} could run a program or lead git elsewhere`,
		hint: `Take ${shown} out of ${safeLine(settings)}, or sync with another folder: an empty one becomes a repository.`,
	};
}

function entriesOf(folder: string): fs.Dirent[] {
	try {
		return fs.readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		// Another machine may have deleted an empty folder meanwhile.
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}
