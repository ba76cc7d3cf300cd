/**
 * What goes through the ring: one line a command. A command that changes something and is not here fails a test.
 *
 * `prepare` are the commands that were said before; a file that is named stands in this folder. `homes` are what the learner's folder is like, `new` and
 * `used` if not said. The states before and after are found by asking the program, so there is nothing to write down.
 */
export interface Case {
	readonly line: string;
	readonly prepare?: readonly string[];
	readonly homes?: readonly Home[];
	/** SNAP: in a Snap package, conf writes in place. */
	readonly env?: Readonly<Record<string, string>>;
	/** Every call fails in the ordinary run too; of other cases, one in four. */
	readonly whole?: true;
}

/** `bench.ts` makes them. */
export type Home = 'new' | 'used' | 'torn' | 'long' | 'copied' | 'unsettled' | 'ahead' | 'linked' | 'outdated';

export const CHANGING: readonly Case[] = [
	{ line: 'start 1.2', homes: ['used', 'outdated'], whole: true },
	{ line: 'done 1.2', homes: ['new', 'used', 'torn', 'long', 'copied', 'unsettled'] },
	{ line: 'done stage:4 --yes' },
	{ line: 'done 1.2 --resource 1' },
	{ line: 'done 1.2 --on yesterday' },
	{ line: 'known 1.2', homes: ['new', 'used', 'ahead'] },
	{ line: 'skip 1.2' },
	{ line: 'placement --stage 3 --yes', homes: ['new', 'used'] },
	{ line: 'later 1.2 --until 2031-01-01', homes: ['new', 'used', 'ahead'] },
	{ line: 'reset 1.2', prepare: ['start 1.2', 'done 1.2'], homes: ['used', 'ahead'] },
	{ line: 'undo --yes', prepare: ['done 1.2', 'skip 1.3'], homes: ['used', 'long'] },
	{ line: 'undo --yes', prepare: ['level core'], homes: ['used', 'linked'], whole: true },
	{ line: 'redo', prepare: ['note 1.2 First', 'undo'], homes: ['used'] },
	{ line: 'redo', prepare: ['done 1.2', 'undo'], homes: ['used', 'long'] },
	{ line: 'path streaming', homes: ['new', 'used'] },
	{ line: 'level core', homes: ['new', 'used', 'unsettled', 'linked', 'copied'] },
	{ line: 'level core', homes: ['used'], env: { SNAP: '1' } },
	{ line: 'open 1.2', env: { BROWSER: 'true' } },
	{ line: 'link 1.2 https://example.org/' },
	{ line: 'add 3 Warehouse' },
	{ line: 'hide 1.2' },
	{ line: 'project 1 --start' },
	{ line: 'review grade 1.2/two-details good' },
	{ line: 'review --target 0.9' },
	{ line: 'lab hint green --roadmap tea.yaml', homes: ['new', 'used'] },
	{ line: 'pace 6h/week' },
	{ line: 'pace pause', homes: ['used'] },
	{ line: 'pace pause 2w' },
	{ line: 'note 1.2 An anti-join asks for null', whole: true },
	{ line: 'note 1.2 Asked twice', prepare: ['note 1.2 Asked twice'], homes: ['used', 'long', 'copied'] },
	{ line: 'undo --yes', prepare: ['note 1.2 First', 'note 1.2 Second'], homes: ['used', 'long'], whole: true },
	{ line: 'undo --yes', prepare: ['note 1.2 Alone'], homes: ['used'] },
	{ line: 'import backup.json', homes: ['new', 'used', 'torn', 'ahead'], whole: true },
	{ line: 'import backup.json', prepare: ['note 1.2 Mine'], homes: ['used'] },
	{ line: 'import checklist.md', prepare: ['note 1.2 Mine'], homes: ['new', 'used'] },
	{ line: 'undo --yes', prepare: ['note 1.2 Mine', 'import backup.json'], homes: ['new', 'used'], whole: true },
	{ line: 'use tea.yaml', homes: ['new', 'used', 'linked', 'unsettled'], whole: true },
	{ line: 'undo --yes', prepare: ['use tea.yaml'], homes: ['new', 'used', 'linked'], whole: true },
	{ line: 'use data-engineer', prepare: ['use tea.yaml'], homes: ['used'] },
];

/** Commands that change nothing, with what they are asked. */
export const READING: readonly string[] = [
	'',
	'next -n 3',
	'topic 1.2',
	'open 1.2 --print',
	'stages',
	'tools',
	'stats',
	'stats --what-if 10h/week',
	'pace',
	'plan --until 12w',
	'stage 4 --all',
	'project',
	'log',
	'later --list',
	'map',
	'map 4',
	'search joins',
	'review',
	'review answer 1.2/two-details',
	'lab',
	'lab engine',
	'changes',
	'path',
	'level',
	'done 1.2 --dry-run',
	'undo --dry-run',
	'notes',
	'export',
	'doctor',
	'completion bash',
	'check roadmap/data-engineer',
	'help',
	'help done',
	'--version',
];

/** Many changes and not one, and most of its calls are git's: `test/sync/killed.test.ts` stops it at each of them. */
export const CARRYING: readonly string[] = ['sync'];

/** Write files that somebody asked for, and nothing of what is remembered; the marks of a served page are ordinary ones. */
export const ELSEWHERE: readonly string[] = ['new', 'page', 'convert'];
