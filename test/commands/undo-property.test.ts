/** "Any command that changes something can be undone": any sequence of them, on the roadmap that is shipped. */
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';

test('whatever was done, undo until there is nothing to take back gives exactly the beginning', async () => {
	const folder = makeFolder();
	const beginning = await look(new Terminal({ home: path.join(folder, 'fresh') }));
	const topics = beginning.pages.flatMap((page) => page.topics);
	expect(new Set(topics.map(({ status }) => status))).toEqual(new Set(['todo']));
	let homes = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step(beginning, topics), { minLength: 2, maxLength: 8 }), async (steps) => {
			const terminal = new Terminal({ home: path.join(folder, `home-${homes++}`) });
			for (const { line, hours } of steps) {
				await terminal.json(line);
				terminal.now = new Date(terminal.now.getTime() + hours * 3_600_000);
			}
			for (const _ of terminal.journal()) expect((await terminal.json('undo --yes')).undone).not.toBeNull();
			expect((await terminal.json('undo --yes')).undone).toBeNull();
			expect(await look(terminal)).toEqual(beginning);
		}),
		{ numRuns: 15 },
	);
});

interface Look {
	readonly stages: { readonly stages: readonly { readonly number: number }[] };
	readonly path: { readonly choices: readonly { readonly id: string }[] };
	readonly level: { readonly choices: readonly { readonly id: string }[] };
	readonly pace: { readonly goal: string; readonly pausedAt: string | null };
	/** One of each stage, with all of its topics. */
	readonly pages: { readonly topics: readonly SeenTopic[] }[];
}

interface SeenTopic {
	readonly id: string;
	readonly status: string;
	readonly resources: readonly { readonly n: number }[];
}

/** Everything that a learner sees of their progress and their choices. */
async function look(terminal: Terminal): Promise<Look> {
	const stages: Look['stages'] = await terminal.json('stages');
	const pages: Look['pages'] = [];
	for (const { number } of stages.stages) pages.push(await terminal.json(`stage ${number} --all`));
	const { goal, pausedAt } = await terminal.json('pace');
	const choices = { path: await terminal.json('path'), level: await terminal.json('level') };
	return { stages, ...choices, pace: { goal, pausedAt }, pages };
}

const VERBS = ['start', 'done', 'known', 'skip', 'reset', 'later', 'later --until 3d', 'later --until 2027-12-24'];

/** A command that may change something, and how long the learner then rests. */
function step(seen: Look, topics: readonly SeenTopic[]): fc.Arbitrary<{ line: string; hours: number }> {
	// A few of them often, so that commands meet on the same topic.
	const topic = fc.oneof(fc.constantFrom(...topics.slice(0, 4)), fc.constantFrom(...topics));
	const stage = fc.constantFrom(...seen.stages.stages).map(({ number }) => `stage:${number}`);
	const id = topic.map(({ id }) => id);
	const named = fc.array(fc.oneof(id, id, stage), { minLength: 1, maxLength: 3 });
	const mark = fc.tuple(fc.constantFrom(...VERBS), named).map(([verb, words]) => `${verb} ${words.join(' ')} --yes`);
	const resource = topic.chain(({ id, resources }) => {
		return fc.constantFrom(...resources).map(({ n }) => `done ${id} --resource ${n}`);
	});
	const path = fc.constantFrom(...seen.path.choices).map(({ id }) => `path ${id}`);
	const level = fc.constantFrom(...seen.level.choices).map(({ id }) => `level ${id}`);
	const pace = fc.constantFrom('pace 6h', 'pace 3 topics', 'pace none', 'pace pause', 'pace resume');
	const line = fc.oneof(mark, mark, mark, resource, path, level, pace);
	return fc.record({ line, hours: fc.constantFrom(0, 0, 1, 100) });
}
