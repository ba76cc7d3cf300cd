/** Reads older roadmap.sh drawings (Balsamiq's `mockup`), in which groups are named after the folder of their text. */
import { isRecord } from '../domain/values.ts';
import { type Curriculum, cleanTitle, makeTopic, type Omission, Stages } from './curriculum.ts';

interface MockupGroup {
	/** `100-introduction:101-sql`, split, without the numbers. */
	readonly path: readonly string[];
	readonly label: string;
	readonly x: number;
	readonly y: number;
}

/** @returns undefined if it is not such a drawing */
export function readMockup(value: unknown, title: string): Curriculum | undefined {
	const controls = controlsOf(valueIn(value, 'mockup'));
	if (!controls) return undefined;
	const omissions: Omission[] = [];
	const stages = new Stages();
	const groups = controls
		.flatMap((control) => groupOf(control, omissions) ?? [])
		.sort((a, b) => a.y - b.y || a.x - b.x);
	for (const { path, label } of groups) {
		const [stage = ''] = path;
		const topic = makeTopic({ key: path.join(':'), title: label });
		stages.add(stage, topic, { title: cleanTitle(stage.replaceAll('-', ' ')), isHead: path.length === 1 });
	}
	return { title, stages: stages.all(), omissions };
}

function groupOf(control: unknown, omissions: Omission[]): MockupGroup | undefined {
	const name = valueIn(valueIn(control, 'properties'), 'controlName');
	if (typeof name !== 'string' || /^(?:ext_link|json|check):/.test(name) || name.length > 500) return undefined;
	const path = name.split(':').map((part) => part.replace(/^\d{1,5}-/, ''));
	const label = cleanTitle((controlsOf(valueIn(control, 'children')) ?? []).map(textIn).join(' '));
	if (label === '') {
		omissions.push({ where: name, why: 'it has no label' });
		return undefined;
	}
	return { path, label, x: Number(valueIn(control, 'x')) || 0, y: Number(valueIn(control, 'y')) || 0 };
}

function textIn(control: unknown): string {
	const text = valueIn(valueIn(control, 'properties'), 'text');
	if (typeof text !== 'string') return '';
	try {
		// Balsamiq percent-encodes some of its texts.
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function controlsOf(value: unknown): readonly unknown[] | undefined {
	const list = valueIn(valueIn(value, 'controls'), 'control');
	return Array.isArray(list) ? list.slice(0, 20_000) : undefined;
}

function valueIn(value: unknown, key: string): unknown {
	return isRecord(value) ? value[key] : undefined;
}
