/** Chooses the folders for settings, data and cache: ROADMAP_HOME, else the platform's. */
import path from 'node:path';
import { UserError } from '../errors.ts';
import { deviceFile } from './device.ts';
import { settingsFile } from './settings.ts';

export interface Places {
	/** Holds config.json. */
	readonly config: string;
	/** Holds progress/, notes/ and device.json. */
	readonly data: string;
	/** May be deleted at any time. */
	readonly cache: string;
}

export interface PlatformEnv {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
}

/**
 * ROADMAP_HOME holds everything if set; otherwise the XDG folders on every Unix (relative values are ignored, as the
 * XDG base directory specification asks) or the application-data folders on Windows.
 * @throws UserError if there is no home folder
 */
export function placesFrom({ env, platform }: PlatformEnv): Places {
	if (env.ROADMAP_HOME) {
		const home = path.resolve(withHome(env.ROADMAP_HOME, env));
		return { config: home, data: home, cache: path.join(home, 'cache') };
	}
	return platform === 'win32' ? windowsPlaces(env) : unixPlaces(env);
}

/** Returns whether ROADMAP_HOME is relative, so that it depends on the current folder. */
export function isHomeRelative({ env }: Pick<PlatformEnv, 'env'>): boolean {
	const home = env.ROADMAP_HOME;
	return home !== undefined && home !== '' && !path.isAbsolute(withHome(home, env));
}

/** Expands `~`, which the shell leaves alone in quotes and in environment files. */
function withHome(folder: string, env: PlatformEnv['env']): string {
	return /^~(?:\/|$)/.test(folder) ? path.join(homeOf(env.HOME, 'HOME'), folder.slice(1)) : folder;
}

function unixPlaces(env: PlatformEnv['env']): Places {
	const under = (variable: string, fallback: string) => {
		const chosen = env[variable];
		const base = chosen && path.isAbsolute(chosen) ? chosen : path.join(homeOf(env.HOME, 'HOME'), fallback);
		return path.join(base, 'roadmap');
	};
	return {
		config: under('XDG_CONFIG_HOME', '.config'),
		data: under('XDG_DATA_HOME', '.local/share'),
		cache: under('XDG_CACHE_HOME', '.cache'),
	};
}

function windowsPlaces(env: PlatformEnv['env']): Places {
	const roaming = homeOf(env.APPDATA, 'APPDATA');
	const local = homeOf(env.LOCALAPPDATA, 'LOCALAPPDATA');
	return {
		config: path.join(roaming, 'roadmap'),
		data: path.join(local, 'roadmap'),
		cache: path.join(local, 'roadmap', 'cache'),
	};
}

function homeOf(value: string | undefined, variable: string): string {
	if (value && path.isAbsolute(value)) return value;
	throw new UserError(`There is no home folder: ${variable} is ${value ? 'not an absolute path' : 'empty'}.`, {
		hint: `Set ${variable}, or ROADMAP_HOME to the folder that should hold your progress.`,
	});
}

/** Lists all places for `doctor` to print. */
export function pathsOf(places: Places) {
	return [
		{ what: 'progress', path: path.join(places.data, 'progress') },
		{ what: 'notes', path: path.join(places.data, 'notes') },
		{ what: 'settings', path: settingsFile(places) },
		{ what: 'device', path: deviceFile(places) },
		{ what: 'cache', path: places.cache },
	] as const;
}
