/**
 * Builds dist/: the program as one CommonJS file and its lazy doors beside it, the roadmaps compiled, V8's code cache.
 *
 * CommonJS, because Node starts it 3 ms sooner than modules. A dynamic `import('./x.ts')` is a door: it becomes
 * `require('./x.js')`, and x.ts is bundled with the library that only it needs.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

const DOORS = [
	'src/prompt.ts',
	'src/browser.ts',
	'src/content/compile.ts',
	'src/model/search.ts',
	'src/store/settings-file.ts',
];

const doors = {
	name: 'doors and nothing else',
	setup({ onResolve, onLoad }) {
		// commander can start programs as subcommands; ours are objects, and Node takes 1 ms to load what it would need.
		onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
			importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
		);
		onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
		onResolve({ filter: /\.ts$/ }, ({ path: named, kind }) =>
			kind === 'dynamic-import' ? { path: `./${path.basename(named, '.ts')}.js`, external: true } : undefined,
		);
	},
};

const options = {
	absWorkingDir: root,
	bundle: true,
	format: 'cjs',
	platform: 'node',
	target: 'node20',
	supported: { 'dynamic-import': false },
	minify: true,
	plugins: [doors],
	define: { 'import.meta.url': '__importMetaUrl' },
	logLevel: 'warning',
};

async function bundle() {
	await build({
		...options,
		stdin: { contents: `export { main } from './src/main.ts'; export const version = '${version}';`, resolveDir: root },
		outfile: path.join(dist, 'main.js'),
	});
	await build({
		...options,
		entryPoints: DOORS,
		entryNames: '[name]',
		outdir: dist,
		banner: { js: 'const __importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
	});
}

/** Compiles the roadmaps in roadmap/ with the very code that compiles a learner's own. */
async function compileRoadmaps() {
	const tool = path.join(dist, 'build-content.cjs');
	const contents = ['source', 'compile', 'shelf'].map((name) => `export * from './src/content/${name}.ts';`).join('\n');
	await build({ ...options, plugins: [], stdin: { contents, resolveDir: root }, outfile: tool });
	const { readSource, compile, bind } = createRequire(tool)(tool);
	fs.rmSync(tool);
	for (const entry of fs.readdirSync(path.join(root, 'roadmap'), { withFileTypes: true })) {
		if (!entry.isDirectory()) continue;
		const { compiled, faults } = compile(readSource(path.join(root, 'roadmap', entry.name)));
		for (const { severity, file, line, column, path: where, message } of faults) {
			process.stderr.write(`${severity}: ${path.relative(root, file)}:${line}:${column} ${where}: ${message}\n`);
		}
		if (!compiled) throw new Error(`roadmap/${entry.name} has faults`);
		const folder = path.join(dist, 'roadmaps', compiled.roadmap.id);
		fs.mkdirSync(folder, { recursive: true });
		for (const { name, content } of bind(compiled.roadmap, compiled.lessons))
			fs.writeFileSync(path.join(folder, name), content);
	}
}

fs.rmSync(dist, { recursive: true, force: true });
await bundle();
await compileRoadmaps();
execFileSync(process.execPath, [path.join(root, 'scripts', 'warm.cjs')], { stdio: 'inherit' });
