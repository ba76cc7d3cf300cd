/** Runs `placement`: asks, or reads the answers, and saves the result in one event. */
import type { Session, State } from '../../app/session.ts';
import { type Input, isSet, textOption } from '../../cli/command.ts';
import type { PlacementCheck } from '../../domain/event.ts';
import { findStage } from '../../domain/find.ts';
import { nextUp } from '../../domain/next.ts';
import { statusById } from '../../domain/progress.ts';
import type { Standing } from '../../domain/standing.ts';
import { usageError } from '../../errors.ts';
import { readInput } from '../../store/user-files.ts';
import { readAnswers } from './answers.ts';
import { interview } from './interview.ts';
import {
	nextQuestion,
	type Placed,
	type PlacementInput,
	proposalsAfter,
	type Subject,
	startingAt,
	subjectOf,
} from './subject.ts';
import type { PlacementResult } from './view.ts';

export { placementView } from './view.ts';

/** @throws UserError, and Interrupted if the learner stopped */
export async function runPlacement(session: Session, input: Input): Promise<PlacementResult> {
	const state = await session.open();
	const subject = subjectOf(state);
	const placed = await place(session, input, subject);
	const by = (kind: 'known' | 'check') => [...placed.proposals].flatMap(([id, its]) => (its === kind ? [id] : []));
	// Another process may have marked something in the meantime.
	session.refresh();
	const { progress } = (await session.open()).standing;
	const isFree = (id: string) => statusById(progress, id) === 'todo';
	const [topics, check] = [by('known').filter(isFree), by('check').filter(isFree)];
	const dryRun = isSet(input, 'dryRun');
	const asks = checksFor(subject, placed, topics);
	if (topics.length + check.length > 0 && !dryRun) await session.save({ kind: 'placement', topics, check, asks });
	const after = described(subject, placed, await session.open());
	return { ...after, ...(dryRun && { dryRun }), known: topics, check, asks: asks.length };
}

async function place(session: Session, input: Input, subject: Subject): Promise<Placed> {
	const file = textOption(input, 'answers');
	const stage = textOption(input, 'stage');
	const from = stage === undefined ? undefined : findStage(subject.state.standing.roadmap, stage).number;
	if (file !== undefined) {
		const text = await readInput(file, session.host.stdin, session.globals.noInput);
		return fromAnswers(subject, readAnswers(text, file, subject));
	}
	if (from !== undefined && isSet(input, 'yes'))
		return fromAnswers(subject, { claims: startingAt(subject, from), answers: [] });
	if (!session.ask.possible()) {
		const hint = `Without one: roadmap placement --answers <file>${from === undefined ? '' : `, or --stage ${from} --yes`}. See: roadmap help placement`;
		throw usageError('roadmap placement needs a terminal.', hint);
	}
	const claims = from === undefined ? undefined : startingAt(subject, from);
	return interview(session, input, subject, { claims, hasQuestions: !isSet(input, 'claimsOnly') });
}

function fromAnswers(subject: Subject, input: PlacementInput): Placed {
	return { ...input, proposals: proposalsAfter(subject, input) };
}

/** Returns a check question for each topic taken as known; if possible not the one that was asked. */
function checksFor(
	{ stages, state, questionOf }: Subject,
	{ answers }: Placed,
	ids: readonly string[],
): PlacementCheck[] {
	const isPlaced = new Set(ids);
	const topics = stages.flatMap((stage) => stage.topics).filter(({ id }) => isPlaced.has(id));
	return topics.flatMap((topic) => {
		const all = state.lessonOf(topic).recall ?? [];
		const asked = answers.find((one) => one.topic === topic.id)?.question;
		const question = all.find(({ id }) => id !== asked && id !== questionOf(topic)?.id) ?? all[0];
		return question ? [{ topic: topic.id, question: question.id }] : [];
	});
}

function described(
	subject: Subject,
	{ claims, answers }: Placed,
	after: State,
): Omit<PlacementResult, 'known' | 'check' | 'asks' | 'dryRun'> {
	const { standing } = after;
	const next = nextQuestion(subject, { claims, answers });
	const [topic] = nextUp(standing, 1);
	return {
		roadmap: standing.roadmap.id,
		claims: Object.fromEntries(claims),
		asked: answers,
		marked: subject.stages.flatMap(({ topics }) => topics.filter(({ id }) => subject.marked.has(id))).length,
		question: next ? { topic: next.topic.id, question: next.recall.id, ask: next.recall.ask } : null,
		next: topic ? after.describe(topic) : null,
		ready: readyCount(standing),
	};
}

/** Returns how many topics can be started now. */
function readyCount(standing: Standing): number {
	return nextUp(standing, standing.scope.topics.length).length;
}
