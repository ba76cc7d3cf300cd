/** Opens compiled roadmaps: the built-in one from `dist/`, the learner's own from the cache. */
import fs from 'node:fs';
import path from 'node:path';
import { allTopics } from '../domain/find.ts';
import type { Topic } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import type { Compiled } from './compile.ts';
import { type CompiledRoadmap, editionOf, openCompiled, writeCompiled } from './compiled-roadmap.ts';
import type { Fault } from './fault.ts';
import { readSource, type Source } from './source.ts';
import { recognise, remember } from './stat-cache.ts';

export type Opened =
	| { readonly compiled: CompiledRoadmap; readonly faults?: undefined }
	| { readonly faults: readonly Fault[] };

/** How many compiled roadmaps to keep: every change to a file creates a new one. */
const MAX_CACHED = 12;

/** Opens the built-in roadmap. @throws UserError if it was never compiled */
export function openShipped(folder: string): CompiledRoadmap {
	const compiled = openCompiled(path.join(folder, 'data-engineer'));
	if (compiled) return compiled;
	throw new UserError('The roadmap that comes with the program is missing or cannot be read.', {
		hint: 'Run npm run build in its folder.',
	});
}

/**
 * Opens the learner's own roadmap from the cache, compiling it if its content or the program has changed.
 * @param tick called between the steps of a compilation
 * @returns its faults if it is invalid
 */
export async function openFile(file: string, cache: string, version: string, tick: () => void): Promise<Opened> {
	const cached = openCached(file, cache, version);
	if (cached) return { compiled: cached };
	const source = readSource(file);
	const key = keyOf(source, version);
	const opened = await openSource(source, path.join(cache, 'roadmaps', key), tick);
	if (!opened.faults) remember(file, cache, version, key, source.files);
	return opened;
}

/** Opens the learner's own roadmap if it is compiled and its files have not changed since; never compiles it. */
export function openCached(file: string, cache: string, version: string): CompiledRoadmap | undefined {
	const known = recognise(file, cache, version);
	return known === undefined ? undefined : openCompiled(path.join(cache, 'roadmaps', known));
}

/** @param folder where the compiled form of exactly this content belongs */
async function openSource(source: Source, folder: string, tick: () => void): Promise<Opened> {
	const cached = openCompiled(folder);
	if (cached) return { compiled: cached };
	const { compile } = await import('./compile.ts');
	const { compiled, faults } = compile(source, tick);
	if (!compiled) return { faults: faults.filter(({ severity }) => severity === 'error') };
	store(folder, writeCompiled(compiled.roadmap, compiled.lessons));
	tidy(path.dirname(folder));
	return { compiled: openCompiled(folder) ?? inMemory(compiled) };
}

/** Hashes all content and the program's version. */
function keyOf({ spine, lessons }: Source, version: string): string {
	const { createHash } = process.getBuiltinModule('node:crypto');
	const hash = createHash('sha256').update(version);
	for (const { name, bytes } of [spine, ...lessons.values()]) {
		hash.update(`\n${path.basename(name)}\n${bytes.length}\n`).update(bytes);
	}
	return hash.digest('hex').slice(0, 32);
}

/** Stores a compiled roadmap in the cache, atomically and on a best-effort basis. */
function store(folder: string, files: readonly { name: string; content: string }[]): void {
	let temporary: string | undefined;
	try {
		fs.mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
		temporary = fs.mkdtempSync(`${folder}-`);
		for (const { name, content } of files) writeWhole(path.join(temporary, name), content);
		// A damaged one is in the way; a good one was just created by another process.
		if (!openCompiled(folder)) fs.rmSync(folder, { recursive: true, force: true });
		fs.renameSync(temporary, folder);
	} catch {
		// Ignored: either there is a good one, or the next start compiles again.
		if (temporary) discard(temporary);
	}
}

function discard(folder: string): void {
	try {
		fs.rmSync(folder, { recursive: true, force: true });
	} catch {
		// Ignored: `tidy` will delete it.
	}
}

/** Syncs before closing, so that after the folder's rename a power cut leaves no partial file. */
function writeWhole(file: string, content: string): void {
	const fd = fs.openSync(file, 'wx', 0o600);
	try {
		fs.writeFileSync(fd, content);
		fs.fsyncSync(fd);
	} finally {
		fs.closeSync(fd);
	}
}

/** Deletes all but the newest, including what killed processes left behind. */
function tidy(roadmapsFolder: string): void {
	try {
		const folders = fs.readdirSync(roadmapsFolder).map((name) => path.join(roadmapsFolder, name));
		const aged = folders.map((folder) => ({ folder, at: fs.statSync(folder).mtimeMs }));
		for (const { folder } of aged.sort((a, b) => b.at - a.at).slice(MAX_CACHED)) {
			fs.rmSync(folder, { recursive: true, force: true });
		}
	} catch {
		// Ignored: another process is deleting them.
	}
}

function inMemory({ roadmap, lessons }: Compiled): CompiledRoadmap {
	const places = new Map(allTopics(roadmap).map(({ id }, i) => [id, i]));
	const lessonOf = ({ id }: Topic) => lessons[places.get(id) ?? -1] ?? { summary: '', resources: [] };
	return { roadmap, edition: editionOf(roadmap), lessonOf };
}
