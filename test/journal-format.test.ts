/** docs/journal.md is the format: what it shows is read by the program's own reader, and no kind is left out. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fold } from '../src/domain/memory.ts';
import { readEvent, readValue } from '../src/domain/read-event.ts';
import { readCheckpoint, writeCheckpoint } from '../src/store/checkpoint.ts';
import { placesFrom } from '../src/store/places.ts';
import { makeFolder } from './terminal.ts';

const ROOT = path.join(import.meta.dirname, '..');
const text = fs.readFileSync(path.join(ROOT, 'docs', 'journal.md'), 'utf8');
const examples = [...text.matchAll(/^```json\n(.+?)^```/gms)].flatMap(([, block = '']) => block.trim().split('\n'));
const EVERY = { v: 1, id: '01KAPD0000000000000000000Z', at: '2026-11-22T10:00:00.000Z', roadmap: 'data-engineer' };

test.each(examples)('%s is an event', (line) => {
	const event = { ...EVERY, ...JSON.parse(line) };
	expect(readEvent(JSON.stringify(event))).toEqual(event);
});

test('every kind that the program writes has an example', () => {
	const source = fs.readFileSync(path.join(ROOT, 'src', 'domain', 'event.ts'), 'utf8');
	const kinds = [...source.matchAll(/readonly kind: '(\w+)'/g)].map(([, kind]) => kind);
	const shown = new Set(examples.map((line) => JSON.parse(line).kind));
	expect(kinds.length).toBeGreaterThan(8);
	expect(kinds.filter((kind) => !shown.has(kind))).toEqual([]);
});

test.each(examples)('what %s sets is kept in a checkpoint and read from it', (line) => {
	const event = readValue({ ...EVERY, ...JSON.parse(line) });
	if (event === undefined || event === 'unknown') throw new Error('this is no event');
	const memory = fold([event], new Date(EVERY.at));
	const places = placesFrom({ env: { ROADMAP_HOME: makeFolder() }, platform: 'linux' });
	writeCheckpoint(places, { memory, offsets: new Map() });
	expect(readCheckpoint(places)?.memory).toEqual(memory);
});
