import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';

export interface AddResult {
	readonly topic: { readonly id: string; readonly number: string; readonly title: string };
	readonly stage: { readonly number: number; readonly title: string };
	readonly changed: boolean;
}

export function addView({ topic, stage, changed }: AddResult, page: Page): string {
	const said = `${page.ink.title(topic.title)} is ${changed ? 'topic' : 'already topic'} ${topic.number} of stage ${stage.number}, ${stage.title}.`;
	return screen(
		page,
		wrap(page, said),
		hints(page, [
			[`roadmap link ${topic.number} <address>`, 'something to read for it'],
			[`roadmap stage ${stage.number}`, 'the stage'],
			...(changed ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}
