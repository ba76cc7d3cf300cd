/** What a new event overrides, where an earlier one claims to be as new. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyMemory, fold } from '../../src/domain/memory.ts';
import { appendEvent } from '../../src/store/append-event.ts';
import { makeFolder } from '../terminal.ts';

test('an event of the very same millisecond, which its greater id would let win, is overridden', () => {
	const home = makeFolder();
	const places = { config: home, data: home, cache: path.join(home, 'cache') };
	const now = new Date('2026-11-22T10:00:00.000Z');
	const ahead = { v: 1, id: 'zz', at: now.toISOString(), roadmap: 'bread', topic: 'heat', to: 'todo' } as const;
	fs.mkdirSync(path.join(home, 'progress'));
	fs.writeFileSync(path.join(home, 'progress', 'other.jsonl'), `${JSON.stringify(ahead)}\n`);
	// When it was read, the clock was behind it by more than a day, and did not believe it.
	const memory = fold([ahead], new Date('2026-11-01T00:00:00.000Z'));
	expect(memory.latest).toBe('');
	const event = appendEvent(places, memory, 'bread', { topic: 'heat', to: 'done' }, now);
	expect(event).toMatchObject({ at: ahead.at, replaces: ['zz'] });
	const both = fold([ahead, event], now, emptyMemory());
	expect(both.registers.get('bread status heat')?.value).toBe('done');
});
