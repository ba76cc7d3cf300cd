import { largest } from '../../domain/numbers.ts';
import { isUnfinished } from '../../domain/progress.ts';
import type { ProjectStatus } from '../../domain/types.ts';
import type { RenderContext } from '../../render/context.ts';
import { chapter } from '../../render/prose.ts';
import { isFinished, stageFacts } from '../../render/tally.ts';
import { hints, type ListRow, pad, records, rightAlignedRows, screen, spread, wrap } from '../../render/text.ts';
import { dayWords, duration, enumerate, joined, plural, statusMark, statusWord } from '../../render/words.ts';
import { projectTitle } from '../finished-stages.ts';
import type { ListedTopic, StageResult } from './result.ts';

export function stageView(result: StageResult, context: RenderContext): string {
	const { stage, topics } = result;
	if (context.plain)
		return records(topics.map(({ number, id, status, tier, title }) => [number, id, status, tier, title]));
	const numberWidth = largest(topics.map(({ number }) => number.length));
	return screen(
		context,
		[
			...spread(
				context,
				context.theme.title(`${stage.number}  ${stage.title}`),
				context.theme.quiet(stageFacts(stage)),
			),
			...wrap(context, context.theme.quiet(stage.tagline)),
		],
		rightAlignedRows(
			context,
			topics.map((topic) => row(topic, topic.id === result.here, numberWidth, context)),
		),
		[...notes(result, context), ...nextSteps(result, context)],
		chapter(context, 'What this stage is for', stage.intro ?? undefined),
		chapter(context, projectTitle(stage.hours) + projectState(stage.projectStatus), stage.project ?? undefined),
	);
}

function projectState(status: ProjectStatus | null): string {
	return status === null || status === 'todo' ? '' : ` · ${status === 'started' ? 'begun' : 'done'}`;
}

/** @param isHere whether to mark it as the current topic */
function row(topic: ListedTopic, isHere: boolean, numberWidth: number, context: RenderContext): ListRow {
	const { number, status, elsewhere, tier, title, minutes, labs = [] } = topic;
	// For a screen reader the word replaces the mark.
	const word = context.accessible && elsewhere === undefined ? '' : statusWord(status, elsewhere);
	const pointer = context.accessible ? '' : isHere ? '▸ ' : '  ';
	const isPassed = labs.every(({ state }) => state === 'passed');
	const facts = [
		isHere && context.accessible ? 'you are here' : word,
		labs.length > 0 && (isPassed ? 'lab passed' : 'lab'),
		tier !== 'core' && tier,
		minutes !== null && duration(minutes),
	];
	return {
		lead: `${pointer}${pad(number, numberWidth)}  ${statusMark(context, status)}`,
		title: isHere ? context.theme.title(title) : title,
		facts: joined(facts),
		below: waitWords(topic, context),
	};
}

/** Describes what a topic waits for: other topics, or a day. */
function waitWords(topic: ListedTopic, context: RenderContext): string {
	if (!isUnfinished(topic.status)) return '';
	if (topic.until !== undefined) return `put off until ${dayWords(topic.until, context.today)}`;
	const titles = topic.needs.filter(({ id }) => topic.waiting.includes(id)).map(({ title }) => title);
	return titles.length > 0 ? `after ${enumerate(titles)}` : '';
}

function notes({ stage, hidden, inPath, path }: StageResult, context: RenderContext): string[] {
	const also = hidden.filter(({ count }) => count > 0).map(({ tier, count }) => `${count} ${tier}`);
	const sentences = [
		...(also.length > 0 ? [`Also here: ${also.join(', ')}.`] : []),
		...(inPath ? [] : [`This stage is not on your path (${path}).`]),
		...(stage.progress.skipped > 0 ? [`${plural(stage.progress.skipped, 'topic')} skipped.`] : []),
	];
	const lines = sentences.flatMap((text) => wrap(context, text));
	return lines.length > 0 ? [...lines, ''] : lines;
}

function nextSteps({ stage, topics, next, hidden }: StageResult, context: RenderContext): string[] {
	const left = topics.filter(({ status }) => isUnfinished(status));
	const first = left.find(({ id }) => id === next) ?? left.find(({ until }) => until === undefined);
	const isProjectNext = stage.projectStatus === 'todo' && isFinished(stage.progress);
	return hints(context, [
		first && [`roadmap topic ${first.number}`, 'the whole topic'],
		first && [`roadmap done ${first.number}`, 'when you can do it'],
		isProjectNext && [`roadmap project ${stage.number} --start`, 'begin what there is to build'],
		!first && ['roadmap next', 'what to learn now'],
		hidden.some(({ count }) => count > 0) && [`roadmap stage ${stage.number} --all`, 'everything in it'],
	]);
}
