/**
 * The compiled roadmap on disk, laid out so that little is parsed. spine.jsonl: line 1 is the roadmap without its
 * topics and its stages' texts; then one line per stage, parsed on first use. lessons.jsonl: one lesson per line, read
 * by byte offset.
 */
import fs from 'node:fs';
import path from 'node:path';
import { knowMentions } from '../domain/mentions.ts';
import { safeLine } from '../domain/safe.ts';
import type { Lesson, Roadmap, Stage, Topic } from '../domain/types.ts';
import { UserError } from '../errors.ts';

const FORMAT = 4;
const [NEWLINE, OPENING, CLOSING] = [10, 123, 125] as const;

/** A roadmap with a reader for its lessons. */
export interface CompiledRoadmap {
	readonly roadmap: Roadmap;
	/** As computed by `editionOf`. */
	readonly edition: string;
	readonly lessonOf: (topic: Topic) => Lesson;
}

/** A stage as the first line of spine.jsonl has it. */
type StageHead = Omit<Stage, 'topics' | 'intro' | 'project'>;

/** The first line of spine.jsonl. */
interface Head {
	readonly format: number;
	readonly edition: string;
	readonly roadmap: Omit<Roadmap, 'stages'> & { readonly stages: readonly StageHead[] };
	/** The length of `lessons.jsonl`, in bytes. */
	readonly end: number;
}

/** A stage's own line in spine.jsonl. */
interface StageRecord extends Pick<Stage, 'topics' | 'intro' | 'project'> {
	/** Where each topic's lesson starts in `lessons.jsonl`, and where the last one ends. In bytes. */
	readonly offsets: readonly number[];
}

/** Opens a compiled roadmap; undefined if there is none, or it is damaged or of another format. */
export function openCompiled(folder: string): CompiledRoadmap | undefined {
	const file = path.join(folder, 'lessons.jsonl');
	try {
		const [first, ...lines] = linesOf(fs.readFileSync(path.join(folder, 'spine.jsonl')));
		const { format, edition, roadmap, end } = parse<Head>(first);
		if (format !== FORMAT || roadmap.stages.length !== lines.length || fs.statSync(file).size !== end) return undefined;
		const lazyStages = roadmap.stages.map((stage, i) => lazyStage(stage, lines[i]));
		const stages = lazyStages.map(({ stage }) => stage);
		return { roadmap: { ...roadmap, stages }, edition, lessonOf: lessonReader(file, lazyStages) };
	} catch {
		return undefined;
	}
}

/** Returns the files that `openCompiled` reads, with the spine last: a folder that has a spine is complete. */
export function writeCompiled(roadmap: Roadmap, lessons: readonly Lesson[]): { name: string; content: string }[] {
	const lines = lessons.map((lesson) => `${JSON.stringify(lesson)}\n`);
	const offsets = [0];
	for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + Buffer.byteLength(line));
	let place = 0;
	const records = roadmap.stages.map(({ topics, intro, project }): StageRecord => {
		const from = place;
		place += topics.length;
		return { topics, offsets: offsets.slice(from, place + 1), intro, project };
	});
	const stages = roadmap.stages.map(({ topics, intro, project, ...stage }): StageHead => stage);
	const edition = editionOf(roadmap);
	const head: Head = { format: FORMAT, edition, roadmap: { ...roadmap, stages }, end: offsets[place] ?? 0 };
	return [
		{ name: 'lessons.jsonl', content: lines.join('') },
		{ name: 'spine.jsonl', content: [head, ...records].map((line) => `${JSON.stringify(line)}\n`).join('') },
	];
}

/** @throws SyntaxError if any line, including the last, is not a complete object */
function linesOf(bytes: Buffer): Buffer[] {
	const lines: Buffer[] = [];
	for (let start = 0; start < bytes.length; ) {
		const end = bytes.indexOf(NEWLINE, start);
		const line = bytes.subarray(start, Math.max(start, end));
		if (line[0] !== OPENING || line.at(-1) !== CLOSING) throw new SyntaxError('a line is cut short');
		lines.push(line);
		start = end + 1;
	}
	return lines;
}

/** Parse edge for files that only this program writes. @throws SyntaxError */
function parse<T>(line: Buffer | undefined): T {
	return JSON.parse(line?.toString('utf8') ?? '') as T;
}

interface LazyStage {
	readonly stage: Stage;
	readonly record: () => StageRecord;
}

/** Returns a stage whose line is parsed when its topics or texts are first read. */
function lazyStage(head: StageHead, line: Buffer = Buffer.alloc(0)): LazyStage {
	let parsed: StageRecord | undefined;
	const record = () => {
		parsed ??= parse<StageRecord>(line);
		return parsed;
	};
	const stage: Stage = {
		...head,
		get topics() {
			return record().topics;
		},
		get intro() {
			return record().intro;
		},
		get project() {
			return record().project;
		},
	};
	knowMentions(stage, (word) => line.includes(`"${word}"`));
	return { stage, record };
}

function lessonReader(file: string, lazyStages: readonly LazyStage[]): (topic: Topic) => Lesson {
	let fd: number | undefined;
	return ({ id, number, title }) => {
		try {
			const { topics = [], offsets = [] } = lazyStages[Number.parseInt(number, 10) - 1]?.record() ?? {};
			const place = topics.findIndex((topic) => topic.id === id);
			const [start = 0, end = 0] = offsets.slice(place, place + 2);
			const bytes = Buffer.alloc(end - start);
			fd ??= fs.openSync(file, 'r');
			fs.readSync(fd, bytes, 0, bytes.length, start);
			return parse<Lesson>(bytes);
		} catch {
			throw new UserError(`Could not read ${safeLine(file)}, where ${title} is described.`);
		}
	};
}

/**
 * Hashes a roadmap's topics: their ids, titles, tiers and stages, in any order. It changes exactly when
 * `differenceBetween` finds a difference; a changed text, need, address or alias alone does not change it.
 */
export function editionOf({ stages }: Roadmap): string {
	const lines = stages.flatMap(({ id: stage, topics }) =>
		topics.map(({ id, title, tier }) => JSON.stringify([id, title, tier, stage])),
	);
	const { createHash } = process.getBuiltinModule('node:crypto');
	return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 16);
}
