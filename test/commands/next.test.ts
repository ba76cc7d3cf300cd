import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';

test('a new learner is offered the first topic, with why and what to open', async () => {
	const { topics, path, level, roadmap } = await new Terminal().json('next');
	expect({ roadmap, path, level }).toEqual({ roadmap: 'data-engineer', path: 'all', level: 'recommended' });
	expect(topics).toHaveLength(1);
	expect(topics[0].topic).toMatchObject({ id: 'relational-model', number: '1.1', tier: 'core', status: 'todo' });
	expect(topics[0].why).toEqual({ after: [], unlocks: 2, assumed: [] });
	expect(topics[0].resource.url).toMatch(/^https:/);
});

test('what is started comes first, though earlier topics are open', async () => {
	const terminal = new Terminal();
	await terminal.run('start kafka-log');
	const { topics } = await terminal.json('next -n 2');
	expect(topics.map(({ topic }: { topic: { id: string } }) => topic.id)).toEqual(['kafka-log', 'relational-model']);
	expect(topics[0].why).toEqual({ started: true });
});

test('what a topic unlocks is what done then opens', async () => {
	const terminal = new Terminal();
	const { topics } = await terminal.json('next');
	const { unlocked } = await terminal.json('done relational-model');
	expect(unlocked).toHaveLength(topics[0].why.unlocks);
});
