/** Caches the memory state of each question, so that a start need not load the scheduler. */
import path from 'node:path';
import { isDate } from '../domain/day.ts';
import type { QuestionMemory } from '../domain/question.ts';
import { isRecord, isSlug, parseJson } from '../domain/values.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import type { Places } from './places.ts';

/** Returns the cached state, or undefined if it has another key or is invalid. */
export function readRemembered(places: Places, roadmap: string, key: string): QuestionMemory[] | undefined {
	const stored = parseJson(readCacheFile(fileOf(places, roadmap)));
	if (!isRecord(stored) || stored.key !== key || !Array.isArray(stored.questions)) return undefined;
	return stored.questions.every(isRemembered) ? stored.questions : undefined;
}

/** @param key identifies the events it was made from */
export function writeRemembered(
	places: Places,
	roadmap: string,
	key: string,
	questions: readonly QuestionMemory[],
): void {
	writeCacheFile(fileOf(places, roadmap), JSON.stringify({ key, questions }));
}

function fileOf({ cache }: Places, roadmap: string): string {
	return path.join(cache, `review-${roadmap}.json`);
}

function isRemembered(value: unknown): value is QuestionMemory {
	if (!isRecord(value)) return false;
	const { topic, question, stability, difficulty, last, due, first, answers, lapses, missed, text } = value;
	const areDays = [last, due, first].every((day) => typeof day === 'string' && isDate(day));
	const areNumbers = [stability, difficulty, answers, lapses].every(Number.isFinite);
	return (
		areDays &&
		areNumbers &&
		isSlug(topic) &&
		isSlug(question) &&
		typeof missed === 'boolean' &&
		typeof text === 'string'
	);
}
