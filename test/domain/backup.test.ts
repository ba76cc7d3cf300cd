import { expect, test } from 'vitest';
import { readBackup } from '../../src/domain/backup.ts';
import { hours, mark } from './fixture.ts';

const EVENT = mark('a', hours(-1), 'yeast', 'done');
const WHOLE = {
	program: 'roadmap',
	format: 1,
	at: hours(0),
	roadmap: 'bread',
	choices: { bread: { path: 'pizza', level: 'core' } },
	events: [EVENT],
	notes: [{ roadmap: 'bread', topic: 'yeast', text: 'alive\n' }],
};

test('what export wrote is read as it was', () => {
	expect(readBackup(WHOLE)).toEqual(WHOLE);
	expect(readBackup(JSON.parse(JSON.stringify(WHOLE)))).toEqual(WHOLE);
});

test('events of newer versions are kept as they are', () => {
	const newer = { ...EVENT, id: 'z', kind: 'quiz', score: 5 };
	expect(readBackup({ ...WHOLE, events: [newer, EVENT] })).toMatchObject({ events: [newer, EVENT] });
});

test.each<[string, unknown, string]>([
	['no object', 5, 'is not what roadmap export writes'],
	['a list', [], 'is not what roadmap export writes'],
	['of another program', { ...WHOLE, program: 'x' }, 'is not what roadmap export writes'],
	['without a format', { ...WHOLE, format: undefined }, 'does not say its format'],
	['of format 1.5', { ...WHOLE, format: 1.5 }, 'does not say its format'],
	['of a newer format', { ...WHOLE, format: 2 }, 'has format 2, and this program reads 1; update roadmap'],
	['without events', { ...WHOLE, events: undefined }, 'has no list of events'],
	[
		'with a damaged event',
		{ ...WHOLE, events: [EVENT, { ...EVENT, at: 'now' }] },
		'is damaged: events[1] is not an event',
	],
	[
		'with an import in it',
		{ ...WHOLE, events: [{ ...EVENT, kind: 'import', events: [] }] },
		'is damaged: events[0] is not an event',
	],
	[
		'with notes elsewhere',
		{ ...WHOLE, notes: [{ roadmap: '..', topic: 'a', text: '' }] },
		'is damaged: notes[0] is not a note',
	],
	[
		'with notes of no text',
		{ ...WHOLE, notes: [{ roadmap: 'bread', topic: 'a' }] },
		'is damaged: notes[0] is not a note',
	],
])('%s is refused whole', (_, value, fault) => expect(readBackup(value)).toEqual({ fault }));

test('choices that cannot be understood are left out', () => {
	const choices = { bread: { path: 'a b', level: 'core' }, '../x': { path: 'a' }, tea: 5 };
	expect(readBackup({ ...WHOLE, choices })).toMatchObject({ choices: { bread: { level: 'core' } } });
});
