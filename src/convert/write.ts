/** Formats a curriculum as a roadmap's YAML, and as a checklist of what was ticked in the source. */
import { scalar } from '../content/draft.ts';
import { titleKey } from '../domain/tokens.ts';
import { slugOf } from '../domain/values.ts';
import { type Curriculum, type DraftStage, type DraftTopic, type Omission, topicsOf } from './curriculum.ts';
import { type Ids, unique } from './ids.ts';

/** Formats the YAML of a roadmap. Titles are quoted if YAML would misread them; ids always are. */
export function roadmapText(
	id: string,
	curriculum: Curriculum,
	ids: Ids,
	needs: ReadonlyMap<DraftTopic, readonly string[]>,
): string {
	const stageIds = new Set<string>();
	const stages = curriculum.stages.map((stage) => {
		const stageId = unique(slugOf(stage.title) ?? 'stage', stageIds);
		stageIds.add(stageId);
		return stageText(stageId, stage, ids, needs);
	});
	return ['format: 1', `id: ${quoted(id)}`, `title: ${scalar(curriculum.title)}`, 'stages:', ...stages, ''].join('\n');
}

function stageText(id: string, stage: DraftStage, ids: Ids, needs: ReadonlyMap<DraftTopic, readonly string[]>): string {
	return [
		`  - id: ${quoted(id)}`,
		`    title: ${scalar(stage.title)}`,
		...(stage.phase === undefined ? [] : [`    phase: ${scalar(stage.phase)}`]),
		'    topics:',
		...stage.topics.map((topic) => topicText(topic, ids, needs.get(topic) ?? [])),
	].join('\n');
}

function topicText(topic: DraftTopic, { idOf, aliasesOf }: Ids, needs: readonly string[]): string {
	const aliases = aliasesOf.get(topic) ?? [];
	const fields = [
		`- id: ${quoted(idOf.get(topic) ?? '')}`,
		`  title: ${scalar(topic.title)}`,
		...(topic.tier === undefined ? [] : [`  tier: ${topic.tier}`]),
		...(needs.length === 0 ? [] : [`  needs: [${needs.map(quoted).join(', ')}]`]),
		...(aliases.length === 0 ? [] : [`  aliases: [${aliases.map(quoted).join(', ')}]`]),
		...(topic.summary === undefined ? [] : [`  summary: ${scalar(topic.summary)}`]),
		...(topic.minutes === undefined ? [] : [`  minutes: ${Math.min(topic.minutes, 100_000)}`]),
		...(topic.outcomes.length === 0
			? []
			: ['  outcomes:', ...topic.outcomes.map((outcome) => `    - ${scalar(outcome)}`)]),
		...(topic.resources.length === 0 ? [] : ['  resources:', ...topic.resources.map(resourceText)]),
	];
	return fields.map((field) => `      ${field}`).join('\n');
}

function resourceText({ kind, title, url, start }: DraftTopic['resources'][number]): string {
	const begin = start ? ', start: true' : '';
	return `    - {kind: ${kind}, title: ${JSON.stringify(title)}, url: ${JSON.stringify(url)}${begin}}`;
}

function quoted(id: string): string {
	return JSON.stringify(id);
}

/**
 * Resolves each topic's prerequisites to ids: the title of an earlier topic, or a part of exactly one title. With
 * `isChained`, each topic also needs the one before it.
 */
export function needsOf(
	curriculum: Curriculum,
	{ idOf }: Ids,
	isChained: boolean,
	omissions: Omission[],
): Map<DraftTopic, string[]> {
	const needs = new Map<DraftTopic, string[]>();
	const earlier = new Map<string, DraftTopic>();
	for (const stage of curriculum.stages) {
		let before: DraftTopic | undefined;
		for (const topic of stage.topics) {
			const found = new Set<DraftTopic>();
			for (const want of topic.wants) {
				const wanted = findTitle(want, earlier);
				if (wanted) found.add(wanted);
				else omissions.push({ where: topic.title, why: `prerequisite that is no earlier topic: ${want.slice(0, 80)}` });
			}
			if (isChained && before && !topic.isReading) found.add(before);
			const ids = [...found].flatMap((other) => idOf.get(other) ?? []);
			needs.set(topic, ids);
			const words = titleKey(topic.title);
			if (!earlier.has(words)) earlier.set(words, topic);
			if (!topic.isReading) before = topic;
		}
	}
	return needs;
}

/** @param topics by the keys of their titles */
function findTitle(want: string, topics: ReadonlyMap<string, DraftTopic>): DraftTopic | undefined {
	const words = titleKey(want);
	const exact = topics.get(words);
	if (exact || words.length < 4) return exact;
	let only: DraftTopic | undefined;
	for (const [title, topic] of topics) {
		if (!title.includes(words)) continue;
		if (only) return undefined;
		only = topic;
	}
	return only;
}

/** Formats what was ticked in the source as a checklist that `import` reads; undefined if nothing was. */
export function checklistText(id: string, curriculum: Curriculum, { idOf }: Ids): string | undefined {
	const ticked = topicsOf(curriculum).filter(({ done }) => done);
	if (ticked.length === 0) return undefined;
	const lines = ticked.map(
		(topic) =>
			`- [x] ${topic.title} \`${idOf.get(topic)}\` (done${topic.done?.day === undefined ? '' : ` ${topic.done.day}`})`,
	);
	return `${[`<!-- roadmap: ${id} -->`, `# ${curriculum.title}`, '', ...lines].join('\n')}\n`;
}
