/** What is said of recall questions outside of a review. */
import { MINUTES, minutesFor, type TopicRecall } from '../domain/review.ts';
import type { Page } from './page.ts';
import { labelled, wrap } from './text.ts';
import { dayWords, plural } from './words.ts';

/** "8 worth asking, 4 minutes: roadmap review"; nothing where nothing is. */
export function recallLines(count: number, page: Page): string[] {
	if (count === 0) return [];
	const minutes = plural(Math.min(MINUTES, minutesFor(count)), 'minute');
	return labelled(page, 'Recall', `${count} worth asking, ${minutes}: ${page.ink.command('roadmap review')}`);
}

/** How well a topic is remembered, and from when on it is worth asking again. */
export function topicRecallLines(recall: TopicRecall | null, page: Page): string[] {
	if (!recall) return [];
	const { strength, answered, questions, next } = recall;
	const when = next <= page.today ? 'worth asking now' : `worth asking from ${dayWords(next, page.today)}`;
	return labelled(page, 'Recall', `${strength}, ${answered} of ${questions} questions answered; ${when}`);
}

/** The offer of a self-check. @param said what `roadmap review` is to be asked about */
export function selfCheckLines(said: string | undefined, page: Page): string[] {
	return said === undefined ? [] : wrap(page, `Two minutes: ${page.ink.command(`roadmap review ${said}`)}`);
}
