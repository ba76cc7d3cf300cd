/** What all parts of the page share: the roadmap, the choice of path and level, how far the learner is, and who listens. */
import { localDay } from '../src/domain/day.ts';
import { type TopicData, topicDescriber } from '../src/domain/describe.ts';
import { allTopics, topicsById } from '../src/domain/find.ts';
import { nextUp } from '../src/domain/next.ts';
import { type Choice, knownChoice } from '../src/domain/scope.ts';
import { type Learned, type Snapshot, standingFrom } from '../src/domain/snapshot.ts';
import type { Standing } from '../src/domain/standing.ts';
import type { Lesson, Roadmap, Status, Topic } from '../src/domain/types.ts';

type Listener = () => void;
type Mark = (topic: Topic, to: Status) => Promise<void>;

export interface Store {
	readonly roadmap: Roadmap;
	readonly topics: readonly Topic[];
	readonly at: string;
	/** Whether marks are kept. */
	readonly live: boolean;
	readonly today: string;
	readonly lessonOf: (topic: Topic) => Lesson;
	readonly noteOf: (topic: Topic) => string;
	readonly topicOf: (id: string) => Topic | undefined;
	readonly standing: () => Standing;
	/** What to learn now. */
	readonly next: () => Topic | undefined;
	readonly describe: (topic: Topic) => TopicData;
	readonly choose: (choice: Partial<Choice>) => void;
	readonly learn: (learned: Learned) => void;
	/** Shows again how things stand, where a control says something else. */
	readonly refresh: () => void;
	/** Marks a topic where marks are kept. */
	mark: Mark;
	/** Shows a sentence for a while, and says it to a screen reader. */
	say: (sentence: string) => void;
	/** Opens a topic, goes there, and takes it into view where path or level leave it out. */
	reveal: (topic: Topic) => void;
	/** Called when another path or level was chosen. */
	readonly onChoice: (listener: Listener) => void;
	/** Called when something was learned, and after `onChoice`. */
	readonly onChange: (listener: Listener) => void;
}

export function makeStore(snapshot: Snapshot): Store {
	const { roadmap, at, live } = snapshot;
	const topics = allTopics(roadmap);
	const byId = topicsById(roadmap);
	const lessons = new Map(topics.map(({ id }, i) => [id, snapshot.lessons[i]]));
	const lessonOf = ({ id }: Topic) => lessons.get(id) ?? { summary: '', resources: [] };
	const today = localDay(new Date());
	const [choiceListeners, changeListeners]: [Listener[], Listener[]] = [[], []];
	let choice = keptChoice(snapshot);
	let { learned } = snapshot;
	let standing = standingFrom(roadmap, learned, choice, today);
	let describe = topicDescriber(standing, lessonOf);
	let [next] = nextUp(standing, 1);
	const stand = () => {
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
		topicOf: (id) => byId.get(id),
		standing: () => standing,
		next: () => next,
		describe: (topic) => describe(topic),
		choose: (wanted) => {
			choice = knownChoice(roadmap, { ...choice, ...wanted });
			keepChoice(snapshot, choice);
			stand();
			for (const listener of choiceListeners) listener();
			refresh();
		},
		learn: (news) => {
			if (news.layer !== learned.layer) return location.reload();
			if (JSON.stringify(news) === JSON.stringify(learned)) return;
			learned = news;
			stand();
			refresh();
		},
		refresh,
		mark: async () => {},
		say: () => {},
		reveal: () => {},
		onChoice: (listener) => choiceListeners.push(listener),
		onChange: (listener) => changeListeners.push(listener),
	};
}

/** A choice made in the page holds while this tab is open, and until the terminal's own choice is another. */
function keyOf({ roadmap, choice }: Snapshot): string {
	return `roadmap ${roadmap.id} ${choice.path} ${choice.level}`;
}

function keepChoice(snapshot: Snapshot, choice: Choice): void {
	try {
		sessionStorage.setItem(keyOf(snapshot), JSON.stringify(choice));
	} catch {
		// A browser that keeps nothing.
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
