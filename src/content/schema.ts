/** The YAML format, version 1, as validators. */
import { KINDS, type System, TIERS } from '../domain/types.ts';
import { lab } from './lab-schema.ts';
import { MAX_ITEMS, MAX_LABS } from './limits.ts';
import {
	flag,
	hours,
	line,
	listOf,
	literal,
	mapOf,
	maxLength,
	minutes,
	type OutputOf,
	oneOf,
	optional,
	phrase,
	pipe,
	program,
	prose,
	proseLine,
	slug,
	someOf,
	topicElsewhere,
	url,
} from './validator.ts';
import { formatMessage } from './words.ts';

export const FORMAT = 1;

/** `measured`: `npm run check:content` applies our style rules to the texts (scripts/content-style.ts). */
const TEXTS = ['free', 'measured'] as const;

const resource = mapOf(
	{
		kind: oneOf(KINDS, 'kind'),
		title: line,
		by: optional(phrase, ''),
		url,
		minutes: optional(minutes),
		paid: optional(flag),
		start: optional(flag),
		note: optional(line),
	},
	'resource',
);

const recall = mapOf(
	{ id: slug, ask: line, answer: prose, points: optional(listOf(line, 'points')) },
	'recall question',
);

const lesson = {
	summary: optional(proseLine),
	key: optional(line),
	why: optional(prose),
	idea: optional(prose),
	outcomes: optional(listOf(line, 'outcomes')),
	pitfalls: optional(listOf(mapOf({ mistake: line, sign: line }, 'pitfall'), 'pitfalls')),
	practice: optional(prose),
	task: optional(line),
	tools: optional(listOf(slug, 'tool ids')),
	recall: optional(listOf(recall, 'recall questions')),
	minutes: optional(minutes),
	resources: optional(listOf(resource, 'resources')),
	labs: optional(pipe(listOf(lab, 'labs'), maxLength(MAX_LABS, `a topic has at most ${MAX_LABS} labs`))),
};

/** `topics/<id>.yaml`: the lesson of one topic. */
export const lessonFile = mapOf(lesson, 'topic file');

const topic = mapOf(
	{
		id: slug,
		title: line,
		tier: optional(oneOf(TIERS, 'tier'), 'core'),
		needs: optional(listOf(slug, 'topic ids'), []),
		aliases: optional(listOf(slug, 'topic ids')),
		'same-as': optional(topicElsewhere),
		...lesson,
	},
	'topic',
);

const stage = mapOf(
	{
		id: slug,
		title: line,
		phase: optional(phrase, ''),
		tagline: optional(phrase, ''),
		intro: optional(prose),
		project: optional(prose),
		hours: optional(hours),
		topics: pipe(listOf(topic, 'topics'), maxLength(MAX_ITEMS, 'a stage has at most 5,000 topics')),
	},
	'stage',
);

const level = mapOf({ id: slug, shows: someOf(oneOf(TIERS, 'tier'), 'tiers'), for: optional(phrase, '') }, 'level');
const topicIds = optional(listOf(slug, 'topic ids'));
const path = mapOf(
	{
		id: slug,
		title: line,
		stages: someOf(slug, 'stage ids'),
		for: optional(phrase, ''),
		with: topicIds,
		without: topicIds,
		core: topicIds,
	},
	'path',
);

const getLine = optional(line);
const get = mapOf(
	{
		macos: getLine,
		windows: getLine,
		debian: getLine,
		fedora: getLine,
		arch: getLine,
		linux: getLine,
		any: getLine,
	} satisfies Record<System, typeof getLine>,
	'way to get a tool',
);
const tool = mapOf({ id: slug, title: line, for: optional(phrase, ''), finds: program, get }, 'tool');

/** `roadmap.yaml`: the spine; a small roadmap can be this file alone. */
export const roadmapFile = mapOf(
	{
		format: literal(FORMAT, ({ input }) => formatMessage(input, FORMAT)),
		id: slug,
		title: line,
		goal: optional(line),
		welcome: optional(prose),
		texts: optional(oneOf(TEXTS, 'way to look at texts')),
		phases: optional(listOf(line, 'phases')),
		tools: optional(listOf(tool, 'tools')),
		levels: optional(someOf(level, 'levels')),
		paths: optional(someOf(path, 'paths')),
		stages: someOf(stage, 'stages'),
	},
	'roadmap',
);

export type RoadmapFile = OutputOf<typeof roadmapFile>;
export type LessonFile = OutputOf<typeof lessonFile>;
export type TopicEntry = RoadmapFile['stages'][number]['topics'][number];
