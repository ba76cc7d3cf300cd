/** Full text: everything that a topic says, and what the learner noted on it. Door: minisearch. */
import MiniSearch, { type Query } from 'minisearch';
import { nearest, swapped } from './closest.ts';
import type { Described } from './describe.ts';
import { allTopics } from './find.ts';
import { safeText } from './safe.ts';
import { placesOfWords, queryTokens, tokens } from './tokens.ts';
import type { Roadmap, Topic } from './types.ts';

/** Where a topic is looked into, in the order in which a find is told, and what it is worth there. */
const WORTH = [
	['title', 6],
	['id', 4],
	['summary', 2],
	['key', 2],
	['note', 2],
	['idea', 1],
	['practice', 1],
	['pitfalls', 1],
	['recall', 1],
	['outcomes', 1],
	['why', 1],
	['resource', 1],
] as const;

export type Where = (typeof WORTH)[number][0];

const FIELDS = WORTH.map(([field]) => field);

export interface Hit {
	readonly topic: Topic;
	/** The field that matched best. */
	readonly where: Where;
	/** What matched: short texts whole, of long ones the words around it. */
	readonly excerpt: string;
}

/** What is told of a topic, by id. */
export interface Texts {
	readonly lessonOf: (topic: Topic) => Described;
	readonly noteOf: (topic: Topic) => string;
}

/** Looking for near misses takes the square of a word's length. */
const LONGEST_QUERY = 500;

/** The topics that have every one of the words, best first. A typo is forgiven in a word that nothing has. */
export function searchTopics(roadmap: Roadmap, texts: Texts, query: string): Hit[] {
	return topicSearch(roadmap, texts)(query);
}

/** The same for one query after another: everything is read once. */
export function topicSearch(roadmap: Roadmap, texts: Texts): (query: string) => Hit[] {
	const topics = allTopics(roadmap).filter(({ hidden }) => !hidden);
	const index = indexOf(FIELDS);
	index.addAll(topics.map((topic, n) => ({ n, ...textsOf(topic, texts) })));
	return (query) => {
		const queries = queryTokens(query.slice(0, LONGEST_QUERY)).map((word) => wordQuery(index, word));
		return index.search({ combineWith: 'AND', queries }).flatMap(({ id, match }) => {
			const topic = topics[Number(id)];
			const where = FIELDS.find((field) => Object.values(match).some((fields) => fields.includes(field)));
			if (!topic || !where) return [];
			const terms = Object.keys(match).filter((term) => match[term]?.includes(where));
			return [{ topic, where, excerpt: excerptOf(topic, texts, where, new Set(terms)) }];
		});
	};
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
	index.addAll(topics.map(({ id, title }, n) => ({ n, id, title })));
	const queries = queryTokens(word.slice(0, LONGEST_QUERY)).map((part) => typoQuery(part, edits(part)));
	const results = index.search({ combineWith: 'OR', queries });
	return results.flatMap((result) => topics[Number(result.id)] ?? []);
}

/** How many edits make a near miss: none in a short word, where everything is near. */
function edits({ length }: string): number {
	if (length < 4) return 0;
	return length < 6 ? 1 : 2;
}

function indexOf(fields: readonly Where[]): MiniSearch {
	return new MiniSearch({
		idField: 'n',
		fields: [...fields],
		tokenize: tokens,
		processTerm: (term) => term,
		// What is looked for is words already.
		searchOptions: { boost: Object.fromEntries(WORTH), tokenize: (word) => [word], prefix: true },
	});
}

/** A word, or one that it begins; the words that it may be a typo of where there is none. */
function wordQuery(index: MiniSearch, word: string): Query {
	return index.search(word).length > 0 ? word : typoQuery(word, 0.2);
}

/** What a word is a typo of: two letters swapped count as one. @param fuzzy edits, or edits for each letter */
function typoQuery(word: string, fuzzy: number): Query {
	return {
		combineWith: 'OR',
		weights: { fuzzy: 0.1, prefix: 0.4 },
		queries: [{ queries: [word], fuzzy }, ...swapped(word)],
	};
}

type TextIn = { readonly [field in Where]: string };

function textsOf(topic: Topic, { lessonOf, noteOf }: Texts): TextIn {
	const { summary, key = '', why = '', idea = '', practice = '', ...lesson } = lessonOf(topic);
	const { outcomes = [], pitfalls = [], recall = [], labs = [], resources } = lesson;
	return {
		...{ title: topic.title, id: topic.id, summary, key, why, idea },
		practice: [practice, ...labs.map(({ title }) => title)].join('\n'),
		outcomes: outcomes.join('\n'),
		pitfalls: pitfalls.map(({ mistake, sign }) => `${mistake} ${sign}`).join('\n'),
		recall: recall.map(({ ask, answer }) => `${ask} ${answer}`).join('\n'),
		resource: resources.map(({ title, by, note = '' }) => `${title} ${by} ${note}`).join('\n'),
		note: safeText(noteOf(topic)),
	};
}

/** Shown whole, however long. */
const WHOLE: readonly Where[] = ['title', 'id', 'summary'];

function excerptOf(topic: Topic, texts: Texts, where: Where, terms: ReadonlySet<string>): string {
	if (where === 'resource') {
		const { resources } = texts.lessonOf(topic);
		const hit = resources.find(({ title, by, note = '' }) => placeOfHit(`${title} ${by} ${note}`, terms) >= 0);
		return (hit ?? resources[0])?.title ?? '';
	}
	const text = textsOf(topic, texts)[where].replace(/\s+/g, ' ').trim();
	return WHOLE.includes(where) ? text : around(text, placeOfHit(text, terms));
}

/** Where the first word stands that was found; -1 for nowhere. */
function placeOfHit(text: string, terms: ReadonlySet<string>): number {
	return placesOfWords(text).find(({ word }) => tokens(word).some((token) => terms.has(token)))?.at ?? -1;
}

const [BEFORE, AFTER] = [40, 80] as const;

/** Some words before a place in a text and some behind it. */
function around(text: string, at: number): string {
	const from = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1;
	const end = Math.max(at, 0) + AFTER;
	const to = text.length <= end ? text.length : Math.max(at + 1, text.lastIndexOf(' ', end));
	return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
}
