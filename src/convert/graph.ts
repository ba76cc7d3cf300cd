/**
 * Reads the drawing of a roadmap.sh roadmap (`nodes` and `edges`): each `topic` node becomes a stage, from top to
 * bottom, and the steps assigned to it become its topics.
 */

import type { Tier } from '../domain/types.ts';
import { isRecord } from '../domain/values.ts';
import {
	type Curriculum,
	cleanTitle,
	type DraftStage,
	type DraftTopic,
	makeTopic,
	type Omission,
} from './curriculum.ts';
import { assignStages, STEPS, touchesAcross } from './graph-stages.ts';
import { type TopicFile, withFile } from './topic-file.ts';

export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export interface GraphNode {
	readonly id: string;
	readonly type: string;
	readonly label: string;
	readonly box: Box;
	/** The label of its legend entry. */
	readonly legend: string;
}

export interface Graph {
	readonly nodes: readonly GraphNode[];
	readonly edges: readonly (readonly [string, string])[];
}

export interface GraphSources {
	readonly title: string;
	readonly files: ReadonlyMap<string, TopicFile>;
	/** Node ids of topics → the id of the stage that an older folder had them in. */
	readonly stageOf: ReadonlyMap<string, string>;
}

/** Real drawings have up to 400. */
const MAX_NODES = 5_000;
const MAX_STAGE_TOPICS = 30;
/** @returns undefined if it is no such drawing */
export function readGraph(value: unknown): Graph | undefined {
	if (!isRecord(value) || !Array.isArray(value.nodes) || !Array.isArray(value.edges)) return undefined;
	const nodes = value.nodes.slice(0, MAX_NODES).flatMap((node: unknown) => readNode(node) ?? []);
	const edges = value.edges.slice(0, MAX_NODES).flatMap((edge: unknown) => {
		if (!isRecord(edge) || typeof edge.source !== 'string' || typeof edge.target !== 'string') return [];
		return [[edge.source, edge.target] as const];
	});
	return { nodes, edges };
}

function readNode(node: unknown): GraphNode | undefined {
	if (!isRecord(node) || typeof node.id !== 'string' || typeof node.type !== 'string') return undefined;
	const data = isRecord(node.data) ? node.data : {};
	const place = [node.positionAbsolute, node.position].find(isRecord) ?? {};
	const size = [node.measured, node.style].find(isRecord) ?? {};
	const [left, top] = [numberIn(place.x), numberIn(place.y)];
	const [width, height] = [numberIn(node.width ?? size.width), numberIn(node.height ?? size.height)];
	const legend = isRecord(data.legend) && typeof data.legend.label === 'string' ? data.legend.label : '';
	return {
		id: node.id,
		type: node.type,
		label: typeof data.label === 'string' ? cleanTitle(data.label) : '',
		box: { left, top, right: left + width, bottom: top + height },
		legend,
	};
}

function numberIn(value: unknown): number {
	return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function readGraphCurriculum(graph: Graph, sources: GraphSources): Curriculum {
	const omissions: Omission[] = [];
	const nodes = graph.nodes.filter(({ type, label, id }) => {
		const isNamed = label !== '' || !(type === 'topic' || STEPS.has(type));
		if (!isNamed) omissions.push({ where: `node ${id}`, why: 'it has no label' });
		return isNamed;
	});
	const topics = nodes.filter(({ type }) => type === 'topic').sort(byPlace);
	const steps = nodes.filter(({ type }) => STEPS.has(type)).sort(byPlace);
	const rules = new Map<string, number>();
	const { stageOf, ruleOf } = assignStages(topics, steps, { ...graph, nodes }, sources.stageOf);
	for (const rule of ruleOf.values()) rules.set(rule, (rules.get(rule) ?? 0) + 1);
	const ids = new Set(graph.nodes.map(({ id }) => id));
	const makeDraft = (node: GraphNode) => draftOf(node, sources, omissions);
	const stages = topics.flatMap((topic) => {
		const own = steps.filter(({ id }) => stageOf.get(id) === topic.id);
		return splitStage(topic, own, nodes, makeDraft);
	});
	const unassigned = steps.filter(({ id }) => !stageOf.has(id));
	if (unassigned.length > 0) stages.push({ title: sources.title, topics: unassigned.map(makeDraft) });
	for (const id of sources.files.keys()) {
		if (!ids.has(id)) omissions.push({ where: `file of ${id}`, why: 'the drawing has no node for it' });
	}
	return { title: sources.title, stages, omissions, rules };
}

function draftOf(node: GraphNode, { files }: GraphSources, omissions: Omission[]): DraftTopic {
	const topic = makeTopic({ key: node.id, title: node.label, tier: tierOf(node.legend) });
	const file = files.get(node.id);
	return file ? withFile(topic, file, node.label, omissions) : topic;
}

/** Derives a tier from the legend's label; its colours mean something else in every drawing. */
function tierOf(legend: string): Tier | undefined {
	if (legend === '') return undefined;
	if (/\b(?:alternative|optional|anytime|possib|not strict|later)/i.test(legend)) return 'optional';
	return /\b(?:recommend|essential|must|opinion)/i.test(legend) ? 'core' : 'recommended';
}

function byPlace(a: GraphNode, b: GraphNode): number {
	return a.box.top - b.box.top || a.box.left - b.box.left;
}

/** How far a caption may overlap what is below it, in the drawing's pixels. */
const CAPTION_GAP = 12;

/** Returns a stage; if it is too large, one stage for each caption in it. */
function splitStage(
	topic: GraphNode,
	steps: readonly GraphNode[],
	nodes: readonly GraphNode[],
	makeDraft: (node: GraphNode) => DraftTopic,
): DraftStage[] {
	const captions = nodes.filter(
		({ type, label }) => (type === 'label' || type === 'paragraph') && label !== '' && label.length <= 60,
	);
	if (steps.length < MAX_STAGE_TOPICS || captions.length === 0)
		return [{ title: topic.label, topics: [topic, ...steps].map(makeDraft) }];
	const groups = new Map<string, GraphNode[]>([[topic.label, [topic]]]);
	for (const step of steps) {
		const caption = captions
			.filter(({ box }) => box.bottom <= step.box.top + CAPTION_GAP && touchesAcross(box, step.box, CAPTION_GAP))
			.sort((a, b) => b.box.bottom - a.box.bottom)[0];
		const isNear = caption && step.box.top - caption.box.bottom < 400;
		const title = isNear ? `${topic.label}: ${caption.label}` : topic.label;
		groups.set(title, [...(groups.get(title) ?? []), step]);
	}
	return [...groups].map(([title, group]) => ({ title, phase: topic.label, topics: group.map(makeDraft) }));
}
