/** Finds the lab that is meant: the one named, else the one whose folder this is, else the one used last. */
import type { Session, State } from '../../app/session.ts';
import { closest } from '../../domain/closest.ts';
import { allTopics, namesOf, topicCalled } from '../../domain/find.ts';
import type { Lab } from '../../domain/lab.ts';
import { labProgressOf } from '../../domain/lab-progress.ts';
import { inHand } from '../../domain/next.ts';
import { safeLine } from '../../domain/safe.ts';
import type { Topic } from '../../domain/types.ts';
import { notFoundError, UserError, usageError } from '../../errors.ts';
import { isLabFolder, type LabId, labAround } from '../../labs/lab-folder.ts';
import { labName } from '../../render/words.ts';
import { knownFolders } from '../../store/lab-folders.ts';

export interface TopicLab {
	readonly topic: Topic;
	readonly lab: Lab;
}

/** Returns the labs of some topics. */
export function labsOf({ lessonOf }: Pick<State, 'lessonOf'>, topics: readonly Topic[]): TopicLab[] {
	const having = topics.filter(({ labs = [], hidden }) => labs.length > 0 && !hidden);
	return having.flatMap((topic) => (lessonOf(topic).labs ?? []).map((lab) => ({ topic, lab })));
}

/** Returns every lab of the roadmap. */
export function allLabs(state: State): TopicLab[] {
	return labsOf(state, allTopics(state.standing.roadmap));
}

/**
 * Finds the lab a word names, or the current one.
 * @throws UserError with exit code 3, or 2 if there is no current one
 */
export function labArgument(session: Session, state: State, word: string | undefined): TopicLab {
	return word === undefined ? labInHand(session, state) : labNamed(state, word);
}

/** @throws UserError with exit code 3 and suggestions */
export function labNamed(state: State, word: string): TopicLab {
	const all = allLabs(state);
	const wanted = word.toLowerCase();
	const exact = all.filter((one) => one.lab.id === wanted || nameOf(one) === wanted);
	if (exact.length > 0) return onlyOne(exact, word);
	const [before, behind] = wanted.split('/', 2);
	if (behind !== undefined) {
		const topic = topicCalled(state.standing.roadmap, before ?? '');
		const own = topic ? labsOf(state, [topic]) : all;
		return onlyOne(
			own.filter(({ lab }) => lab.id.startsWith(behind)),
			word,
			all,
		);
	}
	const topic = topicCalled(state.standing.roadmap, word);
	if (topic) return labOfTopic(state, topic);
	const begun = wanted === '' ? [] : all.filter(({ lab }) => lab.id.startsWith(wanted));
	if (begun.length !== 1) refuseAction(wanted);
	return onlyOne(begun, word, all);
}

/** @throws UserError for an action of other programs: `lab test` */
function refuseAction(word: string): void {
	const form = /^(?:run|test|submit|verify)$/.test(word) ? 'check' : /^(?:help|tip)$/.test(word) ? 'hint' : undefined;
	if (form === undefined) return;
	throw notFoundError(`There is no lab called "${word}".`, `Did you mean roadmap lab ${form}?`);
}

/** Returns the full name: topic/lab. */
export function nameOf({ topic, lab }: TopicLab): string {
	return `${topic.id}/${lab.id}`;
}

export function isPassed({ standing }: State, { topic, lab }: TopicLab): boolean {
	return labProgressOf(standing.progress, topic.id, lab.id).passed !== null;
}

/** Whether a lab is the one used without a name. */
export function isInHand(session: Session, state: State, { topic, lab }: TopicLab): boolean {
	const hand = labsInHand(session, state)[0];
	return hand?.topic.id === topic.id && hand.lab.id === lab.id;
}

/** Returns a lab's folder on this machine; undefined if none is known. */
export function folderOf({ places }: Session, id: LabId): string | undefined {
	const around = labAround('.');
	const here = `roadmap-labs/${id.topic}/${id.lab}`;
	const known = knownFolders(places, id.roadmap).filter(({ topic, lab }) => topic === id.topic && lab === id.lab);
	const folders = [...(around ? [around.folder] : []), here, ...known.map(({ folder }) => folder)];
	return folders.find((folder) => isLabFolder(folder, id));
}

/** Returns the lab meant by a topic's name: its first one not passed, else its first. */
function labOfTopic(state: State, topic: Topic): TopicLab {
	const labs = labsOf(state, [topic]);
	const found = labs.find((one) => !isPassed(state, one)) ?? labs[0];
	if (found) return found;
	throw notFoundError(`${topic.title} has no lab.`, WHERE);
}

const WHERE = 'roadmap lab lists those that there are.';

/** @param all the labs to suggest from if none was found */
function onlyOne(found: readonly TopicLab[], word: string, all: readonly TopicLab[] = found): TopicLab {
	const [first, ...others] = found;
	if (first && others.length === 0) return first;
	const names = found.slice(0, 5).map(nameOf);
	if (first) throw notFoundError(`"${safeLine(word)}" may be several labs.`, `Choose one: ${names.join(', ')}.`);
	const near = closest(
		word.toLowerCase(),
		all.flatMap((one) => [one.lab.id, nameOf(one)]),
	);
	throw notFoundError(`There is no lab called "${safeLine(word)}".`, near ? `Did you mean ${near}? ${WHERE}` : WHERE);
}

/** @throws UserError if there is none */
function labInHand(session: Session, state: State): TopicLab {
	const around = labAround('.');
	if (around && around.id.roadmap !== state.standing.roadmap.id) throw anotherRoadmap(around.id);
	const [first] = labsInHand(session, state);
	if (first) return first;
	throw noneBegun(state, allLabs(state));
}

/** Returns the lab whose folder this is, else those started here, last used first, with passed ones last. */
function labsInHand(session: Session, state: State): TopicLab[] {
	const { roadmap } = state.standing;
	const around = labAround('.');
	const all = allLabs(state);
	const find = ({ topic, lab }: LabId) => all.find((one) => namesOf(one.topic).includes(topic) && one.lab.id === lab);
	const here = around?.id.roadmap === roadmap.id ? find(around.id) : undefined;
	const begun = knownFolders(session.places, roadmap.id).flatMap(({ folder, ...id }) => {
		const found = isLabFolder(folder, id) ? find(id) : undefined;
		return found ? [found] : [];
	});
	const passed = begun.filter((one) => isPassed(state, one));
	return [...(here ? [here] : []), ...begun.filter((one) => !passed.includes(one)), ...passed];
}

function noneBegun({ standing }: State, all: readonly TopicLab[]): UserError {
	const hand = inHand(standing);
	const first = all.find(({ topic }) => topic === hand) ?? all[0];
	if (!first) return new UserError('This roadmap has no labs.', { hint: 'roadmap next shows what to learn now.' });
	return usageError(
		'No lab has been begun on this machine.',
		`roadmap lab ${labName(first.topic, first.lab)} begins one; roadmap lab lists them all.`,
	);
}

function anotherRoadmap({ roadmap }: LabId): UserError {
	return new UserError(`This is the folder of a lab of the roadmap ${roadmap}, which is not the one in use.`, {
		hint: `Run it with --roadmap ${roadmap}, or switch to it: roadmap use ${roadmap}`,
	});
}
