/**
 * Builds dist/: the program as one CommonJS file with its lazy bundles, the compiled roadmaps, the JSON Schema of the
 * format, V8's code cache, the page for browsers, and the man page.
 *
 * CommonJS, because Node starts it 3 ms faster than ES modules. A dynamic `import('./x.ts')` is a door: it becomes
 * `require('./x.js')`, and x.ts is bundled with the libraries that only it needs.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { loadSource } from './load-source.mjs';
import { writeManPage } from './man.mjs';
import { noticesFor } from './notices.mjs';
import { buildPage } from './page.mjs';
import { writeSchemas } from './schema.mjs';

const root = path.join(import.meta.dirname, '..');
/**
 * Everything is built in a temporary folder that then replaces dist/, so that a failed build leaves the working one.
 */
const dist = path.join(root, `dist-${process.pid}`);
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

const DOORS = [
	'src/cli/prompts.ts',
	'src/cli/programs.ts',
	'src/commands/lab/run-lab.ts',
	'src/commands/placement/run-placement.ts',
	'src/commands/plan/run-plan.ts',
	'src/commands/review/run-review.ts',
	'src/content/compile.ts',
	'src/content/watch.ts',
	'src/convert/foreign.ts',
	'src/convert/write-files.ts',
	'src/domain/answers.ts',
	'src/domain/search.ts',
	'src/labs/engines.ts',
	'src/store/settings-file.ts',
	'src/commands/map/map-view.ts',
	'src/commands/map/map-picture.ts',
	'src/render/ics.ts',
	'src/sync/rounds.ts',
	'src/page/publish.ts',
	'src/labs/prove.ts',
];

/** Turns our dynamic imports into requires of separate bundles. */
const doors = {
	name: 'doors',
	setup({ onResolve }) {
		onResolve({ filter: /\.ts$/ }, ({ path: named, kind }) =>
			kind === 'dynamic-import' ? { path: `./${path.basename(named, '.ts')}.js`, external: true } : undefined,
		);
	},
};

/** Lazy bundles use the error classes of main.js, so that `instanceof` works. */
const sharedErrors = {
	name: 'shared errors',
	setup({ onResolve }) {
		onResolve({ filter: /\/errors\.ts$/ }, () => ({ path: './main.js', external: true }));
	},
};

/**
 * Keeps only the styles that the palette uses: chalk would create 50 others at every start, a tenth of what a start
 * allocates.
 */
const styles = {
	name: 'styles',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^#ansi-styles$/ }, ({ resolveDir }) => ({
			path: path.join(resolveDir, 'vendor', 'ansi-styles', 'index.js'),
			namespace: 'styles',
		}));
		onLoad({ filter: /.*/, namespace: 'styles' }, async ({ path: file }) => {
			const { default: all } = await import(file);
			const palette = fs.readFileSync(path.join(root, 'src', 'render', 'context.ts'), 'utf8');
			const used = [...palette.matchAll(/\bchalk\.(\w+)/g)].map(([, name]) => [name, all[name]]);
			return { contents: `export default ${JSON.stringify(Object.fromEntries(used))};` };
		});
	},
};

/**
 * Loads Node's modules as cheaply as possible in what every start needs.
 *
 * For each file that imports a CommonJS module by default, esbuild copies all of its properties, which for node:fs and
 * a dozen importers takes 1 ms of a start; a module with a default export is used as it is. Commander can start
 * programs as subcommands; ours are objects, so it need not load node:child_process, which takes another ms. Chalk
 * inspects its terminal through node:tty and node:os while loading; ours is told whether to colour.
 */
const builtins = {
	name: 'builtins',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
			importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
		);
		onResolve({ filter: /^#supports-color$/ }, () => ({ path: 'nothing', namespace: 'nothing' }));
		onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
		// Imported as a module, it would be wrapped for ES modules, field by field.
		onResolve({ filter: /^node:process$/ }, () => ({ path: 'process', namespace: 'global' }));
		onLoad({ filter: /.*/, namespace: 'global' }, ({ path: name }) => ({ contents: `module.exports = ${name};` }));
		onResolve({ filter: /^node:(fs|path)$/ }, ({ path: named, kind, namespace }) =>
			kind === 'import-statement' && namespace === 'file' ? { path: named, namespace: 'builtin' } : undefined,
		);
		onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path: named }) => ({
			contents: `export default require(${JSON.stringify(named)});`,
		}));
	},
};

