/** Phases, their stages, and the topics in view. Rows are created once; another path or level only rearranges them. */
import { describeStage } from '../src/domain/describe.ts';
import { topicsAt } from '../src/domain/scope.ts';
import type { Stage, Topic } from '../src/domain/types.ts';
import { complete, counted, shortTally } from '../src/render/tally.ts';
import { el, refill } from './dom.ts';
import { phaseClass } from './map.ts';
import { prose } from './prose.ts';
import type { Store } from './store.ts';
import { type TopicRow, topicRow } from './topic.ts';

/** With this many topics, those off the screen are not laid out. */
const MANY = 500;

export interface Stages {
	readonly element: HTMLElement;
	/** Rows in view, in page order. */
	readonly rows: () => readonly TopicRow[];
	readonly rowOf: (topic: Topic) => TopicRow | undefined;
}

export function stageList(store: Store): Stages {
	const element = el('div', { class: store.topics.length > MANY ? 'phases many' : 'phases' });
	const made = new Map<string, TopicRow>();
	const rowFor = (topic: Topic) => {
		const row = made.get(topic.id) ?? topicRow(store, topic);
		made.set(topic.id, row);
		return row;
	};
	let updates: (() => void)[] = [];
	const layOut = () => {
		const cards = store.standing().scope.stages.map((stage) => ({ stage, ...stageCard(store, stage, rowFor) }));
		updates = cards.map(({ update }) => update);
		refill(element, ...phasesOf(cards));
	};
	const rows = () => store.standing().scope.topics.flatMap((topic) => made.get(topic.id) ?? []);
	layOut();
	store.onChoice(layOut);
	store.onChange(() => {
		for (const update of updates) update();
		for (const row of made.values()) row.update();
	});
	return { element, rows, rowOf: ({ id }) => made.get(id) };
}

interface Card {
	readonly stage: Stage;
	readonly element: HTMLElement;
}

/** Groups consecutive stages of the same phase under one title. */
function phasesOf(cards: readonly Card[]): HTMLElement[] {
	const phases: { name: string; cards: HTMLElement[] }[] = [];
	for (const { stage, element } of cards) {
		const last = phases.at(-1);
		if (last?.name === stage.phase) last.cards.push(element);
		else phases.push({ name: stage.phase, cards: [element] });
	}
	return phases.map(({ name, cards }, i) => {
		const id = `phase-${i + 1}`;
		return el('section', { class: 'phase', 'aria-labelledby': id }, el('h2', { id }, name || 'Stages'), ...cards);
	});
}

function stageCard(store: Store, stage: Stage, rowFor: (topic: Topic) => TopicRow) {
	const { level } = store.standing().scope;
	const topics = topicsAt(stage, level);
	const bar = el('progress', { max: 1, value: 0, 'aria-label': `Progress in ${stage.title}` });
	const tally = el('span', { class: 'tally' });
	const hidden = stage.topics.filter((topic) => !topic.hidden).length - topics.length;
	const element = el(
		'article',
		{ class: `stage ${phaseClass(store, stage.phase)}`, 'aria-labelledby': `stage-${stage.id}` },
		el(
			'header',
			{},
			el('span', { class: 'stage-number', 'aria-hidden': 'true' }, String(stage.number)),
			el('h3', { id: `stage-${stage.id}`, tabindex: -1 }, stage.title),
			el('p', { class: 'tagline' }, stage.tagline),
			el('p', { class: 'progress' }, bar, tally),
		),
		...about(stage),
		topics.length > 0 && el('ul', { class: 'topics' }, ...topics.map((topic) => rowFor(topic).element)),
		hidden > 0 && el('p', { class: 'hidden' }, `${hidden} more at another level.`),
	);
	const update = () => {
		const { progress } = describeStage(store.standing(), stage);
		bar.max = Math.max(1, counted(progress));
		bar.value = complete(progress);
		tally.textContent = shortTally(progress);
	};
	update();
	return { element, update };
}

function about({ intro, project }: Stage): HTMLElement[] {
	if (intro === undefined && project === undefined) return [];
	return [
		el(
			'details',
			{ class: 'about-stage' },
			el('summary', {}, project === undefined ? 'About this stage' : 'About this stage, and its project'),
			el(
				'div',
				{ class: 'body' },
				...(intro === undefined ? [] : prose(intro)),
				...(project === undefined ? [] : [el('h4', {}, 'Project'), ...prose(project)]),
			),
		),
	];
}
