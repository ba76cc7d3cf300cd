/** Full text: ids, titles, summaries and the titles of resources. Door: minisearch. */
import MiniSearch from 'minisearch';
import { nearest } from './closest.ts';
import { allTopics } from './find.ts';
import type { Lesson, Roadmap, Topic } from './types.ts';

export type Where = 'title' | 'id' | 'summary' | 'resource';

export interface Hit {
	readonly topic: Topic;
	/** The field that matched best. */
	readonly where: Where;
	/** The text that matched. */
	readonly excerpt: string;
}

const BOOST = { title: 6, id: 4, summary: 2, resource: 1 };
const FIELDS: Where[] = ['title', 'id', 'summary', 'resource'];

/** Looking for near misses takes the square of a word's length. */
const LONGEST_QUERY = 500;

/** The topics that have every one of the words, forgiving a typo in five letters; best first. */
export function searchTopics(roadmap: Roadmap, lessonOf: (topic: Topic) => Lesson, query: string): Hit[] {
	return topicSearch(roadmap, lessonOf)(query);
}

/** The same for one query after another: everything is read once. */
export function topicSearch(roadmap: Roadmap, lessonOf: (topic: Topic) => Lesson): (query: string) => Hit[] {
	const topics = allTopics(roadmap).filter(({ hidden }) => !hidden);
	const index = indexOf(FIELDS);
	index.addAll(topics.map((topic, id) => ({ id, ...textsOf(topic, lessonOf(topic)) })));
	return (query) =>
		index.search(query.slice(0, LONGEST_QUERY), { combineWith: 'AND' }).flatMap((result) => {
			const topic = topics[Number(result.id)];
			if (!topic) return [];
			const where = bestField(Object.values(result.match).flat());
			return [{ topic, where, excerpt: excerptOf(topic, lessonOf(topic), where, result.terms) }];
		});
}

/** Topics near to a word that names none: those of which the id was mistyped, then those that have its words. */
export function nearTopics(roadmap: Roadmap, word: string): Topic[] {
	return [...new Set([...mistyped(roadmap, word), ...topicsWithWords(allTopics(roadmap), word)])];
}

/** Topics whose ids are a slip of the keys away, the nearest first. */
export function mistyped(roadmap: Roadmap, word: string): Topic[] {
	const topics = allTopics(roadmap);
	const ids = nearest(
		word,
		topics.map(({ id }) => id),
		edits(word),
	);
	return ids.flatMap((id) => topics.find((topic) => topic.id === id) ?? []);
}

function topicsWithWords(topics: readonly Topic[], word: string): Topic[] {
	const index = indexOf(['title', 'id']);
	index.addAll(topics.map(({ id: slug, title }, id) => ({ id, 'topic-id': slug, title })));
	const results = index.search(word.slice(0, LONGEST_QUERY), { combineWith: 'OR', fuzzy: edits });
	return results.flatMap((result) => topics[Number(result.id)] ?? []);
}

/** How many edits make a near miss: none in a short word, where everything is near. */
function edits({ length }: string): number {
	if (length < 4) return 0;
	return length < 6 ? 1 : 2;
}

/** `id` is minisearch's own key (the place in the list); the topic's id is the field `topic-id`. */
function indexOf(fields: readonly Where[]): MiniSearch {
	return new MiniSearch({
		fields: fields.map((field) => (field === 'id' ? 'topic-id' : field)),
		searchOptions: {
			boost: { title: BOOST.title, 'topic-id': BOOST.id, summary: BOOST.summary, resource: BOOST.resource },
			prefix: true,
			fuzzy: 0.2,
		},
	});
}

function textsOf(topic: Topic, lesson: Lesson): Record<string, string> {
	const resource = lesson.resources.map(({ title }) => title).join('\n');
	return { 'topic-id': topic.id, title: topic.title, summary: lesson.summary, resource };
}

function bestField(fields: readonly string[]): Where {
	return FIELDS.find((field) => fields.includes(field === 'id' ? 'topic-id' : field)) ?? 'summary';
}

function excerptOf(topic: Topic, lesson: Lesson, where: Where, terms: readonly string[]): string {
	if (where === 'title') return topic.title;
	if (where === 'id') return topic.id;
	if (where === 'summary') return lesson.summary;
	const hit = lesson.resources.find(({ title }) => terms.some((term) => title.toLowerCase().includes(term)));
	return (hit ?? lesson.resources[0])?.title ?? '';
}
