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
	if (roadmap !== id) {
		throw fault(
			typeof roadmap === 'string'
				? `it is about the roadmap ${safeLine(roadmap)}, and ${id} is in use.`
				: `"roadmap" must be "${id}".`,
		);
	}
	if (!isRecord(claims) || !isRecord(answers)) throw fault('"claims" and "answers" must be objects.');
	return {
		claims: new Map(Object.entries(claims).map(([stage, claim]) => [stageId(stage), claimOf(stage, claim)])),
		answers: Object.entries(answers).map(([key, outcome]) => givenOf(key, outcome)),
	};

	function stageId(word: string): string {
		const found = subject.stages.find((stage) => stage.id === word || String(stage.number) === word);
		if (!found) throw fault(`claims: there is no stage "${safeLine(word)}" in view.`);
		return found.id;
	}

	function claimOf(stage: string, word: unknown): Claim {
		const claim = CLAIMS.find((known) => known === word);
		if (!claim) throw fault(`claims: "${safeLine(stage)}" must be none, some or most.`);
		return claim;
	}

	function givenOf(key: string, word: unknown): AnsweredQuestion {
		const [topicId = '', question = ''] = key.split('/');
		const topic = subject.stages.flatMap((stage) => stage.topics).find((one) => one.id === topicId);
		if (!topic) throw fault(`answers: there is no topic "${safeLine(topicId)}" in view.`);
		const known = subject.state.lessonOf(topic).recall?.some((one) => one.id === question);
		if (!known) throw fault(`answers: ${topicId} has no question "${safeLine(question)}".`);
		const outcome = OUTCOMES.find((one) => one === word);
		if (!outcome) throw fault(`answers: "${safeLine(key)}" must be had, missed or unknown.`);
		return { topic: topicId, question, outcome };
	}
}
