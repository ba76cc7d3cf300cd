import { choiceOption, command } from '../cli/command.ts';
import { idFor, shortTitle } from '../domain/custom-topics.ts';
import { findStage, topicFinder, topicsByName } from '../domain/find.ts';
import { shellWord } from '../domain/safe.ts';
import { type Ref, type Roadmap, TIERS, type Tier } from '../domain/types.ts';
import { usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { notice } from '../render/text.ts';

interface AddResult {
	readonly topic: Ref & { readonly tier: Tier };
	readonly stage: { readonly number: number; readonly title: string };
	/** False if the stage already has a topic with that title. */
	readonly changed: boolean;
}

export const add = command({
	usage: 'add <stage> <title...>',
	summary: 'Add a topic of your own to a stage',
	group: 'Remember',
	about:
		'It stands at the end of the stage, counts like any other, and stays when the roadmap changes. Give it things to read with roadmap link.',
	options: [{ flags: '--tier <tier>', about: `${TIERS.join(', ')} (core)` }],
	examples: [
		{ line: 'roadmap add 4 "Our own warehouse"', does: 'a topic at the end of stage 4' },
		{ line: 'roadmap add storage "Parquet by hand" --tier optional', does: 'one to do if there is time' },
	],
	run: async (session, input): Promise<AddResult> => {
		const open = await session.open();
		const { roadmap } = open.standing;
		const tier = choiceOption(input, 'tier', 'a tier', TIERS) ?? 'core';
		const [word = '', ...words] = input.args;
		const title = shortTitle(words.join(' '));
		if (title === '') {
			const hint = 'For example: roadmap add 4 "Our own warehouse"';
			throw usageError('roadmap add needs a title.', hint);
		}
		refuseStageLast(roadmap, input.args);
		const stage = findStage(roadmap, word);
		const same = stage.topics.find((topic) => topic.own && topic.title === title);
		const taken = topicsByName(roadmap);
		const id = same?.id ?? idFor(title, (name) => taken.has(name));
		const { standing } = same
			? open
			: (await session.save({ kind: 'add', topic: id, stage: stage.id, title, tier })).after;
		const topic = topicFinder(standing.roadmap.stages)(id);
		return {
			topic: { id, number: topic?.number ?? '', title, tier: topic?.tier ?? tier },
			stage: { number: stage.number, title: stage.title },
			changed: !same,
		};
	},
	view: addView,
	isReceipt: () => true,
});

/** @throws UserError with the line in its order, for `add "Our own warehouse" 4` */
function refuseStageLast(roadmap: Roadmap, args: readonly string[]): void {
	const last = args.at(-1) ?? '';
	const isStage = (word: string) => roadmap.stages.some(({ number, id }) => word === String(number) || word === id);
	if (isStage(args[0] ?? '') || !isStage(last)) return;
	const title = shellWord(args.slice(0, -1).join(' '));
	throw usageError('The stage stands before the title.', `Did you mean roadmap add ${last} ${title}?`);
}

function addView({ topic, stage, changed }: AddResult, context: RenderContext): string {
	const sentence = `${context.theme.title(topic.title)} is ${changed ? 'topic' : 'already topic'} ${topic.number} of stage ${stage.number}, ${stage.title}.`;
	return notice(context, sentence, [
		[`roadmap link ${topic.number} <address>`, 'something to read for it'],
		[`roadmap stage ${stage.number}`, 'the stage'],
		changed && ['roadmap undo', 'take it back'],
	]);
}
