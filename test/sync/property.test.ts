/**
 * Two and three machines, random changes, random orders of syncing, against a real bare repository: at the end all
 * hold the same, every acknowledged event, and every line of a note that nobody took out.
 *
 * More with `ROADMAP_SYNC_RUNS=200 npx vitest run test/sync/property.test.ts`.
 */
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeFolder } from '../terminal.ts';
import { Device } from './device.ts';

const RUNS = Number(process.env.ROADMAP_SYNC_RUNS ?? 3);
const NOTES = ['notes/data-engineer/sql-joins.md', 'notes/bread/flour.md'];

type Step =
	| { readonly do: 'mark' | 'sync' | 'begin' | 'append' | 'rewrite'; readonly who: number; readonly note: number }
	| { readonly do: 'edit'; readonly who: number; readonly note: number; readonly line: number }
	| { readonly do: 'together' };

const who = fc.nat({ max: 2 });
const note = fc.nat({ max: NOTES.length - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('mark' as const), who, note }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('sync' as const), who, note }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('append' as const), who, note }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('begin' as const), who, note }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('rewrite' as const), who, note }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), who, note, line: fc.nat({ max: 6 }) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('together' as const) }) },
);

test('whatever is done in whatever order, all end equal and nothing is lost', {
	timeout: 60_000 + RUNS * 8_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 2, max: 3 }), fc.array(step, { minLength: 6, maxLength: 16 }), live),
		{ numRuns: RUNS },
	);
});

async function live(count: number, steps: readonly Step[]): Promise<void> {
	const remote = path.join(makeFolder(), 'remote.git');
	const devices = Array.from({ length: count }, () => new Device());
	for (const device of devices) await device.init(remote);
	const acknowledged: string[] = [];
	/** Each line is written once in the world, and is then there until somebody takes it out. */
	const lines = new Set<string>();
	let n = 0;
	const newLine = () => {
		const line = `line ${++n}`;
		lines.add(line);
		return line;
	};
	for (const one of steps) {
		if (one.do === 'together') {
			await Promise.all(devices.map((device) => device.sync()));
			continue;
		}
		const device = devices[one.who % count] as Device;
		const file = NOTES[one.note] as string;
		const before = device.files().get(file) ?? '';
		const texts = before.split('\n').filter((line) => line !== '');
		if (one.do === 'mark') acknowledged.push(device.mark(`topic-${++n}`));
		if (one.do === 'sync') await device.sync();
		if (one.do === 'append') device.write(file, `${before}${newLine()}\n`);
		if (one.do === 'begin') device.write(file, `${newLine()}\n${before}`);
		if (one.do === 'rewrite') {
			for (const line of texts) lines.delete(line);
			device.write(file, `${newLine()}\n`);
		}
		if (one.do === 'edit' && texts.length > 0) {
			const at = one.line % texts.length;
			lines.delete(texts[at] as string);
			texts[at] = newLine();
			device.write(file, `${texts.join('\n')}\n`);
		}
	}
	for (const device of [...devices, ...devices]) await device.sync();
	const [first, ...others] = devices as [Device, ...Device[]];
	for (const other of others) expect(other.files()).toEqual(first.files());
	for (const device of devices) expect(device.events()).toEqual([...acknowledged].sort());
	const kept = new Set([...first.files().values()].flatMap((text) => text.split('\n')));
	expect([...lines].filter((line) => !kept.has(line))).toEqual([]);
	for (const device of devices) {
		const { sent, received } = await device.sync();
		expect({ sent, received }).toEqual({ sent: { events: 0, notes: 0 }, received: { events: 0, notes: 0 } });
	}
}
