/** What a shell is answered on TAB, and that it is answered nothing where anything is wrong. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { writeRoadmap } from './screen.ts';

let terminal: Terminal;
let tea: string;

beforeEach(() => {
	terminal = new Terminal();
	tea = writeRoadmap();
});

/** What stands at the cursor, `|`, of a line on the roadmap of tea: candidate → what it is. */
async function complete(line: string): Promise<ReadonlyMap<string, string>> {
	const words = line.replace(/\|$/, '').split(' ');
	const { code, out, err } = await terminal.run(['complete', '--', '--roadmap', tea, ...words]);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	const lines = out.split('\n').filter((row) => row !== '');
	return new Map(lines.map((row) => [row.split('\t')[0] ?? '', row.split('\t')[1] ?? '']));
}

const GLOBAL = ['--json', '--color', '--quiet', '--no-input', '--no-pager', '--help'];
/** The same, with their short forms. */
const SPELLED = ['--json', '--color', '-q', '--quiet', '--no-input', '--no-pager', '-h', '--help'];
const VIEW = ['water', 'leaves', 'green-tea', 'black-tea'];
const STAGES = ['stage:basics', 'stage:brewing'];

describe('the candidates of a line', () => {
	test.each<[line: string, candidates: readonly string[]]>([
		['sta|', ['start', 'stages', 'stage', 'stats']],
		['he|', ['help']],
		['nonsense |', []],
		// Topics in view, in the order of learning, and whole stages where several may be named.
		['topic |', VIEW],
		['done |', VIEW],
		['done l|', ['leaves']],
		['done leaves |', ['water', 'green-tea', 'black-tea']],
		['done leaves l|', []],
		['done leaves stage:b|', STAGES],
		['done stage:basics stage:|', ['stage:brewing']],
		['later g|', ['green-tea']],
		// Out of view only where nothing in view begins so.
		['done k|', ['kettles']],
		['done 1.|', ['1.1', '1.2']],
		['done 1.3|', ['1.3']],
		['topic water |', []],
		['open water |', ['1', '2']],
		['open water 2|', ['2']],
		['open water 1 |', []],
		['done water --resource |', ['1', '2']],
		['Done |', []],
		['done W|', []],
		// Stages, by their ids, by number where a number is begun.
		['stage |', ['basics', 'brewing']],
		['stage br|', ['brewing']],
		['stage 2|', ['2']],
		['stage basics |', []],
		['map |', ['basics', 'brewing']],
		['map br|', ['brewing']],
		['next --stage |', ['basics', 'brewing']],
		['next --stage=br|', ['--stage=brewing']],
		['path |', ['all', 'short']],
		['path s|', ['short']],
		['level |', ['core', 'recommended', 'everything']],
		['level core |', []],
		// Options of the command and of all commands; what was said is not offered again.
		['next --|', ['--number', '--stage', '--time', '--all', ...GLOBAL]],
		['next -|', ['-n', '--number', '--stage', '--time', '--all', ...SPELLED]],
		['next -n 3 --s|', ['--stage']],
		['next --stage 1 --json --|', ['--number', '--time', '--all', ...GLOBAL.slice(1)]],
		['reset --|', ['--pick', '--dry-run', '--yes', ...GLOBAL]],
		['-|', [...SPELLED, '-V', '--version']],
		['done --resource |', []],
		['done --resource 2 l|', ['leaves']],
		['next --time |', ['15m', '30m', '1h', '2h']],
		['--color |', ['auto', 'always', 'never']],
		['done --color=a|', ['--color=auto', '--color=always']],
		['--color never pat|', ['path']],
		['next --nonsense=|', []],
		// Behind -- nothing is an option.
		['done -- -|', []],
		['done -- l|', ['leaves']],
		['help exi|', ['exit-codes']],
		['help level |', []],
		['pace |', ['pause', 'resume', 'none']],
		['pace re|', ['resume']],
		['pace pause |', []],
		['stats --what-if |', []],
		['completion |', ['bash', 'zsh', 'fish', 'powershell']],
		['completion z|', ['zsh']],
		['review |', ['answer', 'grade']],
		['review answer |', []],
		['review grade water/taste |', ['again', 'hard', 'good', 'easy']],
		['review answer water/taste |', []],
		['search |', []],
		['undo |', []],
		// The shell completes file names itself.
		['check |', [':files']],
		['check mi|', [':files']],
		['check --w|', ['--watch']],
		['new |', [':files']],
		['new --t|', ['--title']],
		['map --svg |', [':files']],
		['map --svg=mi|', [':files']],
		['done --roadmap |', ['data-engineer', ':files']],
		['use |', ['data-engineer', ':files']],
		['use te|', [':files']],
		['link water |', []],
		['link water --kind v|', ['video']],
		['add 1 Mint --tier |', ['core', 'recommended', 'optional']],
		['add 1 Mint --tier=o|', ['--tier=optional']],
		['export --format |', ['json', 'markdown', 'csv']],
		['export -o |', [':files']],
		['import |', [':files']],
		['later water --until 1|', ['1d', '1w', '1m']],
		['done --roadmap=mi|', [':files']],
	])('%s', async (line, candidates) => {
		expect([...(await complete(line)).keys()]).toEqual(candidates);
	});

	test('questions are those of what is done; of other topics, what is begun to type', async () => {
		const words = async (word: string) => {
			const { out } = await terminal.run(['complete', '--', 'review', 'answer', word]);
			return out.split('\n').filter((row) => row !== '');
		};
		expect(await words('')).toEqual([]);
		expect(await words('sql-joins/two-d')).toEqual([expect.stringMatching(/^sql-joins\/two-details\t\S/)]);
		expect(await words('1.2/two-d')).toEqual([expect.stringMatching(/^1\.2\/two-details\t/)]);
		await terminal.run('done sql-joins');
		const all = await words('');
		expect(all.length).toBeGreaterThan(1);
		expect(all.every((row) => row.startsWith('sql-joins/'))).toBe(true);
		expect(await words('s')).toEqual(all);
	});

	test('every command, with what it does', async () => {
		const found = await complete('|');
		expect([...found.keys()].slice(0, 3)).toEqual(['next', 'topic', 'open']);
		expect([...found.keys()]).toEqual(expect.arrayContaining(['completion', 'check', 'help']));
		expect([...found.keys()]).not.toContain('complete');
		expect(found.get('undo')).toBe('Undo the last change');
	});

	test.each([
		['done wa|', 'water', 'Water'],
		['done stage:ba|', 'stage:basics', 'Water & leaves'],
		['stage 1|', '1', 'Water & leaves'],
		['path s|', 'short', 'Tea drinker'],
		['next --st|', '--stage', 'only from this stage, even if other topics usually come first'],
	])('%s says what it is', async (line, word, about) => {
		expect((await complete(line)).get(word)).toBe(about);
	});

	test('what the command can change is offered, the topic in hand first', async () => {
		const marked = async (line: string) => void (await terminal.run([...line.split(' '), '--roadmap', tea]));
		await marked('done water');
		await marked('start green-tea');
		expect([...(await complete('done |')).keys()]).toEqual(['green-tea', 'leaves', 'black-tea']);
		expect([...(await complete('reset |')).keys()]).toEqual(['green-tea', 'water']);
		expect([...(await complete('topic |')).keys()]).toEqual(['green-tea', 'water', 'leaves', 'black-tea']);
		// Who begins to type it, means it.
		expect([...(await complete('done wa|')).keys()]).toEqual(['water']);
		expect((await complete('open water |')).get('1')).toBe('The Kettle');
	});

	test('the topics in view are those of the chosen path and level', async () => {
		await terminal.run(['path', 'short', '--roadmap', tea]);
		await terminal.run(['level', 'core', '--roadmap', tea]);
		expect([...(await complete('topic |')).keys()]).toEqual(['green-tea']);
		expect([...(await complete('topic w|')).keys()]).toEqual(['water']);
	});

	test('a space stands for a word that has not begun: PowerShell loses empty arguments', async () => {
		const { out } = await terminal.run(['complete', '--', 'completion', ' ']);
		expect(out).toBe('bash\t\nzsh\t\nfish\t\npowershell\t\n');
	});

	test('~/ before a roadmap is the home folder, which shells leave to us', async () => {
		const at = new Terminal({ env: { HOME: path.dirname(tea) } });
		const { out } = await at.run(['complete', '--', '--roadmap', '~/mine.yaml', 'done', 'wa']);
		expect(out).toBe('water\tWater\n');
	});
});

