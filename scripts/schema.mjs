/**
 * Writes the JSON Schema of the format: the build puts it next to the compiled roadmaps, `npm run schema` next to the
 * content, for the editors of contributors.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');

export async function writeSchemas(folder) {
	const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-schema-'));
	try {
		const outfile = path.join(scratch, 'json-schema.cjs');
		const entryPoints = [path.join(root, 'scripts', 'json-schema.ts')];
		await build({ entryPoints, outfile, bundle: true, format: 'cjs', platform: 'node', logLevel: 'warning' });
		const { schemaFiles } = createRequire(outfile)(outfile);
		for (const { name, content } of schemaFiles()) fs.writeFileSync(path.join(folder, name), content);
	} finally {
		fs.rmSync(scratch, { recursive: true, force: true });
	}
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeSchemas(path.join(root, 'roadmap'));
