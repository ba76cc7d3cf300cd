/**
 * Descriptions of the format for editors: the JSON Schema is made from these and the validator
 * (scripts/json-schema.ts). They are kept apart so that schema.ts reads as the rules alone.
 */

/** Metadata on a part of the validator, copied into the JSON Schema. */
export type Metadata = Readonly<Record<string, unknown>>;

/** At most 500 characters, counted as `safeLine` does: without blanks at the ends, and a run of blanks as one. */
const SHORT = '(?=\\S)(?:\\S|\\s+(?=\\S)){1,500}\\s*';

export const PHRASE: Metadata = {
	pattern: `^\\s*(?:${SHORT})?$`,
	patternErrorMessage: 'One line of at most 500 characters.',
};

export const LINE: Metadata = {
	pattern: `^\\s*${SHORT}$`,
	patternErrorMessage: 'One line of at most 500 characters, and not empty.',
};

/** More than blanks. */
export const FILLED: Metadata = { pattern: '\\S', patternErrorMessage: 'A text that is not empty.' };

export const ID: Metadata = {
	patternErrorMessage: 'Lowercase letters, digits and hyphens, at most 64, beginning with a letter or digit.',
};

export const ELSEWHERE: Metadata = {
	patternErrorMessage: 'The id of another roadmap, a slash, and the id of a topic of it.',
};

export const PROGRAM: Metadata = {
	patternErrorMessage: 'The name of a program as it stands on PATH, and no path.',
};

export const FILE_PATH: Metadata = {
	patternErrorMessage: "A file by its path from the roadmap's folder, with / between folders.",
};

export const FILE_NAME: Metadata = {
	patternErrorMessage: 'The name of a file, and no path.',
};

/** Matches everything that `readUrl` accepts; only `roadmap check` tells whether a browser would open it. */
export const ADDRESS: Metadata = {
	maxLength: 2_048,
	pattern: '^[Hh][Tt][Tt][Pp][Ss]?://+[^\\s\\\\/?#@]+(?:[/?#][^\\s\\\\]*)?$',
	patternErrorMessage:
		'An address that begins with https:// or http://, without spaces, backslashes, name or password.',
};

/** Lists without duplicates, a rule that check.ts enforces. */
export const UNIQUE_LISTS: ReadonlySet<string> = new Set([
	'roadmap.phases',
	'level.shows',
	'path.stages',
	'path.with',
	'path.without',
	'path.core',
	'topic.needs',
	'topic.aliases',
	'topic.tools',
	'topic file.tools',
	'check.columns',
	'check.order',
]);

/** What a field is for, with examples. */
type Words = string | readonly [about: string, ...examples: unknown[]];

interface About {
	readonly about: string;
	readonly fields: Readonly<Record<string, Words>>;
}

const LESSON = {
	summary: 'The idea in one sentence that is true on its own.',
	key: ['The one thing to keep, in one line that is true on its own.', 'Time does the kneading.'],
	why: 'What goes wrong when nobody knows this.',
	idea: 'The mental model, with one worked example. Paragraphs, `inline code` and fenced code blocks.',
	outcomes: [
		'What you can do when you know it. Each begins with a verb that somebody watching could check.',
		['Bake a loaf that rises.'],
	],
	pitfalls: 'Mistakes that people make, and how each looks from outside.',
	practice: 'One task, and how you know that it worked.',
	task: ['The practice in one sentence.', 'Bake one loaf and weigh it.'],
	tools: ["Ids of the roadmap's tools that the practice needs.", ['scales']],
	recall: 'Questions to come back to, with their answers.',
	minutes: ['How long it takes: an honest total, reading and practice together.', 45],
	resources: 'What to read, watch or try, the most useful first.',
	labs: "Practice that an engine on the learner's machine checks.",
} as const;

const LAB_DATA = {
	make: 'SQL that makes the tables. DuckDB only.',
	again:
		'SQL for between two runs of the answer, such as a second batch. Without it the answer runs once. DuckDB only.',
	files: [
		"Files under the roadmap's folder, 8 MiB in all. In the lab's folder each has its own name, without its folders.",
		['data/orders.csv'],
	],
} as const;

const PERMANENT = 'Lowercase letters, digits and hyphens. Permanent: progress is kept under it.';

