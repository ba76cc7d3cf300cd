/** Recall questions: the answer is hidden until requested, and the grade is saved if a server runs. */
import { pointsOf } from '../src/domain/question.ts';
import { MINUTES, minutesFor } from '../src/domain/review.ts';
import type { Grade } from '../src/domain/schedule.ts';
import type { Recall, Topic } from '../src/domain/types.ts';
import { joined, placedWords, plural } from '../src/render/words.ts';
import { el, refill } from './dom.ts';
import { inline, prose } from './prose.ts';
import type { Store } from './store.ts';

/** Renders a question that expands to its answer. */
export function questionItem(store: Store, topic: Topic, recall: Recall): HTMLElement {
	const kept = el('p', { class: 'facts', role: 'status' });
	const offer = el('section');
	const answer = answerOf(store, topic, recall, (grade) => {
		kept.textContent = 'Your answer is kept.';
		refill(offer, ...(grade > 1 ? [] : resetOffer(store, topic, () => refill(offer))));
	});
	const summary = el('summary', {}, el('span', {}, ...inline(recall.ask)));
	return el('details', {}, summary, el('div', {}, ...answer, kept, offer));
}

interface Turn {
	readonly topic: Topic;
	readonly recall: Recall;
	readonly isAgain?: true;
}

/** Renders a scheduled session, one question after another; hidden if no question is due. */
export function recallSection(store: Store): HTMLElement {
	const place = el('div');
	const heading = el('h2', { id: 'recall-now' }, 'Do you still know it?');
	const section = el('section', { class: 'recall-now', 'aria-labelledby': 'recall-now' }, heading, place);
	let isRunning = false;
	const offer = (result = '') => {
		if (isRunning) return;
		const turns = turnsOf(store);
		section.hidden = turns.length === 0 && result === '';
		refill(place, ...offerOf(turns.length, result, begin));
	};
	const begin = async () => {
		isRunning = true;
		const result = await runSession(store, place, turnsOf(store));
		isRunning = false;
		offer(result);
		(place.querySelector<HTMLElement>('button') ?? section).focus();
	};
	offer();
	store.onChange(() => offer());
	return section;
}

function turnsOf(store: Store): Turn[] {
	return store.asks().flatMap(([id, question]) => {
		const topic = store.topicOf(id);
		const recall = topic && store.lessonOf(topic).recall?.find((one) => one.id === question);
		return topic && recall ? [{ topic, recall }] : [];
	});
}

function offerOf(count: number, result: string, begin: () => void): HTMLElement[] {
	const worth = `${count} worth asking, ${plural(Math.min(MINUTES, minutesFor(count)), 'minute')}.`;
	const words = joined([result, count > 0 ? worth : 'Nothing more is worth asking today.'], ' ');
	const button = count > 0 && buttonFor(result === '' ? 'Begin' : 'Go on', begin, 'main');
	return [el('p', { class: 'lead' }, words), el('p', { class: 'actions' }, button)];
}

/** Asks the questions one by one, and missed ones again at the end. @returns the result in words */
async function runSession(store: Store, place: HTMLElement, turns: readonly Turn[]): Promise<string> {
	const queue = [...turns];
	let recalled = 0;
	for (let i = 0; i < queue.length; i++) {
		const turn = queue[i];
		if (!turn) break;
		const grade = await askTurn(store, place, turn, turn.isAgain ? 'once more' : `${i + 1} of ${turns.length}`);
		if (grade > 1) recalled += turn.isAgain ? 0 : 1;
		else if (!(await askReset(store, place, turn.topic))) queue.push({ ...turn, isAgain: true });
	}
	return `${plural(turns.length, 'question')}, ${recalled} recalled at once.`;
}

/** Shows a question, then its answer, until its grade is saved. */
function askTurn(store: Store, place: HTMLElement, { topic, recall }: Turn, where: string): Promise<Grade> {
	return new Promise((resolve) => {
		const show = () => {
			refill(hidden, ...answerOf(store, topic, recall, resolve));
			hidden.querySelector<HTMLElement>('button')?.focus();
		};
		const button = buttonFor('Show the answer', show, 'main');
		const hidden = el('div', {}, el('p', { class: 'actions' }, button));
		const facts = el('p', { class: 'facts' }, `${topic.number} ${topic.title} · ${where}`);
		refill(place, facts, el('p', { class: 'lead' }, ...inline(recall.ask)), hidden);
		button.focus();
	});
}

/** Asks whether a missed topic that was placed as known is to be taken back. @returns whether it was */
function askReset(store: Store, place: HTMLElement, topic: Topic): Promise<boolean> {
	return new Promise((resolve) => {
		const offer = resetOffer(store, topic, resolve);
		if (offer.length === 0) return resolve(false);
		refill(place, ...offer);
		place.querySelector<HTMLElement>('button')?.focus();
	});
}

/**
 * Renders the question whether a topic is to be taken back; nothing if it was not placed as known.
 * @param then called with whether it was taken back
 */
function resetOffer(store: Store, topic: Topic, then: (isReset: boolean) => void): HTMLElement[] {
	if (!store.standing().progress.placed.has(topic.id)) return [];
	const reset = async () => {
		await store.mark(topic, 'todo');
		then(true);
	};
	const buttons = [buttonFor('Take it back', () => void reset(), ''), buttonFor('Leave it', () => then(false), 'main')];
	return [el('p', { class: 'lead' }, placedWords(topic)), el('p', { class: 'actions' }, ...buttons)];
}

/** Renders the answer and the controls to grade it. @param then called with the grade once it is saved */
function answerOf(store: Store, topic: Topic, recall: Recall, then: (grade: Grade) => void): HTMLElement[] {
	const { answer } = recall;
	const points = recall.points?.length ? pointsOf(recall) : [];
	const boxes = points.map(() => el('input', { type: 'checkbox' }));
	const items = points.map((point, i) => {
		const box = boxes[i];
		return el('li', {}, store.live && box ? el('label', {}, box, ...inline(point)) : el('span', {}, ...inline(point)));
	});
	const list = items.length === 0 ? [] : [el('p', {}, 'A full answer has:'), el('ul', { class: 'points' }, ...items)];
	if (!store.live) return [...prose(answer), ...list];
	const actions = el('p', { class: 'actions' });
	const judge = (label: string, grade: Grade) => {
		const keep = async () => {
			for (const button of actions.querySelectorAll('button')) button.disabled = true;
			const had = hadBy(grade, pointsOf(recall).length, boxes);
			if (await store.answer(topic, recall, grade, had)) return then(grade);
			for (const button of actions.querySelectorAll('button')) button.disabled = false;
		};
		return buttonFor(label, () => void keep(), grade === 3 ? 'main' : '');
	};
	refill(actions, judge('I had all of it', 3), judge('Not yet', 1), judge('Easy', 4));
	return [...prose(answer), ...list, actions];
}

/** Returns which points were recalled, in the journal's format; undefined if unknown. */
function hadBy(grade: Grade, count: number, boxes: readonly HTMLInputElement[]): string | undefined {
	if (grade === 4) return undefined;
	if (grade === 3) return '1'.repeat(count);
	return boxes.length === 0 ? '0'.repeat(count) : boxes.map(({ checked }) => (checked ? '1' : '0')).join('');
}

function buttonFor(label: string, act: () => void, name: string): HTMLButtonElement {
	const button = el('button', { type: 'button', class: name }, label);
	button.addEventListener('click', act);
	return button;
}
