/** The work of `roadmap lab`, behind a dynamic import, so that no start loads it. */
import type { Session, State } from '../../app/session.ts';
import { type Input, isSet, textOption } from '../../cli/command.ts';
import { stageCalled } from '../../domain/find.ts';
import { labProgressOf } from '../../domain/lab-progress.ts';
import { inHand } from '../../domain/next.ts';
import { safeLine, shellWord } from '../../domain/safe.ts';
import type { Topic } from '../../domain/types.ts';
import { UserError, usageError } from '../../errors.ts';
import { engineState } from '../../labs/engines.ts';
import { readLabFiles } from '../../labs/files.ts';
import { fileIn, fromHere, layOut, resetAnswer } from '../../labs/lab-folder.ts';
import { comparisonRules } from '../../labs/words.ts';
import { labName } from '../../render/words.ts';
import { rememberFolder } from '../../store/lab-folders.ts';
import { aboutLab, checkAnswer, folderFor, idOf, keepStep, roadmapFolder, rowOf } from './check-answer.ts';
import { engines } from './engine.ts';
import { allLabs, folderOf, labArgument, labNamed, labsOf, type TopicLab } from './find-lab.ts';
import { LAB_FORMS } from './lab.ts';
import { answerName, filesOf, starterOf } from './lab-files.ts';
import type { BegunResult, HintResult, LabCommandResult, ListResult, ResetResult, SolutionResult } from './results.ts';

export { labView } from './view.ts';
export { watchLab } from './watch-lab.ts';

/** The options of each subcommand. */
const TAKES = new Map<string, readonly string[]>([
	['check', ['watch', 'yes']],
	['solution', ['yes']],
	['engine', ['remove', 'yes']],
]);

const OPTIONS = ['watch', 'in', 'yes', 'remove'] as const;

export async function runLab(session: Session, input: Input): Promise<LabCommandResult> {
	const [what, word] = input.args;
	refuseOthers(input);
	if (what === 'engine') return engines(session, input);
	const state = await session.open();
	if (what === undefined) return listOf(session, state);
	if (!isForm(what)) return begunOrListed(session, state, input, what);
	const target = labArgument(session, state, word);
	if (what === 'check') return checkAnswer(session, target, isSet(input, 'yes'));
	if (what === 'hint') return nextHint(session, state, target);
	if (what === 'solution') return solutionOf(session, state, target, isSet(input, 'yes'));
	return reset(session, state, target);
}

/** @throws UserError with exit code 2 for an argument or option of another subcommand */
export function refuseOthers({ args: [what, word], options }: Input): void {
	const takes = what === undefined ? [] : (TAKES.get(what) ?? (isForm(what) ? [] : ['in']));
	const strange = OPTIONS.find((option) => options[option] !== undefined && !takes.includes(option));
	const hint = 'See: roadmap help lab';
	if (strange !== undefined)
		throw usageError(`--${strange} does not belong to ${safeLine(`roadmap lab ${what ?? ''}`)}.`, hint);
	if (what === undefined || word === undefined || (isForm(what) && what !== 'engine')) return;
	const meant = isForm(word) ? [word, what] : /^(?:start|begin|open|do)$/.test(what) ? [word] : undefined;
	const line = meant?.map(shellWord).join(' ');
	throw usageError(`Unexpected argument "${safeLine(word)}".`, line ? `Did you mean roadmap lab ${line}?` : hint);
}

function isForm(word: string): boolean {
	return Object.hasOwn(LAB_FORMS, word);
}

/** Lists labs, the current topic's first. @param among only these topics */
function listOf(session: Session, state: State, among?: readonly Topic[]): ListResult {
	const { roadmap } = state.standing;
	const hand = inHand(state.standing);
	const all = among ? labsOf(state, among) : allLabs(state);
	const first = all.filter(({ topic }) => topic === hand);
	const others = all.filter(({ topic }) => topic !== hand);
	return {
		roadmap: roadmap.id,
		inHand: first[0]?.topic.id ?? null,
		labs: [...first, ...others].map((target) => ({
			...rowOf(state, target),
			folder: folderOf(session, idOf(state, target)) ?? null,
		})),
	};
}

