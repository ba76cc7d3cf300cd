/**
 * Caches the memory state of each question, so that a start need not load the scheduler. May be deleted at any time.
 */
import path from 'node:path';
import { isDate } from '../domain/day.ts';
import type { QuestionMemory } from '../domain/question.ts';
import { SLUG } from '../domain/types.ts';
import { isRecord } from '../domain/values.ts';
import { writeAtomic } from './atomic.ts';
import { readIfThere } from './files.ts';
import type { Places } from './places.ts';

/** Returns the cached state, or undefined if it has another key or is invalid. */
export function readRemembered(places: Places, roadmap: string, key: string): QuestionMemory[] | undefined {
	try {
		const stored: unknown = JSON.parse(readIfThere(fileOf(places, roadmap)) ?? '');
		if (!isRecord(stored) || stored.key !== key || !Array.isArray(stored.questions)) return undefined;
		return stored.questions.every(isRemembered) ? stored.questions : undefined;
	} catch {
		return undefined;
	}
}

/** Writes the cache on a best-effort basis. @param key identifies the events it was made from */
export function writeRemembered(
	places: Places,
	roadmap: string,
	key: string,
	questions: readonly QuestionMemory[],
): void {
	try {
		writeAtomic(fileOf(places, roadmap), JSON.stringify({ key, questions }));
	} catch {
		// Ignored: the state is computed again next time.
	}
}

function fileOf({ cache }: Places, roadmap: string): string {
	return path.join(cache, `review-${roadmap}.json`);
}

function isRemembered(value: unknown): value is QuestionMemory {
	if (!isRecord(value)) return false;
	const { topic, question, stability, difficulty, last, due, first, answers, lapses, missed, text } = value;
	const areDays = [last, due, first].every((day) => typeof day === 'string' && isDate(day));
	const areNumbers = [stability, difficulty, answers, lapses].every(Number.isFinite);
	const areIds = [topic, question].every((id) => typeof id === 'string' && SLUG.test(id));
	return areDays && areNumbers && areIds && typeof missed === 'boolean' && typeof text === 'string';
}
