/** Programs that a topic's practice needs and that are not installed. */

import type { Session } from '../app/session.ts';
import type { Roadmap } from '../domain/types.ts';
import type { RenderContext } from '../render/context.ts';
import { labelled } from '../render/text.ts';
import { areOrIs, enumerate } from '../render/words.ts';
import { programsOnPath } from '../store/programs.ts';

export interface MissingTool {
	readonly id: string;
	readonly title: string;
}

/** @param needed ids of the roadmap's tools */
export function missingTools(session: Session, roadmap: Roadmap, needed: readonly string[] = []): MissingTool[] {
	const tools = (roadmap.tools ?? []).filter(({ id }) => needed.includes(id));
	const found =
		tools.length === 0
			? new Set<string>()
			: programsOnPath(
					tools.map(({ finds }) => finds),
					session.host,
				);
	return tools.filter(({ finds }) => !found.has(finds)).map(({ id, title }) => ({ id, title }));
}

export function missingToolsLines(missing: readonly MissingTool[], context: RenderContext): string[] {
	if (missing.length === 0) return [];
	const titles = missing.map(({ title }) => title);
	const sentence = `${enumerate(titles)} ${areOrIs(titles.length)} not on this machine yet: `;
	return labelled(context, 'Missing', `${sentence}${context.theme.command('roadmap tools')}`);
}
