/**
 * The last-seen snapshot of each roadmap: `seen/<roadmap>.json`. It belongs to this machine; losing it only means that
 * one "what is new" message is not shown.
 *
 * The edition is in the first bytes, so that a start reads only those.
 */

import path from 'node:path';
import type { SeenRoadmap, SeenTopic } from '../domain/difference.ts';
import { safeLine } from '../domain/safe.ts';
import { TIERS } from '../domain/types.ts';
import { isOneOf, isRecord, isSlug, parseJson } from '../domain/values.ts';
import { writeAtomic } from './atomic.ts';
import { errorCode, fileError, readIfThere, readPlain } from './files.ts';
import type { Places } from './places.ts';

const FORMAT = 1;
const HEAD = /^\{"format":1,"edition":"([0-9a-f]{16})","at":"([^"\\]{1,40})"/;
/** Enough for the head, in bytes. */
const HEAD_LENGTH = 128;

export interface LastSeenHead {
	readonly edition: string;
	/** ISO 8601. */
	readonly at: string;
}

export interface LastSeen extends SeenRoadmap {
	readonly edition: string;
	/** The snapshot before this one, so that the last difference can be shown again; null if there was none. */
	readonly before: SeenRoadmap | null;
}

/** Returns the edition last seen, `'none'` if there is no snapshot, or `'other'` if it cannot be read. */
export function lastSeenHead(places: Places, roadmap: string): LastSeenHead | 'none' | 'other' {
	try {
		const head = readPlain(seenFile(places, roadmap), { to: HEAD_LENGTH }).toString('latin1');
		const [, edition, at] = HEAD.exec(head) ?? [];
		return edition !== undefined && at !== undefined ? { edition, at } : 'other';
	} catch (error) {
		return errorCode(error) === 'ENOENT' ? 'none' : 'other';
	}
}

/** Returns undefined if there is no snapshot, or it is damaged or of another format. @throws UserError */
export function readLastSeen(places: Places, roadmap: string): LastSeen | undefined {
	const file = seenFile(places, roadmap);
	try {
		return parseSeen(readIfThere(file) ?? '');
	} catch (error) {
		throw fileError(error, 'read', file);
	}
}

/** Stores the snapshot atomically. @throws UserError; the previous snapshot is then unchanged */
export function writeLastSeen(
	places: Places,
	roadmap: string,
	{ edition, at, stages, topics, before }: LastSeen,
): void {
	const file = seenFile(places, roadmap);
	try {
		// The order matters: `HEAD` expects the edition first.
		writeAtomic(file, `${JSON.stringify({ format: FORMAT, edition, at, stages, topics, before })}\n`);
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

/** @param roadmap an id, which cannot contain path separators */
function seenFile(places: Places, roadmap: string): string {
	return path.join(places.data, 'seen', `${roadmap}.json`);
}

function parseSeen(text: string): LastSeen | undefined {
	const value = parseJson(text);
	const snapshot = readSeenRoadmap(value);
	if (!snapshot || !isRecord(value) || value.format !== FORMAT || typeof value.edition !== 'string') return undefined;
	return { ...snapshot, edition: value.edition, before: readSeenRoadmap(value.before) ?? null };
}

function readSeenRoadmap(value: unknown): SeenRoadmap | undefined {
	if (!isRecord(value) || typeof value.at !== 'string' || Number.isNaN(Date.parse(value.at))) return undefined;
	if (!Array.isArray(value.stages) || !Array.isArray(value.topics)) return undefined;
	const stages = value.stages.map(readStage);
	const topics = value.topics.map(readTopic);
	if (stages.includes(undefined) || topics.includes(undefined)) return undefined;
	return { at: value.at, stages: stages.flatMap((stage) => stage ?? []), topics: topics.flatMap((it) => it ?? []) };
}

function readStage(value: unknown): SeenRoadmap['stages'][number] | undefined {
	if (!isRecord(value) || !isSlug(value.id) || typeof value.title !== 'string') return undefined;
	return { id: value.id, title: safeLine(value.title) };
}

function readTopic(value: unknown): SeenTopic | undefined {
	if (!isRecord(value) || !isSlug(value.id) || !isSlug(value.stage) || typeof value.title !== 'string')
		return undefined;
	if (!isOneOf(TIERS, value.tier)) return undefined;
	return { id: value.id, title: safeLine(value.title), stage: value.stage, tier: value.tier };
}
