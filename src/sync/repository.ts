/**
 * Whether a bare repository on this disk is plain enough that git may work in it: plain files and folders only, and
 * settings of which none can run a program, include a file or lead elsewhere.
 */
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { errorCode, fileError } from '../store/files.ts';
import type { Git } from './git.ts';

export interface Problem {
	readonly what: string;
	readonly hint?: string;
}

/** Files that lead git to another place. */
const ELSEWHERE = ['.git', 'commondir', 'gitdir', 'config.worktree', 'worktrees', 'modules', 'shallow'].concat(
	'info/grafts',
	'objects/info/alternates',
	'objects/info/http-alternates',
);
/** More than any repository of a learner has. */
const MOST_ENTRIES = 200_000;
/** Bytes; those that git writes have some hundred. */
const MOST_SETTINGS = 64 * 1024;

/**
 * The settings that may stand in a repository's own file. Everything else is refused, because what a setting can do
 * changes with every version of git.
 */
const HARMLESS = new Set([
	...['repositoryformatversion', 'bare', 'filemode', 'ignorecase', 'precomposeunicode', 'symlinks'].map(core),
	...['sharedrepository', 'logallrefupdates', 'hidedotfiles', 'compression', 'loosecompression'].map(core),
	...['fsync', 'fsyncmethod', 'fsyncobjectfiles', 'protecthfs', 'protectntfs'].map(core),
	...['denynonfastforwards', 'denydeletes', 'denycurrentbranch', 'fsckobjects', 'autogc', 'unpacklimit'].map(
		(name) => `receive.${name}`,
	),
	...['gc.auto', 'gc.autodetach', 'transfer.fsckobjects', 'http.receivepack', 'user.name', 'user.email'],
]);

function core(name: string): string {
	return `core.${name}`;
}

/** What stands in a repository and is neither file nor folder, or leads elsewhere; undefined for a plain one. */
export function strangeEntry(repository: string): Problem | undefined {
	if (fs.existsSync(path.join(repository, '.git')))
		return { what: 'it is a working copy', hint: 'Use a bare repository: an empty folder becomes one.' };
	const leads = ELSEWHERE.find((name) => fs.lstatSync(path.join(repository, name), { throwIfNoEntry: false }));
	if (leads !== undefined) return { what: `the file ${leads} in it leads git elsewhere` };
	let entries = 0;
	for (const folders = ['']; folders.length > 0; ) {
		const folder = folders.pop() ?? '';
		for (const entry of entriesOf(path.join(repository, folder))) {
			const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
			if (++entries > MOST_ENTRIES) return { what: `it has more than ${MOST_ENTRIES} files` };
			if (entry.isDirectory()) folders.push(name);
			else if (!entry.isFile()) return { what: `${safeLine(name)} in it is neither a file nor a folder` };
		}
	}
	return undefined;
}

/** What is wrong with a repository's own settings, or with its shape; undefined where nothing is. */
export async function checkRepository(git: Git, repository: string): Promise<Problem | undefined> {
	const [head, settings] = [path.join(repository, 'HEAD'), path.join(repository, 'config')];
	// Where one of them is missing, git would look for a repository beside it.
	const isWhole = ['HEAD', 'objects', 'refs'].every((name) => fs.existsSync(path.join(repository, name)));
	if (!isWhole || !/^(?:ref: refs\/heads\/[^\s]+|[0-9a-f]{40})\s*$/.test(readStart(head)))
		return { what: 'it is not a git repository', hint: 'Name an empty folder: it becomes one.' };
	if (!fs.existsSync(settings)) return undefined;
	if (fs.statSync(settings).size > MOST_SETTINGS) return { what: 'its file config is too large' };
	// Git itself reads it, as a file: nothing is included and nothing in it obeyed.
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

function readStart(file: string): string {
	const fd = fs.openSync(file, 'r');
	try {
		const bytes = Buffer.alloc(512);
		return bytes.toString('latin1', 0, fs.readSync(fd, bytes, 0, bytes.length, 0));
	} finally {
		fs.closeSync(fd);
	}
}

function entriesOf(folder: string): fs.Dirent[] {
	try {
		return fs.readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		// Another machine may remove an empty folder meanwhile.
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}
