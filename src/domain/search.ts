/** Full-text search in topics and the learner's notes. Door: minisearch. */
import MiniSearch, { type Query } from 'minisearch';
import { nearest, swapped } from './closest.ts';
import type { Described } from './describe.ts';
import { allTopics } from './find.ts';
import { safeText } from './safe.ts';
import { placesOfWords, queryTokens, tokens } from './tokens.ts';
import type { Roadmap, Topic } from './types.ts';

/** The fields searched, each with its boost. If several fields match, the first one here is shown. */
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
	/** The first field of the above list that matched. */
	readonly where: Where;
	/** What matched: short texts in full, of long ones the words around the match. */
	readonly excerpt: string;
}

/** The texts of a topic. */
export interface Texts {
	readonly lessonOf: (topic: Topic) => Described;
	readonly noteOf: (topic: Topic) => string;
}

/** Fuzzy search takes time quadratic in a word's length. */
const MAX_QUERY_LENGTH = 500;

/** Returns the topics that contain all words, best first. A word that matches nothing may have typos. */
export function searchTopics(roadmap: Roadmap, texts: Texts, query: string): Hit[] {
	return topicSearch(roadmap, texts)(query);
}

/** Like `searchTopics`, for several queries: the index is built once. */
export function topicSearch(roadmap: Roadmap, texts: Texts): (query: string) => Hit[] {
	const topics = allTopics(roadmap).filter(({ hidden }) => !hidden);
	const index = indexOf(FIELDS);
	index.addAll(topics.map((topic, n) => ({ n, ...textsOf(topic, texts) })));
	return (query) => {
		const queries = queryTokens(query.slice(0, MAX_QUERY_LENGTH)).map((word) => wordQuery(index, word));
		return index.search({ combineWith: 'AND', queries }).flatMap(({ id, match }) => {
			const topic = topics[Number(id)];
			const where = FIELDS.find((field) => Object.values(match).some((fields) => fields.includes(field)));
			if (!topic || !where) return [];
			const terms = Object.keys(match).filter((term) => match[term]?.includes(where));
			return [{ topic, where, excerpt: excerptOf(topic, texts, where, new Set(terms)) }];
		});
	};
}

/**
 * Returns topics similar to a word that names none: first those with a similar id, then those that contain its words.
 */
export function nearTopics(roadmap: Roadmap, word: string): Topic[] {
	return [...new Set([...mistyped(roadmap, word), ...topicsWithWords(allTopics(roadmap), word)])];
}

/** Returns the topics whose ids are typos of the word, the nearest first. */
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
	const queries = queryTokens(word.slice(0, MAX_QUERY_LENGTH)).map((part) => typoQuery(part, edits(part)));
	const results = index.search({ combineWith: 'OR', queries });
	return results.flatMap((result) => topics[Number(result.id)] ?? []);
}

/** Returns how many edits a typo may have: none in a short word, to which every other is similar. */
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
		// The query is already split into words.
		searchOptions: { boost: Object.fromEntries(WORTH), tokenize: (word) => [word], prefix: true },
	});
}

/** Matches a word or prefix; if there is no match, words it may be a typo of. */
function wordQuery(index: MiniSearch, word: string): Query {
	return index.search(word).length > 0 ? word : typoQuery(word, 0.2);
}

/**
 * Matches words that a word may be a typo of; two swapped letters count as one edit.
 * @param fuzzy the edits, or edits per letter
 */
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
		title: topic.title,
		id: topic.id,
		summary,
		key,
		why,
		idea,
		practice: [practice, ...labs.map(({ title }) => title)].join('\n'),
		outcomes: outcomes.join('\n'),
		pitfalls: pitfalls.map(({ mistake, sign }) => `${mistake} ${sign}`).join('\n'),
		recall: recall.map(({ ask, answer }) => `${ask} ${answer}`).join('\n'),
		resource: resources.map(({ title, by, note = '' }) => `${title} ${by} ${note}`).join('\n'),
		note: safeText(noteOf(topic)),
	};
}

/** Fields shown in full, whatever their length. */
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

/** Returns the position of the first matching word; -1 if there is none. */
function placeOfHit(text: string, terms: ReadonlySet<string>): number {
	return placesOfWords(text).find(({ word }) => tokens(word).some((token) => terms.has(token)))?.at ?? -1;
}

const [BEFORE, AFTER] = [40, 80] as const;

/** Returns the words around a position in a text. */
function around(text: string, at: number): string {
	const from = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1;
	const end = Math.max(at, 0) + AFTER;
	const to = text.length <= end ? text.length : Math.max(at + 1, text.lastIndexOf(' ', end));
	return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
}
