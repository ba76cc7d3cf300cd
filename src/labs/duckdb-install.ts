/**
 * Installs DuckDB: npm fetches it from the learner's registry, in the version and with the hashes of our lock file,
 * without running any package's scripts. It is built in a temporary folder and renamed, so that it is either complete
 * or absent. npm is run only here.
 */
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { isRecord } from '../domain/values.ts';
import { UserError } from '../errors.ts';
import { fileError, makeFolder, readIfThere } from '../store/files.ts';
import { withLock } from '../store/lock.ts';
import { killGroup } from '../store/processes.ts';
import { findProgram } from '../store/programs.ts';
import lock from './duckdb-lock.json' with { type: 'json' };
import { type LabHost, type LabPlaces, startGroup } from './host.ts';

/** The library's version; its own revision follows the hyphen. */
const VERSION = lock.packages['node_modules/@duckdb/node-api'].version;
export const SHOWN_VERSION = VERSION.replace(/-.*/, '');

/** In milliseconds, enough for 24 MB over a slow connection. */
const MAX_MS = 15 * 60_000;

/** Lists what was installed; written last. */
const MANIFEST = 'installed.json';

interface Manifest {
	readonly version: string;
	/** The platform and architecture, as Node names them. */
	readonly system: string;
	/** Path in the folder → size in bytes. */
	readonly files: Readonly<Record<string, number>>;
}

export function duckdbFolder({ data }: LabPlaces): string {
	return path.join(data, 'engines', 'duckdb');
}

/** Returns whether DuckDB is installed completely: every file, with its size. */
export function inspectDuckDB(
	{ platform }: Pick<LabHost, 'platform'>,
	places: LabPlaces,
): { state: 'missing' | 'half' | 'ready'; size: number | undefined } {
	const folder = duckdbFolder(places);
	if (!fs.existsSync(folder)) return { state: leftOvers(places).length > 0 ? 'half' : 'missing', size: undefined };
	const manifest = readManifest(folder);
	const files = Object.entries(manifest?.files ?? {});
	const isWhole =
		manifest?.version === VERSION &&
		manifest.system === systemOf(platform) &&
		files.every(([name, size]) => sizeOfFile(path.join(folder, name)) === size);
	return isWhole
		? { state: 'ready', size: files.reduce((sum, [, size]) => sum + size, 0) }
		: { state: 'half', size: undefined };
}

function systemOf(platform: string): string {
	return `${platform}-${process.arch}`;
}

function sizeOfFile(file: string): number | undefined {
	return fs.statSync(file, { throwIfNoEntry: false })?.size;
}

function readManifest(folder: string): Manifest | undefined {
	try {
		const value: unknown = JSON.parse(readIfThere(path.join(folder, MANIFEST)) ?? '');
		if (!isRecord(value) || !isRecord(value.files)) return undefined;
		const { version, system, files } = value;
		const sizes = Object.entries(files).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
		if (typeof version !== 'string' || typeof system !== 'string' || sizes.length === 0) return undefined;
		return { version, system, files: Object.fromEntries(sizes) };
	} catch {
		return undefined;
	}
}

/** @throws UserError that says what to do */
export async function installDuckDB(host: LabHost, places: LabPlaces): Promise<void> {
	const folder = duckdbFolder(places);
	try {
		makeFolder(path.dirname(folder));
	} catch (error) {
		throw fileError(error, 'write', folder);
	}
	const busy = 'Another roadmap command is fetching DuckDB';
	await withLock(`${folder}.lock`, () => installLocked(host, places, folder), { busy, maxForeignAge: MAX_MS });
}

async function installLocked(host: LabHost, places: LabPlaces, folder: string): Promise<void> {
	if (inspectDuckDB(host, places).state === 'ready') return;
	for (const left of leftOvers(places)) remove(left);
	const temporary = `${folder}.${process.pid}.tmp`;
	try {
		writePackage(temporary);
		await runNpm(host, temporary, folder);
		writeManifest(temporary, host.platform);
		remove(folder);
		fs.renameSync(temporary, folder);
	} catch (error) {
		throw fileError(error, 'write', folder);
	} finally {
		remove(temporary);
	}
}

/** Returns the folders of interrupted installations. */
function leftOvers(places: LabPlaces): string[] {
	const folder = duckdbFolder(places);
	const parent = path.dirname(folder);
	if (!fs.existsSync(parent)) return [];
	const names = fs.readdirSync(parent).filter((name) => /^duckdb\.\d+\.tmp$/.test(name));
	return names.map((name) => path.join(parent, name));
}

