/** What counts as recalled, and what is due when. */
import { expect, test } from 'vitest';
import type { DatedAnswer } from '../../src/domain/answers.ts';
import type { Question } from '../../src/domain/question.ts';
import { recallFigures } from '../../src/domain/recall-figures.ts';
import type { Asked } from '../../src/domain/review.ts';
import type { Grade } from '../../src/domain/schedule.ts';
import { topic } from './fixture.ts';

const TODAY = '2026-11-28';

function answer(grade: Grade, asked: Asked = 'due'): DatedAnswer {
	const about = { roadmap: 'bread', topic: 'heat', question: 'why' };
	const event = { v: 1, id: 'a', at: `${TODAY}T10:00:00.000Z`, kind: 'review', ...about, grade, asked } as const;
	return { key: 'heat/why', day: TODAY, grade, event };
}

test('everything but a miss is recalled, and what was not due is not measured', () => {
	const answers = [answer(1), answer(2), answer(3), answer(4), answer(1, 'new'), answer(1, 'extra')];
	const figures = recallFigures(answers, answers, [], 0.85, TODAY);
	expect(figures).toMatchObject({ asked: 4, recalled: 3, share: { measured: 0.75 } });
	expect(figures.answers.at(-1)).toEqual({ day: TODAY, questions: 6 });
});

test('what is overdue is due today, and what rests is not', () => {
	const due = (day: string, isResting = false): Question => ({
		topic: topic('heat'),
		recall: { id: 'why', ask: 'Why?', answer: 'Gas.' },
		remembered: {
			...{ topic: 'heat', question: 'why', stability: 5, difficulty: 5, answers: 1, lapses: 0 },
			...{ first: '2026-11-01', last: '2026-11-01', missed: false, text: '', due: day },
		},
		isRewritten: false,
		isResting,
	});
	const questions = [due('2026-11-03'), due(TODAY), due('2026-11-03', true), due('2026-12-11'), due('2026-12-12')];
	const days = recallFigures([], [], questions, 0.85, TODAY).due.filter((one) => one.questions > 0);
	expect(days).toEqual([
		{ day: TODAY, questions: 2 },
		{ day: '2026-12-11', questions: 1 },
	]);
});
