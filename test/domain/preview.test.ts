import { expect, test } from 'vitest';
import type { Event } from '../../src/domain/event.ts';
import { emptyMemory, fold, preview, registerKey } from '../../src/domain/memory.ts';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const KEY = registerKey('bread', 'status', 'yeast');

function started(at: string): Event {
	return { v: 1, id: 'a', at, roadmap: 'bread', topic: 'yeast', to: 'started' };
}

test.each([
	['earlier', '2026-11-20T10:00:00.000Z'],
	['by a clock that ran ahead', '2027-11-20T10:00:00.000Z'],
])('what was marked %s is done in the imagined memory, and as it was in the other', (_when, at) => {
	const memory = fold([started(at)], NOW, emptyMemory());
	const after = preview({ topic: 'yeast', to: 'done' }, 'bread', memory, NOW);
	expect(after.registers.get(KEY)?.value).toBe('done');
	expect(memory.registers.get(KEY)?.value).toBe('started');
});
