/** Implements the forms of `roadmap review`: a session at the terminal, and its steps for scripts. */
import { ALGORITHM, reviewRecord, saveAnswer, targetIn, type WorthAsking, worthAsking } from '../../app/review.ts';
import type { Session, State } from '../../app/session.ts';
import { type Input, isSet, textOption } from '../../cli/command.ts';
import { closest } from '../../domain/closest.ts';
import { addDays } from '../../domain/day.ts';
import { findStage, refOf, topicsByName } from '../../domain/find.ts';
import { isComplete, statusOf } from '../../domain/progress.ts';
import { dueDay, GRADES, hadOf, pointsOf, type Question, questionKey, questionsOf } from '../../domain/question.ts';
import {
	askedQuestions,
	askedTopics,
	countFor,
	dueOn,
	extraSession,
	LIMITS,
	type Limits,
	MINUTES,
	minutesFor,
	TARGETS,
	type Turn,
} from '../../domain/review.ts';
import { safeLine } from '../../domain/safe.ts';
import type { Grade } from '../../domain/schedule.ts';
import type { Recall, Roadmap, Stage, Topic } from '../../domain/types.ts';
import { notFoundError, UserError, usageError } from '../../errors.ts';
import { named } from '../topic-arguments.ts';
import { noSuchStep, numberOption, refuseOthers } from './forms.ts';
import { runSession } from './sitting.ts';
import type { AnswerResult, ChangedResult, Checked, ListResult, ReviewResult, SessionResult } from './view.ts';

export { reviewView } from './view.ts';

export async function runReview(session: Session, input: Input): Promise<ReviewResult> {
	const [step] = input.args;
	refuseOthers(input);
	const state = await session.open();
	if (isSet(input, 'back')) return reactivate(session, state);
	const target = textOption(input, 'target');
	if (target !== undefined) return setTarget(session, state, target);
	if (step === 'answer') return answerOf(state, input);
	if (step === 'grade') return recordGrade(session, state, input);
	if (step !== undefined) throw noSuchStep(step, input.args[1]);
	return ask(session, state, input);
}

/** Runs a session at a terminal; otherwise lists what it would ask. */
async function ask(session: Session, state: State, input: Input): Promise<SessionResult | ListResult> {
	const minutes = numberOption(input, 'minutes') ?? MINUTES;
	const limits = { ...LIMITS, most: Math.min(numberOption(input, 'max') ?? LIMITS.most, countFor(minutes)) };
	const worth = await worthAsking(session, state, limits);
	const about = await subjectOf(state.standing.roadmap, input);
	const turns = chosenTurns(state, isSet(input, 'all'), about, worth, limits);
	if (turns.length === 0 || !session.ask.possible()) return listOf(session, state, about, turns, worth);
	const sat = await runSession(session, input, turns, minutes);
	const checked = sat.asked > 0 && about.topic ? await settleCheck(session, state, about.topic) : null;
	const after = await session.open();
	const left = await worthAsking(session, after);
	return { ...sat, checked, worthAsking: left.turns.length, next: nextDay(after, left) };
}

/** A topic that is checked before it is learned counts as known if this share of its questions is recalled. */
const PASSED = 0.8;

/**
 * Marks a topic that was to be checked first as known if enough of its questions were recalled.
 * @param before the state in which they were asked
 * @returns null if the topic was not to be checked; `known` is null while its other questions decide
 */
async function settleCheck(session: Session, before: State, topic: Topic): Promise<Checked | null> {
	if (!before.standing.progress.toCheck.has(topic.id)) return null;
	const after = await session.open();
	const { progress, today } = after.standing;
	const all = questionsOf([topic], after.lessonOf, await reviewRecord(session, after), today);
	const recalled = all.filter(({ remembered }) => remembered && !remembered.missed).length;
	const isKnown = recalled >= PASSED * Math.min(LIMITS.most, all.length);
	if (isKnown) await session.save({ topic: topic.id, to: 'known' });
	return { ...refOf(topic), known: isKnown || (progress.toCheck.has(topic.id) ? null : false) };
}

/** What a session is limited to. */
interface Subject {
	readonly topic?: Topic;
	readonly stage?: Stage;
}

