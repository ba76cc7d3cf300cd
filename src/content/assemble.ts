/** Converts validated files to the program's Roadmap and its lessons. */

import type { Check, Lab } from '../domain/lab.ts';
import type { Lesson, Level, Path, Stage, Tool, Topic } from '../domain/types.ts';
import { defined } from '../domain/values.ts';
import type { Compiled } from './compile.ts';
import type { LabEntry } from './lab-schema.ts';
import type { LessonFile, RoadmapFile, TopicEntry } from './schema.ts';

const LEVELS: readonly Level[] = [
	{ id: 'core', shows: ['core'], for: 'the core topics alone' },
	{ id: 'recommended', shows: ['core', 'recommended'], for: 'the core topics and what pays off most' },
	{ id: 'everything', shows: ['core', 'recommended', 'optional'], for: 'every topic' },
];

/** @param files topic id → content of the topic's own file */
export function assemble(file: RoadmapFile, files: ReadonlyMap<string, LessonFile>): Compiled {
	const { id, title, goal = title, welcome, tools, levels = LEVELS } = file;
	const stages = file.stages.map((stage, i) => assembleStage(stage, i + 1, files));
	const phases = file.phases ?? [...new Set(stages.map(({ phase }) => phase))].filter((phase) => phase !== '');
	const paths: readonly Path[] = file.paths?.map(defined) ?? [
		{ id: 'all', title, for: 'every stage', stages: stages.map((stage) => stage.id) },
	];
	const topics = file.stages.flatMap((stage) => stage.topics);
	const lessons = topics.map((topic) => assembleLesson(topic, files.get(topic.id)));
	return {
		roadmap: defined({ id, title, goal, welcome, phases, paths, levels, stages, tools: tools?.map(assembleTool) }),
		lessons,
	};
}

function assembleTool({ get, ...tool }: NonNullable<RoadmapFile['tools']>[number]): Tool {
	return { ...tool, get: defined(get) };
}

function assembleStage(
	{ topics, ...stage }: RoadmapFile['stages'][number],
	number: number,
	files: ReadonlyMap<string, LessonFile>,
): Stage {
	const numbered = topics.map((topic, i) => assembleTopic(topic, `${number}.${i + 1}`, files.get(topic.id)));
	return { ...defined(stage), number, topics: numbered };
}

/** Minutes and lab ids are copied into the spine, because lists and plans need them without loading lessons. */
function assembleTopic(entry: TopicEntry, number: string, file: LessonFile = {}): Topic {
	const { id, title, tier, needs, aliases, 'same-as': sameAs, minutes = file.minutes } = entry;
	const labs = (file.labs ?? entry.labs)?.map((lab) => lab.id);
	return defined({ id, number, title, tier, needs, aliases, sameAs, minutes, labs });
}

function assembleLesson(entry: TopicEntry, file: LessonFile = {}): Lesson {
	const { summary = '', resources = [], ...texts } = { ...entry, ...file };
	const { key, why, idea, outcomes, pitfalls, practice, task, tools, recall, labs } = texts;
	const lesson = { summary, key, why, idea, outcomes, pitfalls, practice, task, tools, recall: recall?.map(defined) };
	return defined({ ...lesson, resources: resources.map(defined), labs: labs?.map(assembleLab) });
}

function assembleLab({ make, again, files, variants, checks, wrong, ...lab }: LabEntry): Lab {
	return {
		...defined(lab),
		data: defined({ make, again, files }),
		variants: variants.map(defined),
		checks: checks.map(assembleCheck),
		wrong: wrong.map(defined),
	};
}

/** Safe defaults: check-labs.ts has verified that the fields a kind needs are present. */
function assembleCheck({ kind, says, ...check }: LabEntry['checks'][number]): Check {
	const { expect = '', query = '', statement = '', node = '', path = '', rows, columns, order, names } = check;
	const { args = [], stdin = '', repeat = 1, memory, hidden = false } = check;
	const expected = { expect: check.expect, rows, columns, order, names };
	switch (kind) {
		case 'result':
			return defined({ kind, says, query: check.query, ...expected });
		case 'zero':
			return defined({ kind, says, query });
		case 'fails':
			return defined({ kind, says, statement });
		case 'uses':
		case 'avoids':
			return defined({ kind, says, node });
		case 'file':
			return defined({ kind, says, path, query: check.query, ...expected });
		case 'stdout':
			return defined({ kind, says, args, stdin, repeat, expect, memory, hidden });
	}
}
