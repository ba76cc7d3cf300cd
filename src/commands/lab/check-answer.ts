/** Reads and checks an answer, and records the result. */
import type { Session, State } from '../../app/session.ts';
import { localDay } from '../../domain/day.ts';
import { describeLab } from '../../domain/describe.ts';
import { refOf } from '../../domain/find.ts';
import type { Lab } from '../../domain/lab.ts';
import { type LabStep, labProgressOf } from '../../domain/lab-progress.ts';
import { statusOf } from '../../domain/progress.ts';
import { safeLine } from '../../domain/safe.ts';
import { Interrupted, notFoundError, type UserError } from '../../errors.ts';
import { checkLab, hiddenData } from '../../labs/check-lab.ts';
import { filesFolder } from '../../labs/files.ts';
import { fileIn, type LabId, readAnswer } from '../../labs/lab-folder.ts';
import type { LabQuestion, LabResult } from '../../labs/result.ts';
import { labName } from '../../render/words.ts';
import { rememberFolder } from '../../store/lab-folders.ts';
import { needEngine } from './engine.ts';
import { folderOf, isInHand, type TopicLab } from './find-lab.ts';
import { answerName } from './lab-files.ts';
import type { CheckResult, LabRow } from './results.ts';

/**
 * Checks an answer and records the result.
 * @param mayFetch whether the learner has agreed to fetch the engine
 * @param stop aborted by Ctrl-C, which also kills the engine: its result then says nothing about the answer
 * @throws UserError if nothing could be checked, Interrupted if it was stopped
 */
export async function checkAnswer(
	session: Session,
	target: TopicLab,
	mayFetch: boolean,
	stop?: AbortSignal,
): Promise<CheckResult> {
	const { lab, topic } = target;
	const state = await session.open();
	const folder = folderFor(session, state, target);
	const file = fileIn(folder, answerName(lab));
	const answer = readAnswer(folder, answerName(lab));
	if (answer === undefined) throw noAnswer(file, target);
	await needEngine(session, lab.engine, mayFetch);
	const question = { lab, answer, roadmapFolder: await roadmapFolder(session) };
	const result = (await isAuthorsProgram(session, question))
		? NOT_RUN
		: checkLab(question, session.host, session.places);
	const { passed, failures, preview = null } = await result;
	if (stop?.aborted) throw new Interrupted();
	const before = labProgressOf(state.standing.progress, topic.id, lab.id);
	await keepTry(session, target, passed);
	const after = await session.open();
	rememberFolder(session.places, { ...idOf(after, target), folder, at: session.now().toISOString() });
	return {
		passed,
		...aboutLab(session, after, target),
		file,
		failures,
		preview,
		status: statusOf(after.standing.progress, topic),
		hasHidden: hiddenData(lab) > 0,
		isFirst: passed && before.passed === null,
		hintsLeft: Math.max(0, lab.hints.length - before.hints),
	};
}

const NOT_RUN: LabResult = {
	passed: false,
	failures: [
		{
			check: undefined,
			kind: 'error',
			message: "It is still the author's beginning, which is not run. Write your answer in it.",
		},
	],
	preview: undefined,
};

/** Whether an answer is a program of somebody else's roadmap: it would run with the learner's rights. */
async function isAuthorsProgram(session: Session, { lab, answer }: LabQuestion): Promise<boolean> {
	const { file } = await session.roadmap();
	return lab.engine === 'python' && file !== undefined && answer === lab.starter;
}

/** Returns the folder of a lab. @throws UserError with exit code 3 if it was never created here */
export function folderFor(session: Session, state: State, target: TopicLab): string {
	const found = folderOf(session, idOf(state, target));
	if (found !== undefined) return found;
	throw notFoundError(
		`The lab ${safeLine(target.lab.title)} has not been begun on this machine.`,
		`roadmap lab ${labName(target.topic, target.lab)} makes its folder.`,
	);
}

/** Returns the folder that contains the lab files of the roadmap in use. */
export async function roadmapFolder(session: Session): Promise<string> {
	const { compiled, file } = await session.roadmap();
	return file === undefined ? `${session.host.roadmapsFolder}/${compiled.roadmap.id}` : filesFolder(file);
}

/** Describes a lab in results. */
export function rowOf({ standing }: Pick<State, 'standing'>, { topic, lab }: TopicLab): LabRow {
	return { ...describeLab(standing.progress, topic, lab), topic: refOf(topic), name: labName(topic, lab) };
}

/** Describes the lab that a result is about. */
export function aboutLab(session: Session, state: State, target: TopicLab) {
	return { lab: rowOf(state, target), isInHand: isInHand(session, state, target) };
}

export function idOf({ standing }: Pick<State, 'standing'>, { topic, lab }: TopicLab): LabId {
	return { roadmap: standing.roadmap.id, topic: topic.id, lab: lab.id };
}

/** Records a step of the learner's in a lab. */
export async function keepStep(session: Session, { topic, lab }: TopicLab, to: LabStep, hint?: number): Promise<void> {
	await session.save({ kind: 'lab', topic: topic.id, lab: lab.id, to, ...(hint !== undefined && { hint }) });
}

/** Records a try: a failed one only once a day, and none after passing. */
async function keepTry(session: Session, target: TopicLab, isPassed: boolean): Promise<void> {
	// Other processes may have written while the engine ran.
	session.refresh();
	const { standing } = await session.open();
	const { passed, tried } = labProgressOf(standing.progress, target.topic.id, target.lab.id);
	if (passed !== null) return;
	if (isPassed) await keepStep(session, target, 'passed');
	else if (tried === null || localDay(new Date(tried)) !== standing.today) await keepStep(session, target, 'tried');
}

function noAnswer(file: string, target: { readonly topic: TopicLab['topic']; readonly lab: Lab }): UserError {
	return notFoundError(
		`There is no file ${safeLine(file)}.`,
		`roadmap lab ${labName(target.topic, target.lab)} makes it again.`,
	);
}
