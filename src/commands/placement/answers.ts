/** Validates the file of `placement --answers` against the roadmap. */
import { CLAIMS, type Claim } from '../../domain/placement.ts';
import { safeLine } from '../../domain/safe.ts';
import { isRecord, parseJson } from '../../domain/values.ts';
import { UserError } from '../../errors.ts';
import type { AnsweredQuestion, Outcome, PlacementInput, Subject } from './subject.ts';

const OUTCOMES: readonly Outcome[] = ['had', 'missed', 'unknown'];

/** @throws UserError that says what is wrong, and where */
export function readAnswers(text: string, file: string, subject: Subject): PlacementInput {
	const name = file === '-' ? 'The standard input' : safeLine(file);
	const fault = (message: string) =>
		new UserError(`${name}: ${message}`, {
			hint: 'roadmap help placement shows what it may hold. Nothing was changed.',
		});
	const value = parseJson(text);
	if (!isRecord(value)) throw fault('this is not a JSON object.');
	const { roadmap, claims = {}, answers = {} } = value;
	const { id } = subject.state.standing.roadmap;
	if (typeof roadmap !== 'string') throw fault(`"roadmap" must be "${id}".`);
	if (roadmap !== id) throw fault(`it is about the roadmap ${safeLine(roadmap)}, and ${id} is in use.`);
	if (!isRecord(claims) || !isRecord(answers)) throw fault('"claims" and "answers" must be objects.');
	return { claims: readClaims(claims, subject, fault), answers: readOutcomes(answers, subject, fault) };
}

type Fault = (message: string) => UserError;

function readClaims(claims: Record<string, unknown>, { stages }: Subject, fault: Fault): Map<string, Claim> {
	const read = Object.entries(claims).map(([word, value]): [string, Claim] => {
		const stage = stages.find(({ id, number }) => id === word || String(number) === word);
		if (!stage) throw fault(`claims: there is no stage "${safeLine(word)}" in view.`);
		const claim = CLAIMS.find((known) => known === value);
		if (!claim) throw fault(`claims: "${safeLine(word)}" must be none, some or most.`);
		return [stage.id, claim];
	});
	return new Map(read);
}

function readOutcomes(answers: Record<string, unknown>, { stages, state }: Subject, fault: Fault): AnsweredQuestion[] {
	const topics = stages.flatMap((stage) => stage.topics);
	return Object.entries(answers).map(([key, value]) => {
		const [topicId = '', question = ''] = key.split('/');
		const topic = topics.find(({ id }) => id === topicId);
		if (!topic) throw fault(`answers: there is no topic "${safeLine(topicId)}" in view.`);
		const known = state.lessonOf(topic).recall?.some(({ id }) => id === question);
		if (!known) throw fault(`answers: ${topicId} has no question "${safeLine(question)}".`);
		const outcome = OUTCOMES.find((one) => one === value);
		if (!outcome) throw fault(`answers: "${safeLine(key)}" must be had, missed or unknown.`);
		return { topic: topicId, question, outcome };
	});
}
