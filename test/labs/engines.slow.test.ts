/** Engines on a machine: none, half of one, one for another system; fetching it as a learner does, offline too; removing it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkLab } from '../../src/labs/check-lab.ts';
import { engineOffer, engineState, fetchEngine, removeEngine } from '../../src/labs/engines.ts';
import { hasDuckDB, labOf, makeHost, PLACES } from './engine.ts';

const host = await makeHost();
const homes: string[] = [];
afterEach(() => {
	for (const home of homes.splice(0)) fs.rmSync(home, { recursive: true, force: true });
});

function makeHome() {
	const data = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-engines-'));
	homes.push(data);
	return { data, folder: path.join(data, 'engines', 'duckdb') };
}

const LAB = labOf({ checks: [{ kind: 'result', expect: 'SELECT 1' }] });

function names(folder: string): string[] {
	return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}

describe('without an engine', () => {
	test('it is missing, and a check says what fetches it', async () => {
		const home = makeHome();
		expect(await engineState('duckdb', host, home)).toEqual({
			engine: 'duckdb',
			state: 'missing',
			version: '1.5.6',
			size: undefined,
			place: home.folder,
		});
		const asked = checkLab({ lab: LAB, answer: 'SELECT 1', roadmapFolder: '/' }, host, home);
		await expect(asked).rejects.toMatchObject({ message: /^DuckDB is not/, hint: /roadmap lab engine/ });
		expect(removeEngine('duckdb', home)).toBe(false);
		expect(names(home.data)).toEqual([]);
	});

	test('the offer names what is fetched and where to', () => {
		const home = makeHome();
		expect(engineOffer('duckdb', home)).toMatchObject({ title: 'DuckDB 1.5.6', folder: home.folder });
		expect(engineOffer('python', home)).toBeUndefined();
	});

	test('and without npm, it says that npm is what fetches it', async () => {
		const home = makeHome();
		const asked = fetchEngine('duckdb', { ...host, env: { PATH: '/nowhere' } }, home);
		await expect(asked).rejects.toMatchObject({ message: /^npm is not on PATH/, hint: /Node\.js/ });
		expect(names(path.dirname(home.folder))).toEqual([]);
	});

	test('and without a network, it says how it comes from another machine, and leaves nothing', async () => {
		const home = makeHome();
		const env = {
			...process.env,
			npm_config_registry: 'http://127.0.0.1:9/',
			npm_config_cache: path.join(home.data, 'npm'),
			npm_config_fetch_retries: '0',
		};
		const asked = fetchEngine('duckdb', { ...host, env }, home);
		await expect(asked).rejects.toMatchObject({
			message: /your npm registry does not answer/,
			hint: expect.stringContaining(`copy ${home.folder} from there`),
		});
		expect(names(path.dirname(home.folder))).toEqual([]);
		expect((await engineState('duckdb', host, home)).state).toBe('missing');
	});

	test('Python is missing where PATH has none', async () => {
		const lost = { ...host, env: { PATH: '/nowhere' } };
		expect(await engineState('python', lost, makeHome())).toMatchObject({ state: 'missing', version: '3.9' });
		const lab = labOf({ engine: 'python' });
		const asked = checkLab({ lab, answer: '', roadmapFolder: '/' }, lost, makeHome());
		await expect(asked).rejects.toMatchObject({ hint: /Python 3\.9/ });
	});
});

describe.skipIf(!(await hasDuckDB()))('with an engine', () => {
	/** A copy of the one that was fetched. The large file is linked: nothing here writes into it. */
	function makeCopy() {
		const home = makeHome();
		const from = path.join(PLACES.data, 'engines', 'duckdb');
		fs.cpSync(from, home.folder, {
			recursive: true,
			filter: (name) => !name.endsWith('.so') && !name.endsWith('.dylib'),
		});
		for (const name of fs.readdirSync(from, { recursive: true, encoding: 'utf8' }))
			if (/\.(?:so|dylib)$/.test(name)) fs.linkSync(path.join(from, name), path.join(home.folder, name));
		return home;
	}

	const NATIVE = ['node_modules', '@duckdb', `node-bindings-${process.platform}-${process.arch}`];

	test('it is whole, and its size is told', async () => {
		const home = makeCopy();
		const { state, size = 0 } = await engineState('duckdb', host, home);
		expect({ state, isLarge: size > 30_000_000 }).toEqual({ state: 'ready', isLarge: true });
		const { passed } = await checkLab({ lab: LAB, answer: 'SELECT 1', roadmapFolder: '/' }, host, home);
		expect(passed).toBe(true);
	});

	test.each<[string, (folder: string) => void]>([
		['a file is gone', (folder) => fs.rmSync(path.join(folder, ...NATIVE, 'duckdb.node'))],
		['a file is cut short', (folder) => fs.truncateSync(path.join(folder, ...NATIVE, 'duckdb.node'), 1_000)],
		['the list of what was installed is gone', (folder) => fs.rmSync(path.join(folder, 'installed.json'))],
		['that list is cut short', (folder) => fs.truncateSync(path.join(folder, 'installed.json'), 100)],
		['that list is of another system', (folder) => edit(folder, { system: 'plan9-mips' })],
		['it is of another version', (folder) => edit(folder, { version: '0.1.0' })],
		['all but its folder is gone', (folder) => fs.rmSync(path.join(folder, 'node_modules'), { recursive: true })],
	])('it is half of one where %s', async (_, damage) => {
		const home = makeCopy();
		damage(home.folder);
		expect((await engineState('duckdb', host, home)).state).toBe('half');
		const asked = checkLab({ lab: LAB, answer: 'SELECT 1', roadmapFolder: '/' }, host, home);
		await expect(asked).rejects.toMatchObject({
			message: /^DuckDB is not|DuckDB is incomplete/,
			hint: /roadmap lab engine/,
		});
	});

	function edit(folder: string, change: object): void {
		const file = path.join(folder, 'installed.json');
		fs.writeFileSync(file, JSON.stringify({ ...JSON.parse(fs.readFileSync(file, 'utf8')), ...change }));
	}

	test('an installation that was interrupted is half of one, and fetching mends it', async () => {
		const home = makeHome();
		fs.mkdirSync(path.join(`${home.folder}.4711.tmp`, 'node_modules'), { recursive: true });
		expect((await engineState('duckdb', host, home)).state).toBe('half');
		expect((await fetchEngine('duckdb', host, home)).state).toBe('ready');
		expect(names(path.dirname(home.folder))).toEqual(['duckdb']);
		// No script of a package has run, and no package came that the lock file does not name.
		expect(names(path.join(home.folder, 'node_modules')).sort()).toEqual([
			'.package-lock.json',
			'@duckdb',
			'detect-libc',
		]);
		expect(removeEngine('duckdb', home)).toBe(true);
		expect(names(path.dirname(home.folder))).toEqual([]);
	}, 120_000);
});

test('the lock file that is shipped has what ours has, for every system, and names no registry', () => {
	const read = (...parts: string[]) =>
		JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '..', '..', ...parts), 'utf8')).packages;
	const { '': root, ...shipped } = read('src', 'labs', 'duckdb-lock.json');
	const ours = read('package-lock.json');
	expect(root.dependencies).toEqual({ '@duckdb/node-api': ours['node_modules/@duckdb/node-api'].version });
	expect(Object.keys(shipped)).toHaveLength(11);
	for (const [name, { integrity, version, resolved, hasInstallScript }] of Object.entries<Record<string, unknown>>(
		shipped,
	)) {
		expect({ name, version, integrity }).toEqual({
			name,
			version: ours[name].version,
			integrity: expect.stringMatching(/^sha512-/),
		});
		expect({ name, integrity }).toEqual({ name, integrity: ours[name].integrity });
		expect({ name, resolved, hasInstallScript }).toEqual({ name });
	}
});