describe('a title', () => {
	test('comes as one line on which no terminal acts', async () => {
		const title = '"a\\nb\\t$(touch PWNED) `x` \\e]0;t\\a \\u202e end"';
		tea = writeRoadmap(`format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, topics: [{id: a, title: ${title}}]}]\n`);
		const about = (await complete('topic |')).get('a') ?? '';
		expect(about).toMatch(/^a b \$\(touch PWNED\) `x` .* end$/);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
		expect(about).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
	});

	test('or an id from a damaged cache is looked at once more', async () => {
		await complete('topic |');
		const cache = path.join(terminal.home, 'cache', 'roadmaps');
		const [folder = ''] = fs.readdirSync(cache);
		const spine = path.join(cache, folder, 'spine.jsonl');
		const damaged = fs.readFileSync(spine, 'utf8').replaceAll('"water"', '"$(touch PWNED)"');
		fs.writeFileSync(spine, damaged.replaceAll('"Leaves"', '"Lea\\tve\\u001b\\ns"'));
		const found = await complete('topic |');
		expect([...found.keys()]).toEqual(['leaves', 'green-tea', 'black-tea']);
		expect(found.get('leaves')).toBe('Lea ve\ufffd s');
	});
});

describe('where anything is wrong, it is silent and empty', () => {
	const ASKED = ['complete', '--', 'done', ''];
	const NOTHING = { code: 0, out: '', err: '' };

	function write(file: string, text: string): void {
		const full = path.join(terminal.home, file);
		fs.mkdirSync(path.dirname(full), { recursive: true });
		fs.writeFileSync(full, text);
	}

	test('else it is not', async () => {
		const { code, out, err } = await terminal.run(ASKED);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(out).toContain('sql-joins\tJoins & aggregation\n');
	});

	test('a damaged journal, which stays news to the learner', async () => {
		write('progress/a.jsonl', '{"v":1,"id":\n');
		expect(await terminal.run(ASKED)).toEqual(NOTHING);
		expect((await terminal.run('next')).err).toContain('a.jsonl');
	});

	test('a long damaged journal, too: no checkpoint hides the damage', async () => {
		await terminal.run('done sql-joins');
		const [line] = terminal.journal();
		const lines = Array.from({ length: 400 }, (_, i) =>
			JSON.stringify({ ...line, id: `01AAAAAAAAAAAAAAAAAAAA${1000 + i}` }),
		);
		write('progress/a.jsonl', `${lines.join('\n')}\nnonsense\n`);
		expect(await terminal.run(ASKED)).toEqual(NOTHING);
		expect((await terminal.run('next')).err).toContain('a.jsonl');
	});

	test('damaged settings, which stay news to the learner', async () => {
		write('config.json', '{"choices":');
		expect(await terminal.run(ASKED)).toEqual(NOTHING);
		expect((await terminal.run('next')).err).toContain('config.json');
	});

	test('a journal that is a folder', async () => {
		fs.mkdirSync(path.join(terminal.home, 'progress', 'a.jsonl'), { recursive: true });
		expect(await terminal.run(ASKED)).toEqual(NOTHING);
	});

	test('a roadmap that is not there', async () => {
		expect(await terminal.run(['complete', '--', '--roadmap', '/nowhere.yaml', 'done', ''])).toEqual(NOTHING);
	});

	test.each([
		['a roadmap with faults', 'format: 1\nid: r\n'],
		['a roadmap that is no YAML', '\t{'],
		[
			'an id with a command in it',
			'format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, topics: [{id: "a$(touch PWNED)", title: A}]}]\n',
		],
	])('%s', async (_, yaml) => {
		expect(await terminal.run(['complete', '--', `--roadmap=${writeRoadmap(yaml)}`, 'done', ''])).toEqual(NOTHING);
	});

	test('no home folder', async () => {
		const homeless = new Terminal({ home: '', env: { HOME: '' } });
		expect(await homeless.run(ASKED)).toEqual(NOTHING);
	});

	test('a path that the roadmap no longer has: the default is offered, nothing is said', async () => {
		write('config.json', '{"choices":{"data-engineer":{"path":"gone"}}}');
		const { out, err } = await terminal.run(ASKED);
		expect(err).toBe('');
		expect(out).toContain('sql-joins');
	});
});

test('reading leaves no trace', async () => {
	await terminal.run(['complete', '--', 'done', '']);
	expect(fs.readdirSync(terminal.home)).toEqual([]);
});

test('without the dashes of a script there is no such command: a learner may mean done', async () => {
	const { code, out, err } = await terminal.run('complete sql-joins');
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain('There is no command called "complete".');
});
