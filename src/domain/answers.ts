/** Folds all answers into the memory state of each question. Importing this loads ts-fsrs. */
import { dayOf } from './activity.ts';
import { byTime, type Event, type ReviewEvent } from './event.ts';
import { flatten, idsWithoutEffect } from './history.ts';
import { aheadLimit } from './memory.ts';
import { currentIds } from './progress.ts';
import { type QuestionMemory, questionKey } from './question.ts';
import { type Grade, type GradedAnswer, schedulerFor } from './schedule.ts';
import type { Roadmap } from './types.ts';

/** An answer with the learner's day and the topic's present id. */
export interface DatedAnswer extends GradedAnswer {
	readonly key: string;
	readonly event: ReviewEvent;
}

/**
 * Returns the answers to a roadmap's questions ordered by `at`, then `id`. Undone and replaced ones are left out, and
 * so are those dated more than a day ahead, until their day has come.
 */
export function answersIn(events: readonly Event[], roadmap: Roadmap, now: Date): DatedAnswer[] {
	const all = flatten(events);
	const gone = idsWithoutEffect(all);
	const ids = currentIds(roadmap);
	const limit = aheadLimit(now);
	return all
		.filter((event): event is ReviewEvent => event.kind === 'review' && event.roadmap === roadmap.id)
		.filter(({ id, at }) => !gone.has(id) && at <= limit)
		.sort(byTime)
		.map((event) => ({
			key: questionKey(ids.get(event.topic) ?? event.topic, event.question),
			day: dayOf(event).day,
			grade: event.grade,
			event,
		}));
}

/** Whether an answer is dated ahead and will count later. */
export function hasAnswersAhead(events: readonly Event[], now: Date): boolean {
	const limit = aheadLimit(now);
	return flatten(events).some(({ kind, at }) => kind === 'review' && at > limit);
}

/** Returns the days until a question would be asked again, for each grade it could get today. */
export function intervalsOn(
	day: string,
	remembered: QuestionMemory | undefined,
	target: number,
): Readonly<Record<Grade, number>> {
	const { intervalAfter } = schedulerFor(target);
	const after = (grade: Grade) => intervalAfter(remembered, { day, grade });
	return { 1: after(1), 2: after(2), 3: after(3), 4: after(4) };
}

/**
 * Groups the answers that count by question: the first on each of the learner's days, without those asked again within
 * a session.
 */
export function historiesIn(answers: readonly DatedAnswer[]): Map<string, DatedAnswer[]> {
	const histories = new Map<string, DatedAnswer[]>();
	for (const answer of answers) {
		if (answer.event.asked === 'again') continue;
		const history = histories.get(answer.key);
		if (!history) histories.set(answer.key, [answer]);
		else if ((history.at(-1)?.day ?? '') < answer.day) history.push(answer);
	}
	return histories;
}

/** Computes the memory state of each question that was answered. */
export function rememberedFrom(answers: readonly DatedAnswer[], target: number): QuestionMemory[] {
	const { recollectionAfter } = schedulerFor(target);
	return [...historiesIn(answers)].flatMap(([key, history]) => {
		const [first, last] = [history[0], history.at(-1)];
		const recollection = recollectionAfter(history);
		if (!first || !last || !recollection) return [];
		const [topic = '', question = ''] = key.split('/');
		const text = last.event.text ?? '';
		return { ...recollection, topic, question, first: first.day, missed: last.grade === 1, text };
	});
}
