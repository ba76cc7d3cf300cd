/** The session of one command: reads each thing once, when first needed, and saves changes. */

import type { Host } from '../cli/host.ts';
import { makeQuestions, type Questions } from '../cli/questions.ts';
import { makeReporter, type Reporter, SILENT } from '../cli/reporter.ts';
import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import { condensed } from '../domain/activity.ts';
import { chosenFor } from '../domain/choices.ts';
import { customTopicsIn, withCustomTopics, withLinks } from '../domain/custom-topics.ts';
import { localDay } from '../domain/day.ts';
import { type TopicData, topicDescriber } from '../domain/describe.ts';
import type { Change, Event } from '../domain/event.ts';
import { flatten } from '../domain/history.ts';
import { canExtend, fold, type Memory, preview, type UnwrittenChange } from '../domain/memory.ts';
import { progressIn } from '../domain/progress.ts';
import { defaultChoice, knownChoice, scopeOf } from '../domain/scope.ts';
import type { Standing } from '../domain/standing.ts';
import type { Lesson, Topic } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { readActivityEvents, writeActivityEvents } from '../store/activity-cache.ts';
import { appendEvent } from '../store/append-event.ts';
import { fileError } from '../store/files.ts';
import { eachOnce, loadEvents, loadMemory, type Notice, type Rest } from '../store/load-events.ts';
import { type Places, placesFrom } from '../store/places.ts';
import { type ReadSettings, readSettings, type Settings, settingsFile } from '../store/settings.ts';
import type { SettingsChange } from '../store/settings-file.ts';
import { type OpenedRoadmap, openRoadmap, registration } from './roadmaps.ts';
import { storeFirstSnapshot } from './updates.ts';
import { printWarnings } from './warnings.ts';

/** The options that every command takes. */
export interface Globals {
	readonly roadmap?: string | undefined;
	readonly json: boolean;
	/** Never prompt. */
	readonly noInput?: boolean;
	/** Print no warnings: damaged files become errors, and everything but the answer is omitted. */
	readonly silent?: boolean;
}

/** A roadmap with the learner's own topics and links, and their progress in it. */
export interface State {
	readonly standing: Standing;
	readonly lessonOf: (topic: Topic) => Lesson;
	readonly describe: (topic: Topic) => TopicData;
}

/** A change that was saved, or only previewed. */
export interface Saved {
	/** ISO 8601; '' if nothing changed. */
	readonly at: string;
	readonly after: State;
}

export class Session {
	readonly host: Host;
	readonly globals: Globals;
	readonly reporter: Reporter;
	readonly ask: Questions;
	readonly now: () => Date;
	/** Damage found while reading that has not been reported yet. */
	readonly notices: Notice[] = [];
	/** Whether a change was saved: any later error is reported as coming after it. */
	hasSaved = false;
	/** The roadmap whose state was opened. */
	opened: OpenedRoadmap | undefined;
	#roadmap: Promise<OpenedRoadmap> | undefined;
	#places: Places | undefined;
	#settings: ReadSettings | undefined;
	#memory: Memory | undefined;
	#rest: Rest | undefined;
	#events: readonly Event[] | undefined;
	#state: State | undefined;

	constructor(host: Host, globals: Globals) {
		this.host = host;
		this.globals = globals;
		this.now = host.now;
		this.reporter = globals.silent ? SILENT : makeReporter(host);
		this.ask = makeQuestions(host, !globals.json && !globals.noInput, () => printWarnings(this));
	}

	get places(): Places {
		this.#places ??= placesFrom(this.host);
		return this.#places;
	}

	/** The settings. Reading them never fails: damage becomes a notice, and defaults are used. */
	get settings(): Settings {
		this.#settings ??= this.#readSettings();
		return this.#settings.settings;
	}

