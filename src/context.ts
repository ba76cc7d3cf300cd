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
import { canExtend, fold, imagine, type Memory, type Unwritten } from './model/memory.ts';
import { progressIn } from './model/progress.ts';
import { type Choice, defaultChoice, knownChoice, scopeOf } from './model/scope.ts';
import type { Standing } from './model/standing.ts';
import type { Lesson, Roadmap, Topic } from './model/types.ts';
import { knownDevice } from './store/device.ts';
import { fileError } from './store/files.ts';
import { type Places, placesFrom } from './store/places.ts';
import { recall, recallEvents } from './store/recall.ts';
import { record } from './store/record.ts';
import { readSettings, settingsFile } from './store/settings.ts';
import { SILENCE, type Voice, voiceOf } from './voice.ts';
import { isOn, type World } from './world.ts';

export interface Context {
	/** Reads the roadmap, the journals and the settings. */
	readonly open: () => Promise<Open>;
	/** How all would stand after a change of marks; nothing is written. */
	readonly preview: (change: Unwritten) => Promise<Open>;
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
	/** Whether somebody can answer: a terminal on both sides, and neither `--json` nor `--no-input`. */
	readonly possible: () => boolean;
	/** A searchable list. @returns the topic's id @throws Interrupted on Ctrl-C */
	readonly topic: (message: string, topics: readonly Topic[]) => Promise<string>;
	/** Yes or no; Enter is no. @throws Interrupted on Ctrl-C */
	readonly confirm: (message: string) => Promise<boolean>;
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
	/** Nothing is asked, whoever could answer. */
	readonly noInput?: boolean;
	/** Nobody reads warnings: damage is an error, and everything else beside the answer is left out. */
	readonly silent?: boolean;
}

export function makeContext(world: World, globals: Globals): Context {
	const places = once(() => placesFrom(world));
	const voice = globals.silent ? SILENCE : voiceOf(world);
	const book = once(() => openBook(world, globals, places, voice));
	let memory: Memory | undefined;
	const remembered = () => {
		memory ??= recall(places(), world.now(), (notice) => voice.damage(places(), notice)).memory;
		return memory;
	};
	return {
		open: async () => openAt(voice, places(), await book(), remembered(), world.now()),
		preview: async (change) => {
			const opened = await book();
			const memory = imagine(change, opened.roadmap.id, remembered(), world.now());
			return openAt(voice, places(), opened, memory, world.now());
		},
		save: async (change) => {
			const { id } = (await book()).roadmap;
			const event = record(places(), remembered(), id, change, world.now());
			memory = canExtend([event]) ? fold([event], world.now(), remembered()) : undefined;
			return event;
		},
		choose: async (choice) => keepChoice(voice, places(), (await book()).roadmap.id, choice, world.now()),
		history: () => recallEvents(places()),
		device: () => knownDevice(places()),
		check: async (file) => {
			const { review } = await import('./content/compile.ts');
			return review(readSource(file), voice.slowly(file));
		},
		browse: async (url) => (await import('./browser.ts')).browse(world, url),
		ask: askOf(world, globals),
		now: world.now,
	};
}

function askOf(world: World, { json, noInput }: Globals): Ask {
	const answered = <T>(answer: T | undefined): T => {
		if (answer === undefined) throw new Interrupted();
		return answer;
	};
	const mayAsk = !json && !noInput && !isOn(world.env.ROADMAP_NO_INPUT);
	return {
		possible: () => mayAsk && world.stdin.isTTY === true && world.stderr.isTTY === true,
		topic: async (message, topics) => answered(await (await import('./prompt.ts')).pickTopic(world, message, topics)),
		confirm: async (message) => answered(await (await import('./prompt.ts')).confirm(world, message)),
	};
}

function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

async function openBook(world: World, { roadmap }: Globals, places: () => Places, voice: Voice): Promise<Book> {
	if (roadmap === undefined) return openShipped(world.shelf);
	const opened = await openFile(roadmap, places().cache, world.version, voice.slowly(roadmap));
	if ('book' in opened) return opened.book;
	const [first] = opened.faults;
	const count = opened.faults.length;
	throw new UserError(first ? `${first.file}:${first.line}:${first.column} ${first.path}: ${first.message}` : roadmap, {
		hint: `roadmap check ${roadmap} shows ${count === 1 ? 'the fault' : `all ${count} faults`} in place.`,
		code: EXIT.invalid,
	});
}

function openAt(voice: Voice, places: Places, { roadmap, lessonOf }: Book, memory: Memory, now: Date): Open {
	const scope = scopeOf(roadmap, choiceFor(voice, places, roadmap));
	const progress = progressIn(memory, roadmap);
	const standing: Standing = { roadmap, scope, progress, today: localDay(now) };
	return { standing, lessonOf, describe: topicDescriber(standing, lessonOf) };
}

/** What the learner chose for this roadmap, or the default where they did not or it is gone. */
function choiceFor(voice: Voice, places: Places, roadmap: Roadmap): Choice {
	const { settings, damaged, news } = readSettings(places);
	const file = settingsFile(places);
	if (damaged) {
		const text = `${file} cannot be read, so the default path and level are used. Your progress is not in it.`;
		voice.damage(places, { key: news, text });
	}
	const wanted = { ...defaultChoice(roadmap), ...settings.choices.get(roadmap.id) };
	const choice = knownChoice(roadmap, wanted);
	for (const what of ['path', 'level'] as const) {
		if (choice[what] !== wanted[what]) {
			voice.warn(
				`This roadmap has no ${what} "${wanted[what]}" any more; using ${choice[what]}. Choose with roadmap ${what}.`,
			);
		}
	}
	return choice;
}

async function keepChoice(voice: Voice, places: Places, roadmap: string, choice: Choice, now: Date): Promise<void> {
	const { saveSettings } = await import('./store/settings-file.ts');
	const { settings } = readSettings(places);
	try {
		const aside = saveSettings(places, { choices: new Map(settings.choices).set(roadmap, choice) }, now);
		if (aside) voice.warn(`The settings could not be read; they were set aside as ${aside}.`);
	} catch (error) {
		throw fileError(error, 'write', settingsFile(places));
	}
}
