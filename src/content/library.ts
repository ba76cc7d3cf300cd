/** Which roadmap, and where its compiled form is: the shipped one in `dist/`, anybody's own in the cache. */
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

/** How many compiled roadmaps are kept: every change to a file makes a new one. */
const MOST_KEPT = 12;

/** Opens the shipped roadmap. @throws UserError when it was never compiled */
export function openShipped(folder: string): CompiledRoadmap {
	const compiled = openCompiled(path.join(folder, 'data-engineer'));
	if (compiled) return compiled;
	throw new UserError('The roadmap that comes with the program is missing or cannot be read.', {
		hint: 'Run npm run build in its folder.',
	});
}

/**
 * Opens anybody's own roadmap: compiled when its content or the program changed, else from the cache.
 * @param tick called between the steps of a compilation
 * @returns its faults if it cannot be used
 */
export async function openFile(file: string, cache: string, version: string, tick: () => void): Promise<Opened> {
	const roadmapsFolder = path.join(cache, 'roadmaps');
	const known = recognise(file, cache, version);
	const seen = known === undefined ? undefined : openCompiled(path.join(roadmapsFolder, known));
	if (seen) return { compiled: seen };
	const source = readSource(file);
	const key = keyOf(source, version);
	const opened = await openSource(source, path.join(roadmapsFolder, key), tick);
	if (!opened.faults) remember(file, cache, version, key, source.files);
	return opened;
}

/** @param folder where the compiled form of just this content stands, or shall stand */
async function openSource(source: Source, folder: string, tick: () => void): Promise<Opened> {
	const kept = openCompiled(folder);
	if (kept) return { compiled: kept };
	const { compile } = await import('./compile.ts');
	const { compiled, faults } = compile(source, tick);
	if (!compiled) return { faults: faults.filter(({ severity }) => severity === 'error') };
	keep(folder, writeCompiled(compiled.roadmap, compiled.lessons));
	tidy(path.dirname(folder));
	return { compiled: openCompiled(folder) ?? inMemory(compiled) };
}

/** A name that every byte of the content and the program's version decide. */
function keyOf({ spine, lessons }: Source, version: string): string {
	const { createHash } = process.getBuiltinModule('node:crypto');
	const hash = createHash('sha256').update(version);
	for (const { name, bytes } of [spine, ...lessons.values()]) {
		hash.update(`\n${path.basename(name)}\n${bytes.length}\n`).update(bytes);
	}
	return hash.digest('hex').slice(0, 32);
}

/** Puts a compiled roadmap into the cache, whole or not at all; a cache that cannot be written is no failure. */
function keep(folder: string, files: readonly { name: string; content: string }[]): void {
	let temporary: string | undefined;
	try {
		fs.mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
		temporary = fs.mkdtempSync(`${folder}-`);
		for (const { name, content } of files) writeWhole(path.join(temporary, name), content);
		// A damaged one stands in the way; a good one was put there by another process just now.
		if (!openCompiled(folder)) fs.rmSync(folder, { recursive: true, force: true });
		fs.renameSync(temporary, folder);
	} catch {
		// There is a good one, or the next start compiles again.
		if (temporary) discard(temporary);
	}
}

function discard(folder: string): void {
	try {
		fs.rmSync(folder, { recursive: true, force: true });
	} catch {
		// `tidy` tries again, one day.
	}
}

/** On the disk before it gets its name: a power cut leaves no file that is half of one. */
function writeWhole(file: string, content: string): void {
	const fd = fs.openSync(file, 'wx', 0o600);
	try {
		fs.writeFileSync(fd, content);
		fs.fsyncSync(fd);
	} finally {
		fs.closeSync(fd);
	}
}

/** Removes all but the newest, and what a process that was killed left behind. */
function tidy(roadmapsFolder: string): void {
	try {
		const folders = fs.readdirSync(roadmapsFolder).map((name) => path.join(roadmapsFolder, name));
		const aged = folders.map((folder) => ({ folder, at: fs.statSync(folder).mtimeMs }));
		for (const { folder } of aged.sort((a, b) => b.at - a.at).slice(MOST_KEPT)) {
			fs.rmSync(folder, { recursive: true, force: true });
		}
	} catch {
		// Another process is at it.
	}
}

function inMemory({ roadmap, lessons }: Compiled): CompiledRoadmap {
	const places = new Map(allTopics(roadmap).map(({ id }, i) => [id, i]));
	const lessonOf = ({ id }: Topic) => lessons[places.get(id) ?? -1] ?? { summary: '', resources: [] };
	return { roadmap, edition: editionOf(roadmap), lessonOf };
}
