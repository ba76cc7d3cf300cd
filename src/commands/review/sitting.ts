/** A session at the terminal: one question after another. Each answer is on disk before the next question. */
import { editNotes } from '../../app/note-editing.ts';
import { endRests, targetIn } from '../../app/review.ts';
import type { Session } from '../../app/session.ts';
import { undoEvents } from '../../app/undo.ts';
import { beforeDoubleDash, colorOption } from '../../cli/arguments.ts';
import { type Input, isSet } from '../../cli/command.ts';
import { Dialogue } from '../../cli/dialogue.ts';
import { makeRenderContext } from '../../cli/output.ts';
import { answerKey, hadOf, isLeech, pointsOf, type Question, questionKey } from '../../domain/question.ts';
import type { Turn } from '../../domain/review.ts';
import { safeLine } from '../../domain/safe.ts';
import type { Grade } from '../../domain/schedule.ts';
import { UserError } from '../../errors.ts';
import type { RenderContext } from '../../render/context.ts';
import { indented, screen, wrap } from '../../render/text.ts';
import { placedWords } from '../../render/words.ts';
import { topicView } from '../topic/view.ts';
import { answerScreen, keysLine, leechLines, moreKeys, questionScreen, type SessionResult } from './view.ts';

interface SavedAnswer {
	readonly turn: Turn;
	readonly grade: Grade;
	/** The ids of its events: the answer, and the topic's reset if a miss led to one. */
	readonly events: readonly string[];
}

interface Sitting {
	readonly session: Session;
	readonly dialogue: Dialogue;
	readonly context: RenderContext;
	readonly hasGrades: boolean;
	/** Turns still to come. */
	readonly queue: Turn[];
	/** Questions missed and not asked again since. */
	readonly missed: Question[];
	readonly answers: SavedAnswer[];
	readonly suspended: string[];
}

/** What a key results in: a grade, the next question, repeating an earlier one, or the end. */
type SittingStep = { readonly grade: Grade; readonly had?: string } | 'next' | 'repeat' | 'end';

/** @param minutes no question is asked after this time */
export async function runSession(
	session: Session,
	input: Input,
	turns: readonly Turn[],
	minutes: number,
): Promise<Pick<SessionResult, 'asked' | 'recalled' | 'missed' | 'suspended'>> {
	const dialogue = new Dialogue(session.host);
	const sitting: Sitting = {
		session,
		dialogue,
		context: makeRenderContext(session.host.stderr, session.host, colorOption(beforeDoubleDash(input.argv))),
		hasGrades: isSet(input, 'grades'),
		queue: [...turns],
		missed: [],
		answers: [],
		suspended: [],
	};
	const end = session.now().getTime() + minutes * 60_000;
	try {
		while (session.now().getTime() < end) {
			const turn = nextTurn(sitting);
			if (!turn || (await askTurn(sitting, turn)) === 'end') break;
		}
	} finally {
		dialogue.close();
	}
	return summary(sitting);
}

/** Returns the next turn; missed questions come again after all others. */
function nextTurn({ queue, missed }: Sitting): Turn | undefined {
	const turn = queue.shift();
	if (turn) return turn;
	const question = missed.shift();
	return question && { question, asked: 'again' };
}

async function askTurn(sitting: Sitting, turn: Turn): Promise<'next' | 'end'> {
	const { dialogue, context, answers, suspended, queue } = sitting;
	const done = answers.filter((one) => one.turn.asked !== 'again').length + suspended.length;
	const place = `${done + 1} of ${done + 1 + queue.length}`;
	dialogue.say(`${questionScreen(turn, place, context)}\n  > `);
	const typed = await dialogue.line();
	if (typed === undefined || typed.trim() === 'q') return 'end';
	const { recall } = turn.question;
	dialogue.say(answerScreen(recall.answer, pointsOf(recall), context));
	const step = await judged(sitting, turn);
	if (step === 'end' || step === 'next') return step;
	if (step === 'repeat') return 'next';
	await saveAnswer(sitting, turn, step);
	return 'next';
}

function keyOf({ turn: { question } }: Pick<SavedAnswer, 'turn'>): string {
	return questionKey(question.topic.id, question.recall.id);
}

/** Reads keys until one grades the answer or leaves the question. */
async function judged(sitting: Sitting, turn: Turn): Promise<SittingStep> {
	const { dialogue, context } = sitting;
	const days = sitting.hasGrades ? await daysByGrade(sitting.session, turn.question) : undefined;
	dialogue.say(`\n${indented(keysLine(turn.question, days, context))}  > `);
	for (;;) {
		const key = await dialogue.key();
		if (key === undefined) return 'end';
		const grade = gradeFor(key, turn.question, sitting.hasGrades);
		const step = grade ?? (await otherKey(sitting, turn, key));
		if (step !== undefined) return step;
		dialogue.say('  > ');
	}
}

/** Returns the grade that a key stands for; undefined for other keys. */
function gradeFor(key: string, { recall }: Question, hasGrades: boolean): Exclude<SittingStep, string> | undefined {
	const count = pointsOf(recall).length;
	if (key === '') return { grade: 3, had: '1'.repeat(count) };
	if (key === 'x') return { grade: 1, had: '0'.repeat(count) };
	if (key === 'e') return { grade: 4 };
	if (key === 'h' && hasGrades) return { grade: 2 };
	const numbers = [...key].map(Number);
	if (!numbers.every((n) => n >= 1 && n <= count)) return undefined;
	const had = hadOf(numbers, count);
	return { grade: had.includes('0') ? 1 : 3, had };
}

