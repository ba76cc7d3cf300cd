/** Labs on the real engine: DuckDB fetched by npm as a learner's is, once for all tests, and its process made of the source. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';
import type { Lab } from '../../src/domain/lab.ts';
import { DuckDB } from '../../src/labs/duckdb.ts';
import { engineState, fetchEngine } from '../../src/labs/engines.ts';
import type { LabHost } from '../../src/labs/host.ts';
import { makeScratch } from '../../src/labs/scratch.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'labs');

export const PLACES = { data: CACHE };

/** A host whose engine process is made of the source as it is now. */
export async function makeHost(env: LabHost['env'] = process.env): Promise<LabHost> {
	const { outputFiles } = await build({
		entryPoints: [path.join(ROOT, 'src', 'labs', 'duckdb-process.ts')],
		bundle: true,
		format: 'cjs',
		platform: 'node',
		write: false,
		logLevel: 'error',
	});
	const [file] = outputFiles;
	const folder = path.join(CACHE, `process-${file?.hash.replaceAll(/\W/g, '')}`);
	fs.mkdirSync(folder, { recursive: true });
	// Whole at once: other files of tests do the same at the same time.
	const script = path.join(folder, 'duckdb-process.js');
	fs.writeFileSync(`${script}.${process.pid}`, file?.contents ?? '');
	fs.renameSync(`${script}.${process.pid}`, script);
	return { env, platform: process.platform, whenEnded: () => () => {}, roadmapsFolder: path.join(folder, 'roadmaps') };
}

/** Whether DuckDB is there; fetched where it is not. Without a network, tests that need it are left out. */
export async function hasDuckDB(): Promise<boolean> {
	const host = await makeHost();
	for (;;) {
		try {
			return (await fetchEngine('duckdb', host, PLACES)).state === 'ready';
		} catch (error) {
			// Another file of tests is at it.
			if (!String(error).includes('is fetching DuckDB')) return false;
		}
	}
}

/** DuckDB in its process, and a folder to run in, until the tests of the file are through. */
export async function openDuckDB(env?: LabHost['env']) {
	const host = await makeHost(env);
	const { place = '' } = await engineState('duckdb', host, PLACES);
	const duckdb = new DuckDB(host, place);
	const scratch = makeScratch({ whenEnded: () => () => {} });
	afterAll(() => {
		duckdb.close();
		scratch.remove();
	});
	return { host, duckdb, scratch };
}

/** A lab of which a test says only what it is about. */
export function labOf(lab: Partial<Lab>): Lab {
	return {
		id: 'a',
		title: 'A lab',
		engine: 'duckdb',
		task: 'Do it.',
		data: {},
		variants: [],
		starter: '',
		checks: [],
		hints: [],
		solution: '',
		wrong: [],
		...lab,
	};
}