/** @throws UserError with exit 3 */
async function subjectOf(roadmap: Roadmap, input: Input): Promise<Subject> {
	const [topic, stage] = [textOption(input, 'topic'), textOption(input, 'stage')];
	if (topic !== undefined) return { topic: await topicNamed(roadmap, topic) };
	return stage === undefined ? {} : { stage: findStage(roadmap, stage) };
}

/** Returns the turns that the options select; without options, those of the schedule. */
function chosenTurns(
	{ standing: { progress, today }, lessonOf }: State,
	isAll: boolean,
	about: Subject,
	{ turns, record, questions }: WorthAsking,
	limits: Limits,
): readonly Turn[] {
	const among = (topics: readonly Topic[]) => extraSession(questionsOf(topics, lessonOf, record, today), today, limits);
	if (about.topic) return among([about.topic]);
	if (about.stage) return among(about.stage.topics.filter((one) => !one.hidden && isComplete(statusOf(progress, one))));
	return isAll ? extraSession(questions, today, limits) : turns;
}

function listOf(
	session: Session,
	state: State,
	about: Subject,
	turns: readonly Turn[],
	worth: WorthAsking,
): ListResult {
	const { standing } = state;
	const { roadmap, today } = standing;
	return {
		roadmap: roadmap.id,
		topic: about.topic ? refOf(about.topic) : null,
		stage: about.stage?.number ?? null,
		target: targetIn(session.memory, roadmap),
		worthAsking: worth.turns.length,
		minutes: worth.turns.length === 0 ? 0 : minutesFor(worth.turns.length),
		due: dueOn(worth.questions, today).length,
		askedAbout: askedTopics(standing).length,
		next: nextDay(state, worth),
		questions: turns.map(({ question: { topic, recall, remembered, isRewritten }, asked }, i) => ({
			id: questionKey(topic.id, recall.id),
			topic: refOf(topic),
			ask: recall.ask,
			asked,
			points: pointsOf(recall).length,
			due: turns[i] && remembered ? dueDay(turns[i].question) : null,
			last: remembered?.last ?? null,
			rewritten: isRewritten,
		})),
	};
}

/** Returns the first day after today on which something will be asked that is not asked today; null if there is none. */
function nextDay({ standing, lessonOf }: State, { turns, record }: WorthAsking): string | null {
	const tomorrow = addDays(standing.today, 1);
	const asked = new Set(turns.map(({ question }) => keyOf(question)));
	const days = askedQuestions({ ...standing, today: tomorrow }, lessonOf, record)
		.filter((question) => !question.isResting && !asked.has(keyOf(question)))
		.map(dueDay);
	if (days.some((day) => day <= tomorrow)) return tomorrow;
	return days.sort()[0] ?? null;
}

function keyOf({ topic, recall }: Question): string {
	return questionKey(topic.id, recall.id);
}

/** Returns the question an argument names: `sql-joins/two-details`, or with the topic's number. */
async function questionNamed(
	{ standing, lessonOf }: State,
	word: string | undefined,
	step: string,
): Promise<{ topic: Topic; recall: Recall }> {
	const hint = 'roadmap review --json lists those that are worth asking, with their ids.';
	if (word === undefined) throw usageError(`roadmap review ${step} needs a question.`, hint);
	const [name = '', id] = word.split('/');
	if (id === undefined) throw usageError(`"${safeLine(word)}" is not a question: write <topic>/<question>.`, hint);
	const topic = await topicNamed(standing.roadmap, name);
	const all = lessonOf(topic).recall ?? [];
	const recall = all.find((one) => one.id === id);
	if (recall) return { topic, recall };
	const ids = all.map((one) => one.id);
	const near = closest(id, ids);
	const suggestion = near ? `Did you mean ${topic.id}/${near}?` : `It has ${ids.join(', ') || 'none'}.`;
	throw notFoundError(`${topic.title} has no question "${safeLine(id)}".`, suggestion);
}

async function answerOf(state: State, { args }: Input): Promise<AnswerResult> {
	const { topic, recall } = await questionNamed(state, args[1], 'answer');
	const { ask: question, answer } = recall;
	const id = questionKey(topic.id, recall.id);
	return { id, topic: refOf(topic), ask: question, answer, points: pointsOf(recall) };
}