async function otherKey(sitting: Sitting, turn: Turn, key: string): Promise<SittingStep | undefined> {
	const { dialogue, context } = sitting;
	switch (key) {
		case 'q':
			return 'end';
		case 's':
			return setAside(sitting, turn);
		case 'r':
			return report(sitting, turn);
		case 'u':
			return undoLast(sitting, turn);
		case 'o':
			return openTopic(sitting, turn);
		case 'n':
			return openNotes(sitting, turn);
		default:
			dialogue.say(indented(moreKeys(context)));
			return undefined;
	}
}

/** Saves the answer; a missed question comes again at the end. */
async function saveAnswer(sitting: Sitting, turn: Turn, { grade, had }: Exclude<SittingStep, string>): Promise<void> {
	const { session, answers, missed, dialogue, context } = sitting;
	const { topic, recall } = turn.question;
	const { id } = await session.append({
		...{ kind: 'review', topic: topic.id, question: recall.id, grade, asked: turn.asked },
		...(had !== undefined && { had }),
		text: answerKey(recall),
	});
	answers.push({ turn, grade, events: [id] });
	if (grade > 1) return;
	missed.push(turn.question);
	const known = turn.question.remembered;
	if (turn.asked === 'again') return;
	if (known && isLeech(known.lapses + 1))
		dialogue.say(screen(context, leechLines(turn.question, known.lapses + 1, context)));
	const reset = await offerReset(sitting, turn.question);
	if (reset !== undefined) answers.splice(-1, 1, { turn, grade, events: [id, reset] });
}

/**
 * Offers to reset a topic that was placed as known but missed, so that it is learned like any other.
 * @returns the id of the reset's event; undefined if the learner declined
 */
async function offerReset(
	{ session, missed, dialogue, context }: Sitting,
	question: Question,
): Promise<string | undefined> {
	const { topic } = question;
	const { placed } = (await session.open()).standing.progress;
	if (!placed.has(topic.id)) return undefined;
	dialogue.say(screen(context, wrap(context, `${placedWords(topic)} y takes it back · Enter leaves it.`)));
	dialogue.say('  > ');
	if ((await dialogue.key()) !== 'y') return undefined;
	const { id } = await session.append({ topic: topic.id, to: 'todo' });
	missed.splice(missed.indexOf(question), 1);
	dialogue.say(screen(context, wrap(context, `${topic.title} is back to "to do".`)));
	return id;
}

async function setAside({ session, suspended, dialogue, context }: Sitting, { question }: Turn): Promise<SittingStep> {
	const { topic, recall } = question;
	await session.append({ kind: 'question', topic: topic.id, question: recall.id, to: 'suspended' });
	suspended.push(questionKey(topic.id, recall.id));
	dialogue.say(
		screen(context, wrap(context, `Set aside. ${context.theme.command('roadmap review --back')} asks it again.`)),
	);
	return 'next';
}

/** @returns undefined, as the question still has to be graded */
async function report({ session, dialogue, context }: Sitting, { question }: Turn): Promise<SittingStep | undefined> {
	dialogue.say('  What is wrong with it? A word or two, then Enter.\n  > ');
	const why = await dialogue.line();
	if (why === undefined) return 'end';
	const { topic, recall } = question;
	if (why.trim() === '') dialogue.say('  Not reported.\n');
	else {
		await session.append({ kind: 'report', topic: topic.id, question: recall.id, why: safeLine(why).slice(0, 500) });
		const sentence = `Reported. ${context.theme.command('roadmap export --feedback <file>')} collects what you report for the author.`;
		dialogue.say(indented(wrap(context, sentence)));
	}
	return undefined;
}

/** Undoes the last answer: its question is asked again, then the current one. */
async function undoLast(
	{ session, answers, queue, missed, dialogue }: Sitting,
	turn: Turn,
): Promise<SittingStep | undefined> {
	const last = answers.pop();
	if (!last) {
		dialogue.say('  There is no answer to take back yet.\n');
		return undefined;
	}
	await undoEvents(session, { takes: last.events, notes: [] });
	const place = missed.indexOf(last.turn.question);
	if (place >= 0) missed.splice(place, 1);
	queue.unshift(last.turn, turn);
	return 'repeat';
}

async function openTopic({ session, dialogue, context }: Sitting, { question: { topic } }: Turn): Promise<undefined> {
	const state = await session.open();
	const shown = {
		topic: state.describe(topic),
		opens: [],
		inView: true,
		notes: null,
		missing: [],
		recall: null,
		short: false,
	};
	dialogue.say(topicView(shown, context));
	await endRests(session, state, topic);
}

async function openNotes({ session, dialogue }: Sitting, { question }: Turn): Promise<undefined> {
	try {
		const { fault } = await dialogue.lend(() => editNotes(session, question.topic));
		if (fault !== undefined) dialogue.say(`  The notes were not opened, because ${fault}.\n`);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		dialogue.say(`  ${error.message}\n`);
	}
}

async function daysByGrade(session: Session, { remembered }: Question): Promise<Readonly<Record<Grade, number>>> {
	const { intervalsOn } = await import('../../domain/answers.ts');
	const { standing } = await session.open();
	return intervalsOn(standing.today, remembered, targetIn(session.memory, standing.roadmap));
}

function summary({ answers, suspended }: Sitting): Pick<SessionResult, 'asked' | 'recalled' | 'missed' | 'suspended'> {
	const first = answers.filter(({ turn }) => turn.asked !== 'again');
	const missed = first.filter(({ grade }) => grade === 1);
	return { asked: first.length, recalled: first.length - missed.length, missed: missed.map(keyOf), suspended };
}