/** Every kind of map and its fields, by the names in schema.ts. */
export const WORDS: Readonly<Record<string, About>> = {
	roadmap: {
		about: 'A roadmap: what there is to learn, and in which order.',
		fields: {
			format: 'The version of this format. Always first, always 1.',
			id: [`The roadmap's id. ${PERMANENT}`, 'bread'],
			title: ['What it is called.', 'Bake bread'],
			goal: ['What you can do at the end, in one line. The title if left out.', 'Bake a loaf you are proud of'],
			welcome: 'Who this is for and how to begin. Shown before anything is marked.',
			texts:
				'measured: the checks of this repository hold the texts against measures of length and manner; roadmap check does not. free: as if left out.',
			phases: [
				'The phases that stages belong to, in order. If left out, as the stages name them.',
				['Basics', 'Craft'],
			],
			tools: 'Programs that practices need; topics name theirs by id.',
			levels: 'Choices of how much is in view. If left out: core, recommended and everything.',
			paths: 'Choices of stages; the first is the default. If left out, one path with every stage.',
			stages: 'The stages, in the order in which they are learned.',
		},
	},
	stage: {
		about: 'A part of the way, with its topics.',
		fields: {
			id: [`The stage's id. ${PERMANENT}`, 'basics'],
			title: ['What it is called.', 'Flour, water, salt, time'],
			phase: 'The phase it belongs to; one of phases, where the roadmap lists them.',
			tagline: 'The stage in one line.',
			intro: 'What this stage is for and what it makes possible.',
			project: 'One thing to build at its end.',
			hours: ['How long the project takes.', 6],
			topics: 'The topics, in the order in which they are learned.',
		},
	},
	topic: {
		about: 'One thing to learn. All but id and title may be left out, or stand in topics/<id>.yaml.',
		fields: {
			id: [`The topic's id. ${PERMANENT} When it must change, keep the old one in aliases.`, 'first-loaf'],
			title: ['What it is called.', 'A first loaf'],
			tier: 'How much it matters. Levels choose by it.',
			needs: ['Ids of the topics to learn first. They order the topics and never lock one.', ['flour']],
			aliases: ['Ids that this topic had once. Progress under them counts.', ['loaf']],
			'same-as': [
				'The same topic in another roadmap, as roadmap/topic. Finished or known there, it counts as known here.',
				'pizza/first-dough',
			],
			...LESSON,
		},
	},
	'topic file': { about: 'The content of one topic; its id and title are in roadmap.yaml.', fields: LESSON },
	pitfall: {
		about: 'A mistake that people make.',
		fields: {
			mistake: ['What they do.', 'Adding all the water at once.'],
			sign: ['What it looks like from outside.', 'The dough sticks to everything.'],
		},
	},
	'recall question': {
		about: 'A question to come back to.',
		fields: {
			id: ["The question's id, unique in its topic and for ever.", 'why-salt'],
			ask: ['The question.', 'A dough without salt rises faster. Why is that not better?'],
			answer: 'The answer, as one would like to give it.',
			points: ['The ideas of the answer, each judged on its own.', ['Salt slows the yeast.']],
		},
	},
	resource: {
		about: 'Something to read, watch or try.',
		fields: {
			kind: 'What sort of thing it is.',
			title: ['What it is called.', 'A book about bread'],
			by: 'Who made it.',
			url: ['Its address: http or https, no name or password in it.', 'https://example.org/bread'],
			minutes: ['How long it takes. Left out where nobody knows.', 20],
			paid: 'true where it costs money.',
			start: 'true for the one to begin with.',
			note: ['What it is good for, in a few words.', 'Good for the pictures of crumb.'],
		},
	},
	lab: {
		about: "Practice that an engine on the learner's machine checks.",
		fields: {
			id: [`The lab's id, unique in its topic. ${PERMANENT}`, 'latest-per-user'],
			title: ['What it is called.', 'The latest change per user'],
			engine: 'What runs the answer.',
			minutes: ['How long it takes.', 20],
			task: 'What to do, in words. How answers are compared is said with it by the program.',
			...LAB_DATA,
			variants: 'Other data for the same task, never shown: each takes the place of make, files and again.',
			starter: "What the learner's file holds at first. No check may pass it.",
			checks: 'What has to be true of the answer.',
			hints: 'From a question to nearly the line; each is shown only when it is asked for.',
			solution: 'An answer that passes on all data.',
			wrong: 'Answers that must be caught; roadmap check proves that they are.',
		},
	},
	check: {
		about: 'One thing that has to be true of the answer.',
		fields: {
			kind: "result: the rows of the answer's last query. zero: a query that finds nothing. fails: a statement that is refused. uses, avoids: the engine's syntax tree. file: a file that the answer writes. stdout: what the program prints.",
			says: ['What its failure means, in a line.', 'two rows of one user are left'],
			expect: 'For result and file: a query whose rows are right. For stdout: what is printed.',
			rows: [
				'In place of expect: the rows themselves.',
				[
					[1, 'Ada'],
					[2, null],
				],
			],
			columns: ['The names of the columns of rows.', ['id', 'name']],
			order: ['The columns whose values have to come in the expected order. Ties are free.', ['day']],
			names: 'true where columns are found by their names and not by their places.',
			query:
				'For zero: what has to find nothing. For file: what reads the file. For result: what is asked in place of the last query.',
			statement: ['For fails: what has to be refused.', 'INSERT INTO users VALUES (1)'],
			node: ["For uses and avoids: a class, a type or a function of the engine's syntax tree.", 'WINDOW'],
			path: ['For file: its name.', 'out.parquet'],
			args: ['For stdout: what the program is started with.', ['--by', 'day']],
			stdin: 'For stdout: what the program reads.',
			repeat: ['For stdout: how often stdin is given, one after the other.', 100_000],
			memory: [
				'For stdout: the most memory that the program may take, in MiB, where the system can hold it to that.',
				64,
			],
			hidden: 'For stdout: true where it is other data, which is never shown.',
		},
	},
	variant: {
		about: 'Other data for the same task, never shown.',
		fields: {
			...LAB_DATA,
			says: ['What this data has that the first has not.', 'where two changes have the same time'],
		},
	},
	'wrong answer': {
		about: 'An answer that must be caught.',
		fields: {
			answer: 'The answer.',
			check: ['The number of the check that catches it, from 1.', 1],
			variant: ['The number of the variant on which it is caught, from 1, where it passes on the first data.', 1],
		},
	},
	level: {
		about: 'A choice of tiers.',
		fields: {
			id: [`The level's id. ${PERMANENT}`, 'core'],
			shows: ['The tiers that are in view.', ['core', 'recommended']],
			for: ['Whom it is for, or what one gets.', 'the core topics alone'],
		},
	},
	path: {
		about: 'A choice of stages, in the order in which they are learned.',
		fields: {
			id: [`The path's id. ${PERMANENT}`, 'all'],
			title: ['What one becomes on it.', 'Baker'],
			stages: ['Ids of the stages, in the order in which they are learned.', ['basics', 'sourdough']],
			for: ['Whom it is for.', 'the whole way'],
			with: ['Ids of topics from other stages that it takes in.', ['starter']],
			without: ['Ids of topics that it leaves out of its stages.', ['flour']],
			core: ['Ids of topics that are core on this path, whatever their tier.', ['starter']],
		},
	},
	tool: {
		about: 'A program that practices need.',
		fields: {
			id: ["The tool's id, which topics name it by.", 'duckdb'],
			title: ['What it is called.', "DuckDB's command line"],
			for: ['What it is needed for.', 'SQL on files'],
			finds: ['The name of its program, as it stands in a folder of PATH.', 'duckdb'],
			get: 'How to get it: a line for each system.',
		},
	},
	'way to get a tool': {
		about: 'A line for each system that says how to get the program.',
		fields: {
			macos: ['On macOS.', 'brew install duckdb'],
			windows: ['On Windows.', 'winget install DuckDB.cli'],
			debian: ['On Debian, Ubuntu and their kin.', 'apt install postgresql'],
			fedora: ['On Fedora and its kin.', 'dnf install postgresql-server'],
			arch: ['On Arch and its kin.', 'pacman -S duckdb'],
			linux: ['On every other Linux.', 'Download it from duckdb.org'],
			any: ['On every other system.', 'Download it from duckdb.org'],
		},
	},
};
