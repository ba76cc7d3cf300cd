/** Loads modules of the program's source, which is TypeScript, into a script. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');

/**
 * @param {readonly string[]} files relative to the project's folder
 * @param {import('esbuild').BuildOptions} [options] what else esbuild is told
 * @returns everything that they export
 */
export async function loadSource(files, options = {}) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-source-'));
	try {
		const outfile = path.join(folder, 'source.cjs');
		const contents = files.map((file) => `export * from './${file}';`).join('\n');
		const stdin = { contents, resolveDir: root };
		await build({ bundle: true, format: 'cjs', platform: 'node', logLevel: 'warning', ...options, stdin, outfile });
		return createRequire(outfile)(outfile);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}
