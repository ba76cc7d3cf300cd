/** Which roadmap, and where its compiled form is: the shipped one in `dist/`, anybody's own in the cache. */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { allTopics } from '../model/find.ts';
import type { Compiled } from './compile.ts';
import type { Fault } from './fault.ts';
import { type Book, bind, openBook } from './shelf.ts';
import { readSource } from './source.ts';

export type Opened = { readonly book: Book; readonly faults?: undefined } | { readonly faults: readonly Fault[] };

/** Opens the shipped roadmap. @throws UserError when it was never compiled */
export function openShipped(folder: string): Book {
	const book = openBook(path.join(folder, 'data-engineer'));
	if (book) return book;
	throw new UserError('The roadmap that comes with the program is missing.', {
		hint: 'Run npm run build in its folder.',
	});
}

/**
 * Opens anybody's own roadmap: compiled when its content or the program changed, else from the cache.
 * @param tick called between the steps of a compilation
 * @returns its faults if it cannot be used
 */
export async function openFile(file: string, cache: string, version: string, tick: () => void): Promise<Opened> {
	const source = readSource(file);
	const { createHash } = process.getBuiltinModule('node:crypto');
	const hash = createHash('sha256').update(version);
	for (const { name, bytes } of [source.spine, ...source.lessons.values()]) {
		hash.update(`${path.basename(name)}\n${bytes.length}\n`).update(bytes);
	}
	const folder = path.join(cache, 'roadmaps', hash.digest('hex').slice(0, 32));
	const kept = openBook(folder);
	if (kept) return { book: kept };
	const { compile } = await import('./compile.ts');
	const { compiled, faults } = compile(source, tick);
	if (!compiled) return { faults };
	keep(folder, bind(compiled.roadmap, compiled.lessons));
	return { book: openBook(folder) ?? inMemory(compiled) };
}

/** Puts a compiled roadmap into the cache, whole or not at all; a cache that cannot be written is no failure. */
function keep(folder: string, files: readonly { name: string; content: string }[]): void {
	let temporary: string | undefined;
	try {
		fs.mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
		temporary = fs.mkdtempSync(`${folder}-`);
		for (const { name, content } of files) fs.writeFileSync(path.join(temporary, name), content, { mode: 0o600 });
		fs.renameSync(temporary, folder);
	} catch {
		// Another process was first, or the next start compiles again.
		if (temporary) fs.rmSync(temporary, { recursive: true, force: true });
	}
}

function inMemory({ roadmap, lessons }: Compiled): Book {
	const topics = allTopics(roadmap);
	return { roadmap, lessonOf: (topic) => lessons[topics.indexOf(topic)] ?? { summary: '', resources: [] } };
}
