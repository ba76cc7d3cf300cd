/**
 * The state that all parts of the page share: the roadmap, the choice of path and level, the learner's progress, and
 * the listeners.
 */
import { localDay } from '../src/domain/day.ts';
import { type Described, type TopicData, topicDescriber } from '../src/domain/describe.ts';
import { allTopics, topicsByName } from '../src/domain/find.ts';
import { nextUp } from '../src/domain/next.ts';
import type { Grade } from '../src/domain/schedule.ts';
import { type Choice, knownChoice } from '../src/domain/scope.ts';
import { type Learned, type Snapshot, standingFrom } from '../src/domain/snapshot.ts';
import type { Standing } from '../src/domain/standing.ts';
import type { Recall, Roadmap, Status, Topic } from '../src/domain/types.ts';

type Listener = () => void;
type Mark = (topic: Topic, to: Status) => Promise<void>;
type Answer = (topic: Topic, recall: Recall, grade: Grade, had: string | undefined) => Promise<boolean>;

export interface Store {
	readonly roadmap: Roadmap;
	readonly topics: readonly Topic[];
	readonly at: string;
	/** Whether marks are saved. */
	readonly live: boolean;
	readonly today: string;
	readonly lessonOf: (topic: Topic) => Described;
	readonly noteOf: (topic: Topic) => string;
	/** The questions due today, as ids of topics and questions. */
	readonly asks: () => Learned['asks'];
	readonly topicOf: (id: string) => Topic | undefined;
	readonly standing: () => Standing;
	/** What to learn now. */
	readonly next: () => Topic | undefined;
	readonly describe: (topic: Topic) => TopicData;
	readonly choose: (choice: Partial<Choice>) => void;
	readonly learn: (learned: Learned) => void;
	/** Notifies the listeners, so that a control that shows something else is reset. */
	readonly refresh: () => void;
	/** Saves a mark, on a served page. */
	mark: Mark;
	/** Saves the answer to a question; false if that failed. */
	answer: Answer;
	/** Shows a sentence for a while, and announces it to screen readers. */
	announce: (sentence: string) => void;
	/** Opens a topic and scrolls to it, widening path or level if they exclude it. */
	reveal: (topic: Topic) => void;
	/** Calls the listener when another path or level is chosen. */
	readonly onChoice: (listener: Listener) => void;
	/** Calls the listener when progress has changed, and after `onChoice`. */
	readonly onChange: (listener: Listener) => void;
}

export function makeStore(snapshot: Snapshot): Store {
	const { roadmap, at, live } = snapshot;
	const topics = allTopics(roadmap);
	const byId = topicsByName(roadmap);
	const lessons = new Map(topics.map(({ id }, i) => [id, snapshot.lessons[i]]));
	const lessonOf = ({ id }: Topic) => lessons.get(id) ?? { summary: '', resources: [] };
	const today = localDay(new Date());
	const [choiceListeners, changeListeners]: [Listener[], Listener[]] = [[], []];
	let choice = keptChoice(snapshot);
	let { learned } = snapshot;
	let standing = standingFrom(roadmap, learned, choice, today);
	let describe = topicDescriber(standing, lessonOf);
	let [next] = nextUp(standing, 1);
	const recompute = () => {
		standing = standingFrom(roadmap, learned, choice, today);
		describe = topicDescriber(standing, lessonOf);
		[next] = nextUp(standing, 1);
	};
	const refresh = () => {
		for (const listener of changeListeners) listener();
	};
	return {
		roadmap,
		topics,
		at,
		live,
		today,
		lessonOf,
		noteOf: (topic) => learned.notes.find(([id]) => id === topic.id)?.[1] ?? '',
		asks: () => learned.asks,
		topicOf: (id) => byId.get(id),
		standing: () => standing,
		next: () => next,
		describe: (topic) => describe(topic),
		choose: (wanted) => {
			choice = knownChoice(roadmap, { ...choice, ...wanted });
			keepChoice(snapshot, choice);
			recompute();
			for (const listener of choiceListeners) listener();
			refresh();
		},
		learn: (update) => {
			if (update.layer !== learned.layer) return location.reload();
			if (JSON.stringify(update) === JSON.stringify(learned)) return;
			learned = update;
			recompute();
			refresh();
		},
		refresh,
		mark: async () => {},
		answer: async () => false,
		announce: () => {},
		reveal: () => {},
		onChoice: (listener) => choiceListeners.push(listener),
		onChange: (listener) => changeListeners.push(listener),
	};
}

/** Decompresses the data from the one element that holds it. */
export async function readSnapshot(): Promise<Snapshot> {
	const text = document.getElementById('data')?.textContent ?? '';
	// Parse edge: `src/page/html.ts` wrote this text, and base64 contains no character of the learner's.
	const { gzip } = JSON.parse(text) as { gzip: string };
	const packed = Uint8Array.from(atob(gzip), (char) => char.charCodeAt(0));
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
	return (await new Response(stream).json()) as Snapshot;
}

/** A choice made in the page is kept while this tab is open, until the choice made in the terminal changes. */
function keyOf({ roadmap, choice }: Snapshot): string {
	return `roadmap ${roadmap.id} ${choice.path} ${choice.level}`;
}

function keepChoice(snapshot: Snapshot, choice: Choice): void {
	try {
		sessionStorage.setItem(keyOf(snapshot), JSON.stringify(choice));
	} catch {
		// Ignored: this browser has no storage.
	}
}

function keptChoice(snapshot: Snapshot): Choice {
	try {
		const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(snapshot)) ?? 'null');
		if (typeof kept !== 'object' || kept === null || !('path' in kept) || !('level' in kept)) return snapshot.choice;
		return knownChoice(snapshot.roadmap, { path: String(kept.path), level: String(kept.level) });
	} catch {
		return snapshot.choice;
	}
}
