/**
 * Compiled roadmaps on disk, made so that little is read: `spine.json` whole, and of `lessons.jsonl` only the lines
 * that are asked for, by their offsets.
 */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';
import type { Lesson, Roadmap, Topic } from '../model/types.ts';

const FORMAT = 1;

/** A roadmap and a way to read its lessons. */
export interface Book {
	readonly roadmap: Roadmap;
	readonly lessonOf: (topic: Topic) => Lesson;
}

interface Spine {
	readonly format: number;
	readonly roadmap: Roadmap;
	/** Where each topic's line begins, in the order of the topics, and where the last one ends. In bytes. */
	readonly offsets: readonly number[];
}

/** Opens a compiled roadmap; undefined when there is none in the folder, or a damaged one, or one of another format. */
export function openBook(folder: string): Book | undefined {
	const file = path.join(folder, 'lessons.jsonl');
	const spine = readSpine(path.join(folder, 'spine.json'));
	if (spine?.format !== FORMAT || !Array.isArray(spine.offsets)) return undefined;
	if (sizeOf(file) !== spine.offsets.at(-1)) return undefined;
	return { roadmap: spine.roadmap, lessonOf: lessonReader(file, spine.roadmap, spine.offsets) };
}

function readSpine(file: string): Spine | undefined {
	try {
		// The parse edge of a file that only this program writes.
		return JSON.parse(fs.readFileSync(file, 'utf8')) as Spine;
	} catch {
		return undefined;
	}
}

function sizeOf(file: string): number | undefined {
	try {
		return fs.statSync(file).size;
	} catch {
		return undefined;
	}
}

/** What `openBook` will read: the spine last, so that a folder with a spine is whole. */
export function bind(roadmap: Roadmap, lessons: readonly Lesson[]): { name: string; content: string }[] {
	const lines = lessons.map((lesson) => `${JSON.stringify(lesson)}\n`);
	const offsets = [0];
	for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + Buffer.byteLength(line));
	const spine: Spine = { format: FORMAT, roadmap, offsets };
	return [
		{ name: 'lessons.jsonl', content: lines.join('') },
		{ name: 'spine.json', content: JSON.stringify(spine) },
	];
}

function lessonReader(file: string, roadmap: Roadmap, offsets: readonly number[]): (topic: Topic) => Lesson {
	let places: Map<string, number> | undefined;
	let fd: number | undefined;
	return (topic) => {
		places ??= new Map(roadmap.stages.flatMap((stage) => stage.topics).map(({ id }, i) => [id, i]));
		const place = places.get(topic.id) ?? -1;
		const [start = 0, end = 0] = offsets.slice(place, place + 2);
		try {
			fd ??= fs.openSync(file, 'r');
			const bytes = Buffer.alloc(end - start);
			fs.readSync(fd, bytes, 0, bytes.length, start);
			// As above: ours.
			return JSON.parse(bytes.toString('utf8')) as Lesson;
		} catch {
			throw new UserError(`Could not read ${safeLine(file)}, where ${topic.title} is described.`);
		}
	};
}
