/** Learners on a roadmap with three questions. */
import { Terminal } from '../terminal.ts';
import { writeRoadmap } from './screen.ts';

const QUESTIONS = `
format: 1
id: tea
title: Tea
stages:
  - id: basics
    title: Basics
    topics:
      - id: water
        title: Water
        recall:
          - {id: taste, ask: Why does it matter?, answer: It is nearly all of it. Hard water makes flat tea.}
          - {id: heat, ask: How hot?, answer: A hundred degrees., points: [a hundred, degrees]}
      - id: leaves
        title: Leaves
        aliases: [leaf]
        recall: [{id: where, ask: Where do they grow?, answer: On hills. In rain.}]
      - {id: kettles, title: Kettles}
`;

type Options = ConstructorParameters<typeof Terminal>[0];

/** Somebody who has marked nothing. */
export async function newcomer(options: Options = {}): Promise<Terminal> {
	const pipe = new Terminal({ now: '2026-11-20T10:00:00.000Z' });
	await pipe.run(['use', writeRoadmap(QUESTIONS)]);
	return new Terminal({ now: '2026-11-20T10:00:00.000Z', ...options, home: pipe.home });
}

/** Somebody who finished two topics a week ago. */
export async function learner(options: Options = {}): Promise<Terminal> {
	const pipe = await newcomer();
	await pipe.run('done water');
	pipe.now = new Date('2026-11-20T11:00:00.000Z');
	await pipe.run('done leaves');
	return new Terminal({ ...options, home: pipe.home, now: '2026-11-27T10:00:00.000Z' });
}