const options = {
	absWorkingDir: root,
	bundle: true,
	format: 'cjs',
	platform: 'node',
	target: 'node20',
	supported: { 'dynamic-import': false, 'regexp-unicode-property-escapes': true },
	minify: true,
	metafile: true,
	plugins: [doors],
	define: { 'import.meta.url': '__importMetaUrl' },
	logLevel: 'warning',
};

/** @returns esbuild's metafiles of the bundles */
async function bundle() {
	const main = await build({
		...options,
		plugins: [doors, builtins, styles],
		stdin: {
			contents: `export { main } from './src/main.ts'; export * from './src/errors.ts'; export const version = '${version}';`,
			resolveDir: root,
		},
		outfile: path.join(dist, 'main.js'),
	});
	writeAscii(path.join(dist, 'main.js'));
	const [cache, warm, duckdb] = await Promise.all([
		bundleOne('./src/store/code-cache.ts', 'code-cache.js'),
		bundleOne('./src/cli/warm.ts', 'warm.js'),
		// Runs as a separate process, which hosts the labs' engine.
		bundleOne('./src/labs/duckdb-process.ts', 'duckdb-process.js'),
	]);
	const rest = await build({
		...options,
		plugins: [doors, sharedErrors],
		entryPoints: DOORS,
		entryNames: '[name]',
		outdir: dist,
		banner: { js: 'const __importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
	});
	return [main, cache, warm, duckdb, rest].map(({ metafile }) => metafile);
}

/** Bundles what bin/roadmap.js uses to read and create V8's code cache. */
function bundleOne(file, name) {
	return build({
		...options,
		plugins: [builtins],
		stdin: { contents: `export * from '${file}';`, resolveDir: root },
		outfile: path.join(dist, name),
	});
}

/**
 * Escapes non-ASCII characters, which esbuild leaves in regular expressions: a single one beyond Latin-1 makes V8 store
 * the whole source twice as wide.
 */
function writeAscii(file) {
	const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
	fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/[\u0080-\uffff]/g, escaped));
}

/** Compiles the roadmaps in roadmap/ with the same code that compiles a learner's own. */
async function compileRoadmaps() {
	const files = ['source', 'compile', 'compiled-roadmap'].map((name) => `src/content/${name}.ts`);
	const { readSource, compile, writeCompiled } = await loadSource(files);
	for (const entry of fs.readdirSync(path.join(root, 'roadmap'), { withFileTypes: true })) {
		if (!entry.isDirectory()) continue;
		const { compiled, faults } = compile(readSource(path.join(root, 'roadmap', entry.name)));
		for (const { severity, file, line, column, path: where, message } of faults) {
			process.stderr.write(`${severity}: ${path.relative(root, file)}:${line}:${column} ${where}: ${message}\n`);
		}
		if (!compiled) throw new Error(`roadmap/${entry.name} has faults`);
		const folder = path.join(dist, 'roadmaps', compiled.roadmap.id);
		fs.mkdirSync(folder, { recursive: true });
		for (const { name, content } of writeCompiled(compiled.roadmap, compiled.lessons))
			fs.writeFileSync(path.join(folder, name), content);
		copyLabFiles(compiled.lessons, path.join(root, 'roadmap', entry.name), folder);
	}
}

/** Copies lab files next to the compiled roadmap, at the same relative paths as in its source. */
function copyLabFiles(lessons, from, to) {
	for (const { data, variants } of lessons.flatMap(({ labs = [] }) => labs)) {
		for (const file of [data, ...variants].flatMap(({ files = [] }) => files)) {
			fs.mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
			fs.copyFileSync(path.join(from, file), path.join(to, file));
		}
	}
}

try {
	const metafiles = await bundle();
	await compileRoadmaps();
	await writeSchemas(path.join(dist, 'roadmaps'));
	metafiles.push(...(await buildPage(root, dist)));
	fs.writeFileSync(path.join(dist, 'THIRD-PARTY.txt'), noticesFor(metafiles, root));
	await writeManPage(dist, version, options.plugins);
	execFileSync(process.execPath, [path.join(root, 'scripts', 'warm.cjs'), dist], { stdio: 'inherit' });
	fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
	fs.renameSync(dist, path.join(root, 'dist'));
} finally {
	fs.rmSync(dist, { recursive: true, force: true });
}