async function recordGrade(session: Session, state: State, input: Input): Promise<ChangedResult> {
	const { topic, recall } = await questionNamed(state, input.args[1], 'grade');
	const [name, grade] = gradeNamed(input.args[2]);
	const had = hadOption(input, recall);
	const key = questionKey(topic.id, recall.id);
	const asked = await saveAnswer(session, topic, recall, grade, had);
	const after = await reviewRecord(session, await session.open());
	const due = after.remembered.get(key)?.due ?? null;
	const placed = grade === 1 && state.standing.progress.placed.has(topic.id);
	const checked = await settleCheck(session, state, topic);
	return { changed: 'answer', id: key, topic: refOf(topic), grade: name, asked, due, placed, checked };
}

function gradeNamed(word: string | undefined): readonly [name: string, grade: Grade] {
	const found = GRADES.find(([name]) => name === word?.toLowerCase());
	if (found) return found;
	const hint = `Grades are ${GRADES.map(([name]) => name).join(', ')}.`;
	const message = word === undefined ? 'roadmap review grade needs a grade.' : `"${safeLine(word)}" is not a grade.`;
	throw usageError(message, hint);
}

/** Converts `--had 1,3` to the journal's format. */
function hadOption(input: Input, recall: Recall): string | undefined {
	const typed = textOption(input, 'had');
	if (typed === undefined) return undefined;
	const count = pointsOf(recall).length;
	const numbers = typed.split(/[\s,]+/).map(Number);
	if (numbers.every((n) => Number.isInteger(n) && n >= 1 && n <= count)) return hadOf(numbers, count);
	const hint = `It has ${count}, numbered from 1: --had 1,2`;
	throw usageError(`"${safeLine(typed)}" names no points of the answer.`, hint);
}

/** Reactivates the question that was suspended last, among those that still exist. */
async function reactivate(session: Session, { standing, lessonOf }: State): Promise<ChangedResult> {
	const prefix = `${standing.roadmap.id} question `;
	const suspended = [...session.memory.registers]
		.filter(([key, { value }]) => key.startsWith(prefix) && value === 'suspended')
		.sort(([, a], [, b]) => (a.at < b.at ? 1 : -1));
	const byName = topicsByName(standing.roadmap);
	const left = suspended.flatMap(([key]) => {
		const [id = '', question = ''] = key.slice(prefix.length).split(' ');
		const topic = byName.get(id);
		return topic && lessonOf(topic).recall?.some((one) => one.id === question) ? [{ id, topic, question }] : [];
	});
	const [last] = left;
	if (!last)
		throw new UserError('No question is set aside.', { hint: 'In a session, s sets one aside: roadmap review' });
	const { id, topic, question } = last;
	await session.save({ kind: 'question', topic: id, question, to: 'active' });
	const key = questionKey(topic.id, question);
	return { changed: 'question', id: key, topic: refOf(topic), left: left.length - 1 };
}

/** @param word 0.9, or 90 % */
async function setTarget(session: Session, { standing }: State, word: string): Promise<ChangedResult> {
	const percent = /^(\d{2})\s*%?$/.exec(word)?.[1];
	const to = percent === undefined ? Math.round(Number(word) * 100) / 100 : Number(percent) / 100;
	if (!(to >= TARGETS.least && to <= TARGETS.most)) {
		const hint = `Between ${TARGETS.least.toFixed(2)} and ${TARGETS.most.toFixed(2)}: roadmap review --target 0.9`;
		throw usageError(`"${safeLine(word)}" is not a target.`, hint);
	}
	const from = targetIn(session.memory, standing.roadmap);
	if (to !== from) await session.save({ kind: 'target', algorithm: ALGORITHM, to });
	return { changed: 'target', from, to };
}

/** @throws UserError with exit 3, also if a stage is named */
async function topicNamed(roadmap: Roadmap, word: string): Promise<Topic> {
	const found = await named(roadmap, word);
	if ('topic' in found) return found.topic;
	const hint = `For a whole stage: roadmap review --stage ${found.stage.number}`;
	throw notFoundError(`"${safeLine(word)}" is a stage, not a topic.`, hint);
}
