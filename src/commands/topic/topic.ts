import { notesOn } from '../../app/notes.ts';
import { reviewRecord } from '../../app/review.ts';
import type { Session, State } from '../../app/session.ts';
import { command, isSet } from '../../cli/command.ts';
import type { TopicData } from '../../domain/describe.ts';
import { refOf, stageCalled } from '../../domain/find.ts';
import { questionsOf } from '../../domain/question.ts';
import { recallOf, type TopicRecall } from '../../domain/review.ts';
import { openedBy } from '../../domain/standing.ts';
import type { Ref, Topic } from '../../domain/types.ts';
import { type MissingTool, missingTools } from '../needed-tools.ts';
import { stageResult } from '../stage/result.ts';
import { stageView } from '../stage/view.ts';
import { PICK, topicArgument, type Verb } from '../topic-arguments.ts';
import { topicView } from './view.ts';
export const topic = command({
	usage: 'topic [topic]',
	summary: 'The whole topic: the idea, the task, what to read',
	group: 'Learn',
	about:
		'A topic is named by its id, its number (4.2) or the beginning of its id. Without one, it is the topic in hand (begun last, and not done yet), or else the one that next shows. The name of a stage shows the stage.',
	options: [PICK, { flags: '--short', about: 'one screen: what it is, the one thing to keep, what to open next' }],
	examples: [
		{ line: 'roadmap topic sql-joins', does: 'by its id' },
		{ line: 'roadmap topic 1.2', does: 'the same, by its number' },
		{ line: 'roadmap topic 1.2 --short', does: 'on one screen' },
	],
	run: async (session, input) => {
		const open = await session.open();
		const { standing, describe } = open;
		const [word] = input.args;
		const stage = word === undefined ? undefined : stageCalled(standing.roadmap, word);
		if (stage) return stageResult(open, stage);
		const { topic: found, match } = await topicArgument(session, open, input, VERB, word);
		return {
			topic: describe(found),
			opens: openedBy(standing, [found.id]).map(refOf),
			short: isSet(input, 'short'),
			inView: standing.scope.ids.has(found.id),
			notes: (await notesOn(session, found)) || null,
			recall: await recallOn(session, open, found),
			missing: missingTools(session, standing.roadmap, describe(found).tools),
			...(match && { match }),
		};
	},
	view: (result, context) => ('topics' in result ? stageView(result, context) : topicView(result, context)),
});

async function recallOn(session: Session, state: State, found: Topic): Promise<TopicRecall | null> {
	const record = await reviewRecord(session, state);
	return recallOf(questionsOf([found], state.lessonOf, record, state.standing.today));
}

const VERB: Verb = { name: 'topic', takes: 'in hand or next' };

export interface TopicResult {
	readonly topic: TopicData;
	readonly opens: readonly Ref[];
	readonly inView: boolean;
	/** The learner's own; null if there are none. */
	readonly notes: string | null;
	/** How well its questions are remembered; null if none was answered. */
	readonly recall: TopicRecall | null;
	/** Tools its practice needs that this machine lacks. */
	readonly missing: readonly MissingTool[];
	/** Whether to show only the first screen. */
	readonly short: boolean;
}
