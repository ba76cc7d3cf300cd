import { command } from '../cli/command.ts';
import { refOf } from '../domain/find.ts';
import type { Ref, System, Tool } from '../domain/types.ts';
import type { RenderContext } from '../render/context.ts';
import { hanging, hints, notice, records, screen, spread } from '../render/text.ts';
import { joined, plural } from '../render/words.ts';
import { programsOnPath, systemsOf } from '../store/programs.ts';

interface ToolsResult {
	readonly title: string;
	readonly tools: readonly ToolState[];
}

interface ToolState extends Pick<Tool, 'id' | 'title' | 'for' | 'finds'> {
	/** Whether PATH has a file of that name. */
	readonly here: boolean;
	/** The most specific instruction for this machine; null if the roadmap has none. */
	readonly get: string | null;
	/** The topics in view whose practice needs it. */
	readonly topics: readonly Ref[];
}

export const tools = command({
	usage: 'tools',
	summary: 'What you need installed, and what is missing',
	group: 'Begin',
	about:
		'Shows the programs that the practices on your path need: which of them are on this machine, and how to get the others. It looks for the programs on PATH and runs nothing.',
	examples: [{ line: 'roadmap tools', does: 'what is here and what is missing' }],
	run: async (session): Promise<ToolsResult> => {
		const { standing, lessonOf } = await session.open();
		const all = standing.roadmap.tools ?? [];
		const here = programsOnPath(
			all.map(({ finds }) => finds),
			session.host,
		);
		const needs = standing.scope.topics.map((topic) => ({ topic, ids: lessonOf(topic).tools ?? [] }));
		const systems = systemsOf(session.host);
		const states = all.map(({ id, title, for: purpose, finds, get }) => ({
			id,
			title,
			for: purpose,
			finds,
			here: here.has(finds),
			get: adviceFor(get, systems),
			topics: needs.filter(({ ids }) => ids.includes(id)).map(({ topic }) => refOf(topic)),
		}));
		return { title: standing.roadmap.title, tools: states.filter(({ topics }) => topics.length > 0) };
	},
	view: toolsView,
});

function adviceFor(get: Tool['get'], systems: readonly System[]): string | null {
	return systems.map((system) => get[system]).find((advice) => advice !== undefined) ?? null;
}

function toolsView({ title, tools: all }: ToolsResult, context: RenderContext): string {
	if (context.plain)
		return records(all.map(({ id, here, get, title: name }) => [id, here ? 'here' : 'missing', name, get ?? '']));
	if (all.length === 0) {
		return notice(context, `The practices of ${title} name no programs.`, [['roadmap next', 'what to learn now']]);
	}
	const missing = all.filter(({ here }) => !here).length;
	const count = missing === 0 ? 'all here' : `${missing} of ${all.length} missing`;
	return screen(
		context,
		spread(context, context.theme.title('What the practices need'), context.theme.quiet(count)),
		...all.map((tool) => toolLines(tool, context)),
		hints(context, [['roadmap next', 'what to learn now']]),
	);
}

function toolLines({ title, for: purpose, here, get, topics }: ToolState, context: RenderContext): string[] {
	const [first, ...others] = topics;
	const uses = [first && `${first.number} ${first.title}`, others.length > 0 && plural(others.length, 'more topic')];
	const word = here ? 'here' : 'missing';
	const mark = context.accessible ? word : here ? '✓' : '○';
	const lead = `${here ? context.theme.good(mark) : mark}  `;
	return [
		...hanging(context, lead, `${context.theme.title(title)}  ${context.theme.quiet(word)}`),
		...hanging(context, '   ', context.theme.quiet(`${purpose}; for ${joined(uses, ' and ')}`)),
		...(here || get === null ? [] : hanging(context, '   ', /^https?:/.test(get) ? get : context.theme.command(get))),
	];
}
