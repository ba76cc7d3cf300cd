/** Review: what the learner remembers of each question, and which are due. */

import { checksum } from '../domain/checksum.ts';
import { localDay } from '../domain/day.ts';
import { type Memory, registerKey, registersOf } from '../domain/memory.ts';
import { currentIds } from '../domain/progress.ts';
import {
	answerKey,
	type Question,
	type QuestionMemory,
	type QuestionSetting,
	questionKey,
	questionsOf,
	type ReviewRecord,
} from '../domain/question.ts';
import { type RecallFigures, recallFigures } from '../domain/recall-figures.ts';
import {
	type Asked,
	askedQuestions,
	LIMITS,
	type Limits,
	sessionOf,
	TARGET,
	TARGETS,
	type Turn,
	whyAsked,
} from '../domain/review.ts';
import type { Grade } from '../domain/schedule.ts';
import type { Recall, Roadmap, Topic } from '../domain/types.ts';
import { readRemembered, writeRemembered } from '../store/review-cache.ts';
import type { Session, State } from './session.ts';

/** The scheduler's name, as events carry it. */
export const ALGORITHM = 'fsrs-6';

/** The share of questions that should still be recalled when they are due. */
export function targetIn({ registers }: Memory, { id }: Roadmap): number {
	const target = Number(registers.get(registerKey(id, 'target', ALGORITHM))?.value ?? TARGET);
	return Math.min(TARGETS.most, Math.max(TARGETS.least, target));
}

/** Returns the memory state of each question, and which the learner has suspended. */
export async function reviewRecord(session: Session, { standing: { roadmap } }: State): Promise<ReviewRecord> {
	const ids = currentIds(roadmap);
	const settings = new Map<string, QuestionSetting>();
	for (const [name, { value, at }] of registersOf(session.memory, roadmap.id, 'question')) {
		const [topic = '', question = ''] = name.split(' ');
		const isSuspended = value === 'suspended';
		const activeSince = isSuspended ? '' : localDay(new Date(at));
		settings.set(questionKey(ids.get(topic) ?? topic, question), { isSuspended, activeSince });
	}
	const hasAnswers = registersOf(session.memory, roadmap.id, 'review').length > 0;
	const all = hasAnswers ? await rememberedIn(session, roadmap, ids) : [];
	return { settings, remembered: new Map(all.map((one) => [questionKey(one.topic, one.question), one])) };
}

/** Returns the cached memory states, or computes them from all answers if one was added or undone since. */
async function rememberedIn(
	session: Session,
	roadmap: Roadmap,
	ids: ReadonlyMap<string, string>,
): Promise<readonly QuestionMemory[]> {
	const { memory, places } = session;
	const target = targetIn(memory, roadmap);
	const key = [ALGORITHM, memory.answers, target, checksum(JSON.stringify([...ids]))].join(' ');
	const kept = readRemembered(places, roadmap.id, key);
	if (kept) return kept;
	const { answersIn, hasAnswersAhead, rememberedFrom } = await import('../domain/answers.ts');
	const remembered = rememberedFrom(answersIn(session.events, roadmap, session.now()), target);
	// Not cached while an answer is dated ahead: it will count from its day on, and nothing would invalidate the cache
	// then.
	if (!hasAnswersAhead(session.events, session.now())) writeRemembered(places, roadmap.id, key, remembered);
	return remembered;
}

export interface WorthAsking {
	/** The questions of one review session, in order. */
	readonly turns: readonly Turn[];
	/** Every question that may be asked. */
	readonly questions: readonly Question[];
	readonly record: ReviewRecord;
}

/** Returns the questions that are worth asking today. */
export async function worthAsking(session: Session, state: State, limits: Limits = LIMITS): Promise<WorthAsking> {
	const record = await reviewRecord(session, state);
	const { today } = state.standing;
	const questions = askedQuestions(state.standing, state.lessonOf, record);
	return { turns: sessionOf(questions, record, today, limits), questions, record };
}

/** Saves an answer given outside of a session. @returns why the question was asked, judged by earlier answers */
export async function saveAnswer(
	session: Session,
	topic: Topic,
	recall: Recall,
	grade: Grade,
	had: string | undefined,
): Promise<Asked> {
	const state = await session.open();
	const { today } = state.standing;
	const record = await reviewRecord(session, state);
	const question = questionsOf([topic], state.lessonOf, record, today).find((one) => one.recall.id === recall.id);
	const asked = whyAsked(record.remembered.get(questionKey(topic.id, recall.id)), question, today);
	await session.save({
		kind: 'review',
		topic: topic.id,
		question: recall.id,
		grade,
		asked,
		...(had !== undefined && { had }),
		text: answerKey(recall),
	});
	return asked;
}

/** Returns the recall statistics; null if nothing was answered yet. */
export async function recallFiguresOf(session: Session, state: State): Promise<RecallFigures | null> {
	const { questions, record } = await worthAsking(session, state);
	if (record.remembered.size === 0) return null;
	const { roadmap, today } = state.standing;
	const { answersIn, historiesIn } = await import('../domain/answers.ts');
	const answers = answersIn(session.events, roadmap, session.now());
	const counted = [...historiesIn(answers).values()].flat();
	return recallFigures(answers, counted, questions, targetIn(session.memory, roadmap), today);
}

/** Ends the rest of leeches, because their topic was opened. */
export async function endRests(session: Session, state: State, topic: Topic): Promise<void> {
	const record = await reviewRecord(session, state);
	const resting = questionsOf([topic], state.lessonOf, record, state.standing.today).filter((one) => one.isResting);
	for (const { recall } of resting)
		await session.append({ kind: 'question', topic: topic.id, question: recall.id, to: 'active' });
}
