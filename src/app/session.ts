/** What a command may reach of the world: nothing but this. */
import type { Browsed } from '../cli/browser.ts';
import type { Compilation } from '../content/compile.ts';
import type { Draft } from '../content/draft.ts';
import type { NoteText } from '../domain/backup.ts';
import type { TopicData } from '../domain/describe.ts';
import type { Update } from '../domain/difference.ts';
import type { Change, Dated, Event } from '../domain/event.ts';
import type { Finding } from '../domain/finding.ts';
import type { Simple } from '../domain/history.ts';
import type { Unwritten } from '../domain/memory.ts';
import type { Choice } from '../domain/scope.ts';
import type { Standing } from '../domain/standing.ts';
import type { Lesson, System, Topic } from '../domain/types.ts';
import type { Chosen, TakenBack } from '../domain/undo.ts';
import type { Pages } from '../page/publish.ts';
import type { Synced, SyncStatus } from '../sync/rounds.ts';

export interface Session {
	/** Reads the roadmap, the journals and the settings. */
	readonly open: () => Promise<State>;
	/** How all would stand after a change of marks; nothing is written. */
	readonly preview: (change: Unwritten) => Promise<State>;
	/** Appends one event and returns when it is on the disk. */
	readonly save: (change: Change) => Promise<Event>;
	/** Forgets what was read of the journals and settings: the next `open` reads what others wrote meanwhile. */
	readonly forget: () => void;
	/** Whether something was saved by now: what fails from here on fails after the change. */
	readonly hasSaved: () => boolean;
	/** What is chosen, for a change that depends on it. @throws UserError when the settings cannot be read just now */
	readonly chosen: () => Promise<Required<Chosen>>;
	/** Chooses, unless it is chosen already. @returns what was chosen before */
	readonly choose: (what: keyof Choice, id: string) => Promise<string>;
	/** Takes events back in one. @returns the topics whose notes stay as they are, because they were changed since */
	readonly takeBack: (what: TakenBack) => Promise<readonly string[]>;
	/** How all would stand without these events; nothing is written. */
	readonly previewWithout: (events: readonly string[]) => Promise<State>;
	/** The roadmaps that are known here, the one that comes with the program first. */
	readonly roadmaps: () => Promise<readonly Known[]>;
	/**
	 * Takes a roadmap into use: a file, a folder, or the id of a known one.
	 * @param isMoved the file is the roadmap that has its id already, at another place
	 */
	readonly use: (said: string, isMoved: boolean) => Promise<Used>;
	/** Every event, in no particular order, with those that were brought in among them. */
	readonly history: () => Simple[];
	/** Every event, also those of newer versions, as they were written: what `export` takes along. */
	readonly everything: () => readonly Simple[];
	/** Every change that was made here and on synced devices, as it was written: what undo can take back. */
	readonly changes: () => Event[];
	/** This device's id; undefined if it never changed anything. */
	readonly device: () => string | undefined;
	/** Holds a roadmap file against the format. */
	readonly check: (file: string) => Promise<Compilation>;
	/** Counts a round at once, and one more whenever the roadmap's files have changed. @throws Interrupted on Ctrl-C */
	readonly rounds: (file: string) => AsyncIterable<number>;
	/**
	 * Writes a roadmap's first version into a file that is not there yet.
	 * @param isForEditor it names the JSON Schema, by its place on this machine
	 */
	readonly begin: (file: string, draft: Draft, isForEditor: boolean) => Promise<void>;
	/** @throws UserError where `begin` would refuse the file */
	readonly roomFor: (file: string) => Promise<void>;
	/** Which of these programs are on PATH; none is started. */
	readonly programs: (names: readonly string[]) => ReadonlySet<string>;
	/** The systems whose advice on getting a program fits this machine, the closest first. */
	readonly systems: () => readonly System[];
	/** Shows an address to the learner's browser. */
	readonly browse: (url: string) => Promise<Browsed>;
	/** What is different in the roadmap since it was last looked at; from now on, it has been looked at. */
	readonly update: () => Promise<Update>;
	readonly notes: Notes;
	/** Does something while no other process changes notes or takes a change back; what was read before is forgotten. */
	readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
	/** Looks at everything that is kept; with `fix`, mends what can be mended first. */
	readonly examine: (fix: boolean) => Promise<Examined>;
	/** Where everything is. */
	readonly paths: () => readonly Place[];
	/** What is chosen, as `export` takes it along. @throws UserError when the settings cannot be read just now */
	readonly settings: () => { readonly roadmap: string; readonly choices: Readonly<Record<string, Partial<Choice>>> };
	/** Writes a file that the learner asked for, whole or not at all; over one that is there only by force. */
	readonly write: (file: string, text: string, force: boolean) => Promise<void>;
	/** Reads a file that the learner named; `-` is the standard input. */
	readonly read: (file: string) => Promise<string>;
	/** How all would stand after events were brought in; nothing is written. */
	readonly previewImport: (events: readonly Simple[]) => Promise<State>;
	/** Brings in what is not here yet, in one event; undo takes it back in one. */
	readonly bringIn: (what: Incoming) => Promise<State>;
	/** Carries progress and notes between machines, by a git repository of the learner's. */
	readonly sync: Sync;
	/** Pages for a browser: making one, putting it where a browser finds it, serving it until Ctrl-C. */
	readonly pages: Pages;
	readonly ask: Ask;
	readonly now: () => Date;
}

