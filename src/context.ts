/** What a command may reach, wired once. The costly parts are functions, so that `--help` reads no file. */
import type { Browsed } from './browser.ts';
import type { Compilation } from './content/compile.ts';
import { openFile, openShipped } from './content/library.ts';
import type { Book } from './content/shelf.ts';
import { readSource } from './content/source.ts';
import { EXIT, Interrupted, UserError } from './errors.ts';
import { localDay } from './model/day.ts';
import { type TopicData, topicDescriber } from './model/describe.ts';
import type { Change, Event } from './model/event.ts';
import { canExtend, fold, type Memory } from './model/memory.ts';
import { progressIn } from './model/progress.ts';
import { safeLine } from './model/safe.ts';
import { type Choice, defaultChoice, knownChoice, scopeOf } from './model/scope.ts';
import type { Standing } from './model/standing.ts';
import type { Lesson, Roadmap, Topic } from './model/types.ts';
import { knownDevice } from './store/device.ts';
import { fileError } from './store/files.ts';
import { type Places, placesFrom } from './store/places.ts';
import { recall, recallEvents } from './store/recall.ts';
import { record } from './store/record.ts';
import { readSettings, settingsFile } from './store/settings.ts';
import { isNews } from './store/told.ts';
import type { World } from './world.ts';

export interface Context {
	/** Reads the roadmap, the journals and the settings. */
	readonly open: () => Promise<Open>;
	/** Appends one event and returns when it is on the disk. */
	readonly save: (change: Change) => Promise<Event>;
	/** Keeps a choice in the settings. */
	readonly choose: (choice: Choice) => Promise<void>;
	/** Every event of every journal. */
	readonly history: () => Event[];
	/** This device's id; undefined if it never changed anything. */
	readonly device: () => string | undefined;
	/** Holds a roadmap file against the format. */
	readonly check: (file: string) => Promise<Compilation>;
	/** Shows an address to the learner's browser. */
	readonly browse: (url: string) => Promise<Browsed>;
	readonly ask: Ask;
	readonly now: () => Date;
}

export interface Ask {
	/** Whether somebody can answer: a terminal on both sides, and no `--json`. */
	readonly possible: () => boolean;
	/** A searchable list. @returns the topic's id @throws Interrupted on Ctrl-C */
	readonly topic: (message: string, topics: readonly Topic[]) => Promise<string>;
}

export interface Open {
	readonly standing: Standing;
	readonly lessonOf: (topic: Topic) => Lesson;
	readonly describe: (topic: Topic) => TopicData;
}

/** What may be said with every command. */
export interface Globals {
	readonly roadmap?: string | undefined;
	readonly json: boolean;
}

export function makeContext(world: World, globals: Globals): Context {
	const places = once(() => placesFrom(world));
	const book = once(() => openBook(world, globals, places));
	let memory: Memory | undefined;
	const remembered = () => {
		memory ??= remember(world, places());
		return memory;
	};
	return {
		open: async () => openAt(world, places(), await book(), remembered()),
		save: async (change) => {
			const { id } = (await book()).roadmap;
			const event = record(places(), remembered(), id, change, world.now());
			memory = canExtend([event]) ? fold([event], world.now(), remembered()) : undefined;
			return event;
		},
		choose: async (choice) => keepChoice(world, places(), (await book()).roadmap.id, choice),
		history: () => recallEvents(places()),
		device: () => knownDevice(places()),
		check: async (file) => {
			const { compile } = await import('./content/compile.ts');
			return compile(readSource(file), slowly(world, file));
		},
		browse: async (url) => (await import('./browser.ts')).browse(world, url),
		ask: {
			possible: () => !globals.json && world.stdin.isTTY === true && world.stderr.isTTY === true,
			topic: async (message, topics) => {
				const id = await (await import('./prompt.ts')).pickTopic(world, message, topics);
				if (id === undefined) throw new Interrupted();
				return id;
			},
		},
		now: world.now,
	};
}

function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

async function openBook(world: World, { roadmap }: Globals, places: () => Places): Promise<Book> {
	if (roadmap === undefined) return openShipped(world.shelf);
	const opened = await openFile(roadmap, places().cache, world.version, slowly(world, roadmap));
	if ('book' in opened) return opened.book;
	const [first] = opened.faults;
	const count = opened.faults.length;
	throw new UserError(first ? `${first.file}:${first.line}:${first.column} ${first.path}: ${first.message}` : roadmap, {
		hint: `roadmap check ${roadmap} shows ${count === 1 ? 'the fault' : `all ${count} faults`} in place.`,
		code: EXIT.invalid,
	});
}

function openAt(world: World, places: Places, { roadmap, lessonOf }: Book, memory: Memory): Open {
	const scope = scopeOf(roadmap, choiceFor(world, places, roadmap));
	const progress = progressIn(memory, roadmap);
	const standing: Standing = { roadmap, scope, progress, today: localDay(world.now()) };
	return { standing, lessonOf, describe: topicDescriber(standing, lessonOf) };
}

function remember(world: World, places: Places): Memory {
	const { memory, notices } = recall(places, world.now());
	for (const { key, text } of notices) if (isNews(places, key)) warn(world, text);
	return memory;
}

/** What the learner chose for this roadmap, or the default where they did not or it is gone. */
function choiceFor(world: World, places: Places, roadmap: Roadmap): Choice {
	const { settings, damaged } = readSettings(places);
	const file = settingsFile(places);
	if (damaged && isNews(places, `settings ${file}`)) {
		warn(world, `${file} cannot be read, so the default path and level are used. Your progress is not in it.`);
	}
	const wanted = { ...defaultChoice(roadmap), ...settings.choices.get(roadmap.id) };
	const choice = knownChoice(roadmap, wanted);
	for (const what of ['path', 'level'] as const) {
		if (choice[what] !== wanted[what]) {
			warn(
				world,
				`This roadmap has no ${what} "${wanted[what]}" any more; using ${choice[what]}. Choose with roadmap ${what}.`,
			);
		}
	}
	return choice;
}

async function keepChoice(world: World, places: Places, roadmap: string, choice: Choice): Promise<void> {
	const { saveSettings } = await import('./store/settings-file.ts');
	const { settings } = readSettings(places);
	try {
		const aside = saveSettings(places, { choices: new Map(settings.choices).set(roadmap, choice) }, world.now());
		if (aside) warn(world, `The settings could not be read; they were set aside as ${aside}.`);
	} catch (error) {
		throw fileError(error, 'write', settingsFile(places));
	}
}

/** Says, once, after a second of work, that the program is at it. Nothing where nobody watches. */
function slowly(world: World, file: string): () => void {
	const start = performance.now();
	let said = false;
	return () => {
		if (said || !world.stderr.isTTY || performance.now() - start < 1_000) return;
		said = true;
		warn(world, `Reading ${file} for the first time. This takes a few seconds, once.`);
	};
}

/** Something beside the answer. */
function warn(world: World, text: string): void {
	world.stderr.write(`roadmap: ${safeLine(text)}\n`);
}
