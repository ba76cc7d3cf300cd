/**
 * Converts the drawing of a roadmap.sh roadmap (`nodes` and `edges`): each `topic` node becomes a stage, from top to
 * bottom, with the nodes that the drawing connects to it as topics. The rules were ordered by their accuracy on 53
 * drawings whose stages are known from older folders.
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
import { type TopicFile, withFile } from './topic-file.ts';

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

interface GraphNode {
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

const MOST_NODES = 20_000;
const STEPS = new Set(['subtopic', 'todo', 'checklist', 'checklist-item']);
const LARGEST_STAGE = 30;
/** Boxes at most this far apart count as touching, in pixels of the drawing. */
const TOUCH = 12;

/** @returns undefined if it is not such a drawing */
export function readGraph(value: unknown): Graph | undefined {
	if (!isRecord(value) || !Array.isArray(value.nodes) || !Array.isArray(value.edges)) return undefined;
	const nodes = value.nodes.slice(0, MOST_NODES).flatMap((node: unknown) => readNode(node) ?? []);
	const edges = value.edges.slice(0, MOST_NODES).flatMap((edge: unknown) => {
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
	const { stageOf, ruleOf } = assign(topics, steps, { ...graph, nodes }, sources.stageOf);
	for (const rule of ruleOf.values()) rules.set(rule, (rules.get(rule) ?? 0) + 1);
	const makeDraft = (node: GraphNode) => draftOf(node, sources, omissions);
	const stages = topics.flatMap((topic) => {
		const own = steps.filter(({ id }) => stageOf.get(id) === topic.id);
		return splitStage(topic, own, nodes, makeDraft);
	});
	const homeless = steps.filter(({ id }) => !stageOf.has(id));
	if (homeless.length > 0) stages.push({ title: sources.title, topics: homeless.map(makeDraft) });
	for (const id of sources.files.keys()) {
		if (!graph.nodes.some((node) => node.id === id))
			omissions.push({ where: `file of ${id}`, why: 'the drawing has no node for it' });
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

/** Assigns each step to a stage by the first rule that finds one. */
function assign(
	topics: readonly GraphNode[],
	steps: readonly GraphNode[],
	graph: Graph,
	known: ReadonlyMap<string, string>,
) {
	const stageOf = new Map<string, string>();
	const ruleOf = new Map<string, string>();
	const isTopic = new Set(topics.map(({ id }) => id));
	const give = (rule: string, find: (step: GraphNode) => string | undefined) => {
		const found = steps.flatMap((step) => {
			const stage = stageOf.has(step.id) ? undefined : find(step);
			return stage !== undefined && isTopic.has(stage) ? [[step.id, stage] as const] : [];
		});
		for (const [id, stage] of found) {
			stageOf.set(id, stage);
			ruleOf.set(id, rule);
		}
		return found.length > 0;
	};
	const neighbours = neighboursOf(graph.edges);
	const around = boxesAround(graph.nodes, steps);
	const touching = touchingBoxes(graph.nodes, topics);
	give('the old folders', ({ id }) => known.get(id));
	give('a line to a stage', ({ id }) => neighbours.get(id)?.find((other) => isTopic.has(other)));
	while (
		give('a line to a topic of a stage', ({ id }) => firstOf(neighbours.get(id) ?? [], (other) => stageOf.get(other)))
	);
	give('the box around it', ({ id }) =>
		firstOf(around.get(id) ?? [], (box) => stageOfBox(box, { neighbours, isTopic, around, stageOf })),
	);
	give('boxes and lines that touch', ({ id }) => firstOf([...(around.get(id) ?? []), id], (part) => touching(part)));
	give('the nearest stage (look at these)', (step) => nearestOf(step, topics));
	return { stageOf, ruleOf };
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
	for (const item of items) {
		const found = find(item);
		if (found !== undefined) return found;
	}
	return undefined;
}

function neighboursOf(edges: Graph['edges']): ReadonlyMap<string, readonly string[]> {
	const neighbours = new Map<string, string[]>();
	for (const [from, to] of edges) {
		neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
		neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
	}
	return neighbours;
}

/** Returns the section boxes around each step, smallest first. */
function boxesAround(nodes: readonly GraphNode[], steps: readonly GraphNode[]): ReadonlyMap<string, readonly string[]> {
	const area = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top);
	const sections = nodes.filter(({ type }) => type === 'section').sort((a, b) => area(a.box) - area(b.box));
	return new Map(
		steps.map(({ id, box }) => [
			id,
			sections.filter((section) => isInside(box, section.box)).map((section) => section.id),
		]),
	);
}

/** Returns the stage that a line from the box leads to, else the stage of most steps in the box. */
function stageOfBox(
	box: string,
	parts: {
		readonly neighbours: ReadonlyMap<string, readonly string[]>;
		readonly isTopic: ReadonlySet<string>;
		readonly around: ReadonlyMap<string, readonly string[]>;
		readonly stageOf: ReadonlyMap<string, string>;
	},
): string | undefined {
	const linked = parts.neighbours.get(box)?.find((other) => parts.isTopic.has(other));
	if (linked !== undefined) return linked;
	const counts = new Map<string, number>();
	for (const [step, boxes] of parts.around) {
		const stage = boxes.includes(box) ? parts.stageOf.get(step) : undefined;
		if (stage !== undefined) counts.set(stage, (counts.get(stage) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Follows boxes and drawn lines that touch each other to the first stage. */
function touchingBoxes(nodes: readonly GraphNode[], topics: readonly GraphNode[]): (id: string) => string | undefined {
	const parts = nodes.filter(
		({ type }) => ['section', 'vertical', 'horizontal', 'topic'].includes(type) || STEPS.has(type),
	);
	const byId = new Map(parts.map((part) => [part.id, part]));
	const isTopic = new Set(topics.map(({ id }) => id));
	return (id) => {
		const seen = new Set([id]);
		const queue = [byId.get(id)];
		for (let at = 0; at < queue.length && at < 200; at++) {
			const part = queue[at];
			if (!part) continue;
			if (isTopic.has(part.id)) return part.id;
			for (const other of parts) {
				if (seen.has(other.id) || STEPS.has(other.type) || !touches(part.box, other.box)) continue;
				seen.add(other.id);
				queue.push(other);
			}
		}
		return undefined;
	};
}

function touches(a: Box, b: Box): boolean {
	return (
		a.left - TOUCH <= b.right && b.left - TOUCH <= a.right && a.top - TOUCH <= b.bottom && b.top - TOUCH <= a.bottom
	);
}

function isInside(inner: Box, outer: Box): boolean {
	return (
		inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
	);
}

function nearestOf({ box }: GraphNode, topics: readonly GraphNode[]): string | undefined {
	const distance = ({ box: other }: GraphNode) =>
		Math.hypot(
			(box.left + box.right - other.left - other.right) / 2,
			(box.top + box.bottom - other.top - other.bottom) / 2,
		);
	return [...topics].sort((a, b) => distance(a) - distance(b))[0]?.id;
}

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
	if (steps.length < LARGEST_STAGE || captions.length === 0)
		return [{ title: topic.label, topics: [topic, ...steps].map(makeDraft) }];
	const groups = new Map<string, GraphNode[]>([[topic.label, [topic]]]);
	for (const step of steps) {
		const caption = captions
			.filter(({ box }) => box.bottom <= step.box.top + TOUCH && touchesAcross(box, step.box))
			.sort((a, b) => b.box.bottom - a.box.bottom)[0];
		const isNear = caption && step.box.top - caption.box.bottom < 400;
		const title = isNear ? `${topic.label}: ${caption.label}` : topic.label;
		groups.set(title, [...(groups.get(title) ?? []), step]);
	}
	return [...groups].map(([title, group]) => ({ title, phase: topic.label, topics: group.map(makeDraft) }));
}

function touchesAcross(a: Box, b: Box): boolean {
	return a.left - TOUCH <= b.right && b.left - TOUCH <= a.right;
}