/** The learner's notes on the topics of the roadmap: Markdown files. */
export interface Notes {
	/** '' where there are none. */
	readonly read: (topic: Topic) => Promise<string>;
	/** By topic id, as it was when they were begun. */
	readonly all: () => Promise<ReadonlyMap<string, string>>;
	/**
	 * Those on every roadmap.
	 * @param isSpared what cannot be read is told and left out; else it is an error
	 */
	readonly everywhere: (isSpared: boolean) => Promise<readonly NoteText[]>;
	/** Second copies of notes that another program left, in the roadmap in use; they are told too. */
	readonly copies: (
		isWanted: (topic: string) => boolean,
	) => Promise<readonly { readonly topic: string; readonly file: string }[]>;
	/** Adds lines at the end. @returns the file */
	readonly append: (topic: Topic, lines: string) => Promise<string>;
	/** Opens the learner's editor and waits for it. */
	readonly edit: (topic: Topic) => Promise<Edited>;
}

export interface Examined {
	readonly findings: readonly Finding[];
	readonly mended: readonly { readonly finding: Finding; readonly aside: string | null }[];
}

export interface Place {
	readonly what: 'progress' | 'notes' | 'settings' | 'device' | 'cache';
	readonly path: string;
}

/** What an import adds. */
export interface Incoming {
	/** Written elsewhere; with ids and times of their own. */
	readonly events: readonly Simple[];
	/** Made here, by this import. */
	readonly changes: readonly Dated[];
	/** What is added to the notes that are here. */
	readonly notes: readonly NoteText[];
	/** By roadmap id. */
	readonly choices: Readonly<Record<string, Partial<Choice>>>;
}

export interface Edited {
	readonly file: string;
	readonly changed: boolean;
	/** There are no notes any more. */
	readonly isEmpty: boolean;
	/** Lines were changed in the editor and elsewhere: both versions are in the notes. */
	readonly isConflicted: boolean;
	/** Why the editor did not do its work; undefined where it did. */
	readonly fault: string | undefined;
}

export interface Sync {
	/** Remembers a repository, and syncs. */
	readonly begin: (address: string) => Promise<Synced>;
	/** Syncs both ways; dry, it only tells what would come and go. */
	readonly both: (dryRun: boolean) => Promise<Synced>;
	readonly status: () => Promise<SyncStatus>;
}

export interface Ask {
	/** Whether somebody can answer: a terminal on both sides, and neither `--json` nor `--no-input`. */
	readonly possible: () => boolean;
	/** A searchable list. @returns the topic's id @throws Interrupted on Ctrl-C */
	readonly topic: (message: string, topics: readonly Topic[]) => Promise<string>;
	/** One line of text, asked for until nothing is wrong with it. @throws Interrupted on Ctrl-C */
	readonly text: (message: string, question?: TextQuestion) => Promise<string>;
	/** Yes or no; Enter is no. @throws Interrupted on Ctrl-C */
	readonly confirm: (message: string) => Promise<boolean>;
}

export interface TextQuestion {
	/** What Enter alone gives; it may be changed. */
	readonly proposal?: string | undefined;
	/** What is wrong with an answer; undefined for a good one. */
	readonly fault?: (text: string) => string | undefined;
}

/** What `use` did: the ids before and now, and who else has the id that the file claims. */
export interface Used {
	readonly from: string;
	readonly to: string;
	readonly clash: string | null;
}

/** A roadmap that is known here. */
export interface Known {
	readonly id: string;
	/** Null for the one that comes with the program. */
	readonly file: string | null;
	readonly isInUse: boolean;
	/** Null where it cannot be opened, and then why. */
	readonly open: State | null;
	readonly fault: string | null;
}

export interface State {
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
