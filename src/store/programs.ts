/** Finds out which programs are installed, by looking for files on PATH. Runs nothing. */
import fs from 'node:fs';
import path from 'node:path';
import type { System } from '../domain/types.ts';
import type { PlatformEnv } from './places.ts';

/** Returns the names for which PATH has an executable file. */
export function programsOnPath(names: readonly string[], machine: PlatformEnv): ReadonlySet<string> {
	return new Set(names.filter((name) => findProgram(name, machine) !== undefined));
}

/** Returns the executable file that PATH gives a name, or undefined. */
export function findProgram(name: string, { env, platform }: PlatformEnv): string | undefined {
	const isWindows = platform === 'win32';
	const folders = (env.PATH ?? '').split(isWindows ? ';' : ':').filter((folder) => path.isAbsolute(folder));
	const endings = isWindows ? (env.PATHEXT ?? '.EXE;.CMD;.BAT').split(';') : [''];
	const candidates = folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)));
	return candidates.find(isProgram);
}

/** Whether it is a file that can be executed. */
export function isProgram(file: string): boolean {
	try {
		if (!fs.statSync(file).isFile()) return false;
		fs.accessSync(file, fs.constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** os-release(5): `ID` names the distribution, `ID_LIKE` those it derives from. */
const OS_RELEASE = '/etc/os-release';
const DISTRIBUTIONS = new Map<string, System>([
	['debian', 'debian'],
	['ubuntu', 'debian'],
	['fedora', 'fedora'],
	['rhel', 'fedora'],
	['arch', 'arch'],
]);

/** Returns the systems whose instructions fit this machine, most specific first. */
export function systemsOf({ platform }: Pick<PlatformEnv, 'platform'>): readonly System[] {
	if (platform === 'darwin') return ['macos', 'any'];
	if (platform === 'win32') return ['windows', 'any'];
	if (platform !== 'linux') return ['any'];
	const own = distributions().flatMap((name) => DISTRIBUTIONS.get(name) ?? []);
	return [...own, 'linux', 'any'];
}

function distributions(): string[] {
	try {
		const text = fs.readFileSync(OS_RELEASE, 'utf8').slice(0, 10_000);
		const lines = text.split('\n').filter((line) => /^ID(?:_LIKE)?=/.test(line));
		return lines.flatMap((line) => line.match(/[^\s"'=]+/g)?.slice(1) ?? []);
	} catch {
		return [];
	}
}