/** Removes DuckDB and interrupted installations. @returns whether there was anything to remove */
export function uninstallDuckDB(places: LabPlaces): boolean {
	const folders = [duckdbFolder(places), ...leftOvers(places)].filter((folder) => fs.existsSync(folder));
	for (const folder of folders) remove(folder);
	return folders.length > 0;
}

function remove(folder: string): void {
	try {
		fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	} catch (error) {
		throw fileError(error, 'remove', folder);
	}
}

function writePackage(folder: string): void {
	fs.mkdirSync(folder, { mode: 0o700 });
	const { name, dependencies } = lock.packages[''];
	const project = { name, private: true, dependencies };
	fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(project, null, '\t'));
	fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock, null, '\t'));
}

function writeManifest(folder: string, platform: string): void {
	const modules = path.join(folder, 'node_modules');
	const names = fs
		.readdirSync(modules, { recursive: true, encoding: 'utf8' })
		.map((name) => path.join('node_modules', name));
	const files = names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile());
	const sizes = files.map((name) => [name, sizeOfFile(path.join(folder, name)) ?? 0]);
	if (!files.some((name) => name.endsWith('duckdb.node'))) throw notForThisSystem(platform);
	const manifest: Manifest = { version: VERSION, system: systemOf(platform), files: Object.fromEntries(sizes) };
	fs.writeFileSync(path.join(folder, MANIFEST), JSON.stringify(manifest));
}

function notForThisSystem(platform: string): UserError {
	return new UserError(`There is no DuckDB for this system (${systemOf(platform)}).`, {
		hint: 'Labs in SQL need Linux, macOS or Windows on x64 or arm64; labs in Python run here.',
	});
}

/** Options that the learner's npm settings must not override. */
const OPTIONS = [
	'--ignore-scripts',
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	'--global=false',
	'--include=optional',
	'--workspaces=false',
	'--dry-run=false',
	'--package-lock-only=false',
	'--loglevel=error',
];

/** @throws UserError */
async function runNpm(host: LabHost, temporary: string, folder: string): Promise<void> {
	const [program, ...args] = npmCommand(host);
	if (program === undefined) {
		throw new UserError('npm is not on PATH, and it is needed to fetch DuckDB.', {
			hint: 'Install Node.js with npm, from https://nodejs.org or your package manager, then try again.',
		});
	}
	const { child, release } = startGroup(host, program, [...args, 'ci', '--prefix', temporary, ...OPTIONS], {
		cwd: temporary,
		env: { ...host.env },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	try {
		const { code, words } = await endOf(child);
		if (code !== 0) throw notFetched(words, folder);
	} finally {
		release();
	}
}

/** On Windows npm is a script that needs a shell, so Node runs the script's target instead. */
function npmCommand(host: LabHost): string[] {
	const npm = findProgram('npm', host);
	if (npm === undefined || host.platform !== 'win32') return npm === undefined ? [] : [npm];
	return [process.execPath, path.join(path.dirname(npm), 'node_modules', 'npm', 'bin', 'npm-cli.js')];
}

/** Waits for npm. @returns its exit code and the end of its stderr */
function endOf(child: ChildProcess): Promise<{ code: number | null; words: string }> {
	return new Promise((resolve) => {
		let words = '';
		const timer = setTimeout(() => killGroup(child), MAX_MS);
		const settle = (code: number | null) => {
			clearTimeout(timer);
			resolve({ code, words });
		};
		child.stderr?.on('data', (chunk: Buffer) => {
			words = (words + chunk.toString('utf8')).slice(-8_000);
		});
		child.on('error', () => settle(null));
		child.on('close', settle);
	});
}

/** npm errors that mean the registry did not answer. */
const OFFLINE =
	/\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

function notFetched(words: string, folder: string): UserError {
	if (OFFLINE.test(words)) {
		return new UserError('DuckDB could not be fetched: your npm registry does not answer.', {
			hint: `Without a network: run roadmap lab engine on a machine of the same kind that has one, and copy ${safeLine(folder)} from there.`,
		});
	}
	const lines = words.split('\n').map((line) => line.replace(/^npm (?:error|ERR!)\s?/, '').trim());
	const said = lines.filter((line) => line !== '' && !line.startsWith('code ') && !line.includes('debug-')).slice(0, 2);
	return new UserError(
		`DuckDB could not be fetched. npm says: ${safeLine(said.join(' ')).slice(0, 300) || 'nothing'}`,
		{
			hint: 'npm ping tells whether your registry answers. Nothing was installed.',
		},
	);
}
