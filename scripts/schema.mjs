/**
 * Writes the JSON Schema of the format: the build puts it next to the compiled roadmaps, `npm run schema` next to the
 * content, for the editors of contributors.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadSource } from './load-source.mjs';

const root = path.join(import.meta.dirname, '..');

export async function writeSchemas(folder) {
	const { schemaFiles } = await loadSource(['scripts/json-schema.ts']);
	for (const { name, content } of schemaFiles()) fs.writeFileSync(path.join(folder, name), content);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeSchemas(path.join(root, 'roadmap'));
