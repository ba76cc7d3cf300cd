/** Making the repository that a folder is asked to be. */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';
import { fileError, makeFolder } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import type { Remote } from './address.ts';
import { syncFolderOf } from './clone.ts';
import { gitAt, lastWords } from './git.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Makes a bare repository in a folder that is empty or not there yet; what stands in any other stays as it is.
 * @returns whether it was made
 * @throws UserError for a folder with other things in it, or one whose parent is not there: a disk that is not plugged in
 */
export async function foundRepository(places: Places, env: Env, remote: Remote): Promise<boolean> {
	const { kind, address } = remote;
	if (kind !== 'folder') return false;
	const name = safeLine(address);
	if ([places.data, places.config, places.cache].some((folder) => isWithin(address, folder)))
		throw new UserError(`${name} is where this machine keeps its own files.`, {
			hint: 'Name a folder that the other machine can see too.',
		});
	if (!fs.existsSync(path.dirname(address)))
		throw new UserError(`${safeLine(path.dirname(address))} is not there.`, {
			hint: 'If it is on a disk, plug it in. Else make it, then say it again.',
		});
	const inside = namesIn(address);
	if (inside.includes('HEAD') || inside.includes('.git')) return false;
	if (inside.length > 0)
		throw new UserError(`${name} has other files in it.`, {
			hint: 'Name an empty folder, or one that is not there yet.',
		});
	const ours = syncFolderOf(places);
	makeFolder(ours);
	const git = gitAt(env, address, ours, remote);
	for (const order of [
		['init', '--quiet', '--bare', '--template=', '--', address],
		['symbolic-ref', 'HEAD', 'refs/heads/main'],
	]) {
		const ran = await git(order);
		if (!ran.ok) throw new UserError(`No repository could be made at ${name}: ${lastWords(ran.err)}`);
	}
	return true;
}

function isWithin(file: string, folder: string): boolean {
	const relative = path.relative(folder, file);
	return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

function namesIn(folder: string): string[] {
	try {
		return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
	} catch (error) {
		throw fileError(error, 'read', folder);
	}
}