	/** The folded journals. @throws UserError with exit code 4 */
	get memory(): Memory {
		if (!this.#memory) {
			const { memory, events, rest } = loadMemory(this.places, this.now(), (notice) => this.#notice(notice));
			this.#memory = memory;
			this.#events ??= events;
			this.#rest = rest;
		}
		return this.#memory;
	}

	/** Every event of every journal as written, in no particular order. */
	get events(): readonly Event[] {
		this.#events ??= loadEvents(this.places);
		return this.#events;
	}

	/** Events that give the same activity as all of them. */
	get activityEvents(): readonly Event[] {
		if (this.#events || !this.#rest) return this.events;
		const { key, events } = this.#rest;
		const known = readActivityEvents(this.places, key);
		if (known) return eachOnce([...known, ...events]);
		writeActivityEvents(this.places, key, condensed(flatten(this.events), this.now()));
		return this.events;
	}

	/** Opens the roadmap this command is about: the one named, else the one in use. @throws UserError */
	roadmap(): Promise<OpenedRoadmap> {
		this.#roadmap ??= openRoadmap(this, this.globals.roadmap);
		return this.#roadmap;
	}

	/** Returns the learner's state in the roadmap. */
	async open(): Promise<State> {
		const opened = await this.roadmap();
		this.#state ??= this.stateIn(opened.compiled);
		this.opened = opened;
		return this.#state;
	}

	/** Returns the state that other journal contents would give. */
	async openWith(memory: Memory): Promise<State> {
		return this.stateIn((await this.roadmap()).compiled, memory);
	}

	/** Returns the state after a change without saving it. */
	async preview(change: UnwrittenChange): Promise<State> {
		const { id } = (await this.roadmap()).compiled.roadmap;
		return this.openWith(preview(change, id, this.memory, this.now()));
	}

	/** Returns the learner's state in any roadmap. */
	stateIn({ roadmap: content, lessonOf: texts }: CompiledRoadmap, memory = this.memory): State {
		const own = customTopicsIn(memory, content);
		const roadmap = own ? withCustomTopics(content, own) : content;
		const lessonOf = own ? withLinks(texts, own) : texts;
		const wanted = { ...defaultChoice(roadmap), ...chosenFor(this.settings.choices, memory, roadmap.id) };
		const scope = scopeOf(roadmap, knownChoice(roadmap, wanted));
		const today = localDay(this.now());
		const progress = progressIn(memory, roadmap, today);
		const standing: Standing = { roadmap, scope, progress, today };
		return { standing, lessonOf, describe: topicDescriber(standing, lessonOf) };
	}

	/**
	 * Saves a change; on the first one, also registers the roadmap and stores its last-seen snapshot. @throws UserError
	 */
	async save(change: Change): Promise<Saved> {
		const { at } = await this.append(change);
		await this.registerRoadmap();
		storeFirstSnapshot(this, (await this.roadmap()).compiled);
		return { at, after: await this.open() };
	}

	/** Appends a change to the journal and syncs it. @throws UserError */
	async append(change: Change): Promise<Event> {
		const { compiled } = await this.roadmap();
		const event = appendEvent(this.places, this.memory, compiled.roadmap.id, change, this.now());
		this.hasSaved = true;
		this.#memory = canExtend([event]) ? fold([event], this.now(), this.memory) : undefined;
		this.#rest = undefined;
		this.#events = undefined;
		this.#state = undefined;
		return event;
	}

	/**
	 * On the first change, stores in the settings which file has this roadmap id. Best effort: the change stands anyway.
	 */
	async registerRoadmap(): Promise<void> {
		const opened = await this.roadmap();
		if (!opened.isRegistered) await this.changeSettings(registration(opened, this.settings)).catch(() => {});
	}

	/** Drops everything cached from journals and settings, since other processes may have written. */
	refresh(): void {
		this.#settings = undefined;
		this.#memory = undefined;
		this.#rest = undefined;
		this.#events = undefined;
		this.#state = undefined;
	}

	/**
	 * Reads the settings again, for a change that depends on them. Fails if they cannot be read now, or could not be
	 * earlier, instead of using defaults.
	 * @throws UserError
	 */
	settingsForChange(): Settings {
		const { settings, error = this.#settings?.error } = readSettings(this.places);
		if (error !== undefined) throw fileError(error, 'read', settingsFile(this.places));
		return settings;
	}

	/** Updates the settings file. @throws UserError */
	async changeSettings(change: SettingsChange): Promise<void> {
		this.settingsForChange();
		const { saveSettings } = await import('../store/settings-file.ts');
		try {
			const aside = await saveSettings(this.places, change, this.now());
			if (aside) this.reporter.warn(`The settings could not be read; they were set aside as ${aside}.`);
		} catch (error) {
			throw fileError(error, 'write', settingsFile(this.places));
		}
		this.#settings = undefined;
		this.#state = undefined;
	}

	#readSettings(): ReadSettings {
		const read = readSettings(this.places);
		if (read.damaged) {
			const file = settingsFile(this.places);
			const text = `${file} cannot be read, so the default path and level are used. Your progress is not in it.`;
			this.#notice({ key: read.noticeKey, text });
		}
		return read;
	}

	/** @throws UserError in silent mode, where no answer may come from damaged data */
	#notice(notice: Notice): void {
		if (this.globals.silent) throw new UserError(notice.text);
		this.notices.push(notice);
	}
}
