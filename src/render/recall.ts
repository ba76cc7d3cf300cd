/** What is said of recall questions outside of a review. */
import { MINUTES, minutesFor, type TopicRecall } from '../domain/review.ts';
import type { RenderContext } from './context.ts';
import { labelled, wrap } from './text.ts';
import { dayWords, plural } from './words.ts';

/** "8 worth asking, 4 minutes: roadmap review"; nothing where nothing is. */
export function recallLines(count: number, context: RenderContext): string[] {
	if (count === 0) return [];
	const minutes = plural(Math.min(MINUTES, minutesFor(count)), 'minute');
	return labelled(context, 'Recall', `${count} worth asking, ${minutes}: ${context.theme.command('roadmap review')}`);
}

/** How well a topic is remembered, and from when on it is worth asking again. */
export function topicRecallLines(recall: TopicRecall | null, context: RenderContext): string[] {
	if (!recall) return [];
	const { strength, answered, questions, next } = recall;
	const when = next <= context.today ? 'worth asking now' : `worth asking from ${dayWords(next, context.today)}`;
	return labelled(context, 'Recall', `${strength}, ${answered} of ${questions} questions answered; ${when}`);
}

/** The offer of a self-check. @param said what `roadmap review` is to be asked about */
export function selfCheckLines(said: string | undefined, context: RenderContext): string[] {
	return said === undefined ? [] : wrap(context, `Two minutes: ${context.theme.command(`roadmap review ${said}`)}`);
}
