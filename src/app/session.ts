/** One command's run: what it reads, each thing once and when it is first asked for, and how it saves a change. */

import type { Host } from '../cli/host.ts';
import { type Questions, questionsOn } from '../cli/questions.ts';
import { type Reporter, reporterOn, SILENT } from '../cli/reporter.ts';
import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import { chosenFor } from '../domain/choices.ts';
import { customTopicsIn, withCustomTopics, withLinks } from '../domain/custom-topics.ts';
import { localDay } from '../domain/day.ts';
import { type TopicData, topicDescriber } from '../domain/describe.ts';
import type { Change, Event } from '../domain/event.ts';
import { canExtend, fold, imagine, type Memory, type Unwritten } from '../domain/memory.ts';
import { progressIn } from '../domain/progress.ts';
import { defaultChoice, knownChoice, scopeOf } from '../domain/scope.ts';
import type { Standing } from '../domain/standing.ts';
import type { Lesson, Topic } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { appendEvent } from '../store/append-event.ts';
import { fileError } from '../store/files.ts';
import { loadEvents, loadMemory, type Notice } from '../store/load-events.ts';
import { type Places, placesFrom } from '../store/places.ts';
import { type ReadSettings, readSettings, type Settings, settingsFile } from '../store/settings.ts';
import type { SettingsChange } from '../store/settings-file.ts';
import { type OpenedRoadmap, openRoadmap, registration } from './roadmaps.ts';
import { rememberFirstSight } from './updates.ts';
import { printWarnings } from './warnings.ts';

/** What may be said with every command. */
export interface Globals {
	readonly roadmap?: string | undefined;
	readonly json: boolean;
	/** Nothing is asked, whoever could answer. */
	readonly noInput?: boolean;
	/** Nobody reads warnings: damage is an error, and everything else beside the answer is left out. */
	readonly silent?: boolean;
}

/** A roadmap with the learner's own topics and links, and how they stand in it. */
export interface State {
	readonly standing: Standing;
	readonly lessonOf: (topic: Topic) => Lesson;
	readonly describe: (topic: Topic) => TopicData;
}

/** A change that is on the disk, or was only imagined. */
export interface Saved {
	/** When it was made, ISO 8601; '' where there was nothing to change. */
	readonly at: string;
	readonly after: State;
}

export class Session {
	readonly host: Host;
	readonly globals: Globals;
	readonly reporter: Reporter;
	readonly ask: Questions;
	readonly now: () => Date;
	/** Damage that was met while reading, until it is told. */
	readonly notices: Notice[] = [];
	/** Whether something was saved: what fails from then on fails after the change. */
	hasSaved = false;
	/** The roadmap whose state was opened. */
	opened: OpenedRoadmap | undefined;
	#roadmap: Promise<OpenedRoadmap> | undefined;
	#places: Places | undefined;
	#settings: ReadSettings | undefined;
	#memory: Memory | undefined;
	#events: readonly Event[] | undefined;
	#state: State | undefined;

	constructor(host: Host, globals: Globals) {
		this.host = host;
		this.globals = globals;
		this.now = host.now;
		this.reporter = globals.silent ? SILENT : reporterOn(host);
		this.ask = questionsOn(host, !globals.json && !globals.noInput, () => printWarnings(this));
	}

	get places(): Places {
		this.#places ??= placesFrom(this.host);
		return this.#places;
	}

	/** The settings, which may never stop a command: what cannot be read becomes a notice, and defaults are used. */
	get settings(): Settings {
		this.#settings ??= this.#readSettings();
		return this.#settings.settings;
	}

	/** What the journals say. @throws UserError with exit 4 */
	get memory(): Memory {
		this.#memory ??= loadMemory(this.places, this.now(), (notice) => this.#notice(notice)).memory;
		return this.#memory;
	}

	/** Every event of every journal, as it was written, in no particular order. */
	get events(): readonly Event[] {
		this.#events ??= loadEvents(this.places);
		return this.#events;
	}

	/** The roadmap that this command is about: the one that was named, else the one in use. @throws UserError */
	roadmap(): Promise<OpenedRoadmap> {
		this.#roadmap ??= openRoadmap(this, this.globals.roadmap);
		return this.#roadmap;
	}

	/** How the learner stands in the roadmap. */
	async open(): Promise<State> {
		const opened = await this.roadmap();
		this.#state ??= this.stateIn(opened.compiled);
		this.opened = opened;
		return this.#state;
	}

	/** How they would stand if this were what the journals say. */
	async openWith(memory: Memory): Promise<State> {
		return this.stateIn((await this.roadmap()).compiled, memory);
	}

	/** How they would stand after a change. */
	async preview(change: Unwritten): Promise<State> {
		const { id } = (await this.roadmap()).compiled.roadmap;
		return this.openWith(imagine(change, id, this.memory, this.now()));
	}

	/** How they stand in any roadmap. */
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

	/** Saves a change of the roadmap, and what goes with a first one. @throws UserError */
	async save(change: Change): Promise<Saved> {
		const { at } = await this.append(change);
		await this.registerRoadmap();
		rememberFirstSight(this, (await this.roadmap()).compiled);
		return { at, after: await this.open() };
	}

	/** Appends a change of the roadmap to the journal; then it is on the disk. @throws UserError */
	async append(change: Change): Promise<Event> {
		const { compiled } = await this.roadmap();
		const event = appendEvent(this.places, this.memory, compiled.roadmap.id, change, this.now());
		this.hasSaved = true;
		this.#memory = canExtend([event]) ? fold([event], this.now(), this.memory) : undefined;
		this.#events = undefined;
		this.#state = undefined;
		return event;
	}

	/** From the first change on the settings know which file has this id. Where they cannot be saved, the change stands. */
	async registerRoadmap(): Promise<void> {
		const opened = await this.roadmap();
		if (!opened.isRegistered) await this.changeSettings(registration(opened)).catch(() => {});
	}

	/** Forgets what was read of journals and settings: others may have written meanwhile. */
	refresh(): void {
		this.#settings = undefined;
		this.#memory = undefined;
		this.#events = undefined;
		this.#state = undefined;
	}

	/**
	 * The settings as they are now, for a change that depends on them: what cannot be read just now, or could not be a
	 * moment ago, may say anything.
	 * @throws UserError
	 */
	settingsForChange(): Settings {
		const { settings, error = this.#settings?.error } = readSettings(this.places);
		if (error !== undefined) throw fileError(error, 'read', settingsFile(this.places));
		return settings;
	}

	/** Changes the settings from what they are now. @throws UserError */
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
			this.#notice({ key: read.news, text });
		}
		return read;
	}

	/** @throws UserError where nobody reads warnings: no answer comes from what is damaged */
	#notice(notice: Notice): void {
		if (this.globals.silent) throw new UserError(notice.text);
		this.notices.push(notice);
	}
}