/** A stage's name lists its labs; any other name starts a lab. */
async function begunOrListed(
	session: Session,
	state: State,
	input: Input,
	word: string,
): Promise<BegunResult | ListResult> {
	// The beginning of a stage's id may be that of a lab, too.
	const mayBeStage = /^(?:\d+|stage:[^/]*)$/i.test(word);
	const stage = mayBeStage ? stageCalled(state.standing.roadmap, word) : undefined;
	if (stage) return listOf(session, state, stage.topics);
	return begin(session, state, labNamed(state, word), textOption(input, 'in'));
}

/** @param chosen the folder that the learner named; undefined for `roadmap-labs` in the current one */
export async function begin(
	session: Session,
	state: State,
	target: TopicLab,
	chosen: string | undefined,
): Promise<BegunResult> {
	if (chosen === '') throw usageError('The name of the folder is empty.', 'Leave out --in, or name one.');
	const { topic, lab } = target;
	const { host, places } = session;
	const id = idOf(state, target);
	const rules = comparisonRules(lab);
	const files = filesOf(lab, topic, readLabFiles(lab.data, await roadmapFolder(session)), rules);
	const { folder, made, beside } = layOut(chosen ?? 'roadmap-labs', chosen !== undefined, id, files);
	rememberFolder(places, { ...id, folder, at: session.now().toISOString() });
	return {
		begun: true,
		lab: rowOf(state, target),
		folder,
		file: fileIn(folder, answerName(lab)),
		edit: fromHere(fileIn(folder, answerName(lab))),
		task: lab.task,
		rules,
		made,
		beside,
		engine: await engineState(lab.engine, host, places),
	};
}

export async function nextHint(session: Session, state: State, target: TopicLab): Promise<HintResult> {
	const { topic, lab } = target;
	const { hints: seen } = labProgressOf(state.standing.progress, topic.id, lab.id);
	const of = lab.hints.length;
	if (of === 0)
		throw new UserError(`The lab ${safeLine(lab.title)} has no hints.`, {
			hint: `roadmap lab solution ${labName(target.topic, target.lab)} shows how the author does it.`,
		});
	const n = Math.min(seen + 1, of);
	if (n > seen) await keepStep(session, target, 'hinted', n);
	return { ...aboutLab(session, await session.open(), target), hints: lab.hints.slice(0, n), of, isAgain: n === seen };
}

/** @param isSure whether the learner has confirmed seeing it before passing */
export async function solutionOf(
	session: Session,
	state: State,
	target: TopicLab,
	isSure: boolean,
): Promise<SolutionResult> {
	const { topic, lab } = target;
	const { passed, shown } = labProgressOf(state.standing.progress, topic.id, lab.id);
	if (passed === null && !shown) {
		if (!isSure) await makeSure(session, target);
		await keepStep(session, target, 'shown');
	}
	return { ...aboutLab(session, await session.open(), target), solution: lab.solution };
}

async function makeSure(session: Session, target: TopicLab): Promise<void> {
	const title = safeLine(target.lab.title);
	if (!session.ask.possible())
		throw usageError(
			`The lab ${title} has not passed yet.`,
			`To see its solution anyway: roadmap lab solution ${labName(target.topic, target.lab)} --yes. One more hint: roadmap lab hint ${labName(target.topic, target.lab)}`,
		);
	if (!(await session.ask.confirm(`${title} has not passed yet. Show the solution anyway?`)))
		throw new UserError('The solution was not shown.', {
			hint: `One more hint: roadmap lab hint ${labName(target.topic, target.lab)}`,
		});
}

async function reset(session: Session, state: State, target: TopicLab): Promise<ResetResult> {
	const folder = folderFor(session, state, target);
	const starter = starterOf(target.lab);
	const away = resetAnswer(folder, starter);
	return {
		...aboutLab(session, state, target),
		file: fileIn(folder, starter.name),
		away: away === undefined ? null : fileIn(folder, away),
	};
}
