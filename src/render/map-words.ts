/** The words under a map: the legend, where you are, what comes then, what is ready, and what is not shown. */
import type { LineMap, MapData, StageMap, StationState } from '../domain/network.ts';
import { named, stationMark } from './map-station.ts';
import { nothingBlocks } from './nothing.ts';
import type { Page } from './page.ts';
import { hanging, hints, wrap } from './text.ts';
import { branching } from './tracks.ts';
import { areOrIs, enumerate, enumerateSome, plural, STOP_WORDS, stopMark } from './words.ts';

const LABEL = 14;

export function mapWords(map: LineMap | StageMap, page: Page): string[][] {
	const after = map.nothing ? nothingBlocks(map.nothing, page) : [nextSteps(map, page)];
	return [legend(map, page), whereWords(map, page), leftOut(map, page), ...after];
}

/** What the marks mean, those that are on the map; a screen reader sees none. */
function legend(map: LineMap | StageMap, page: Page): string[] {
	if (page.accessible) return [];
	const marks =
		map.stage === null
			? legendOf(STATION_WORDS, states(map), (state) => stationMark(page, state, 50))
			: legendOf(STOP_WORDS, new Set(map.topics.map(({ state }) => state)), (state) => stopMark(page, state));
	const tiers = map.stage === null ? [] : branching(map.topics).tiers;
	const tracks = tiers.length > 1 ? [page.ink.quiet(`Tracks from the left: ${tiers.join(', ')}.`)] : [];
	return [...wrap(page, marks.join('   ')), ...tracks.flatMap((text) => wrap(page, text))];
}

function states({ phases }: LineMap): ReadonlySet<StationState> {
	return new Set(phases.flatMap(({ stages }) => stages.map(({ state }) => state)));
}

/** Each mark with its word, which is never broken from it. */
function legendOf<State extends string>(
	words: Readonly<Record<State, string>>,
	shown: ReadonlySet<State>,
	mark: (state: State) => string,
): string[] {
	// The keys of a record of ours are its states.
	const states = Object.keys(words) as State[];
	return states
		.filter((state) => shown.has(state))
		.map((state) => `${mark(state)} ${words[state]}`.replaceAll(' ', '\u00a0'));
}

function whereWords(map: MapData, page: Page): string[] {
	const { here, nextStop, reachable } = map;
	if (!here) return [];
	const others = reachable.filter(({ id }) => id !== here.topic.id && id !== nextStop?.id);
	return [
		...said(page, 'You are here', named(here.topic)),
		...(nextStop ? said(page, 'Next stop', named(nextStop)) : []),
		...(others.length > 0 ? said(page, 'Also ready', enumerateSome(others.map(named))) : []),
	];
}

/** A label with its text beside it, or under it where the page is narrow. */
function said(page: Page, label: string, text: string): string[] {
	const lead = page.ink.quiet(label);
	if (page.width < 60) return [lead, ...hanging(page, '', text, 2)];
	return hanging(page, lead, text, LABEL);
}

/** What the path and the level leave out of the picture. */
function leftOut(map: LineMap | StageMap, page: Page): string[] {
	const hidden = map.hidden.filter(({ count }) => count > 0);
	const count = hidden.reduce((sum, tier) => sum + tier.count, 0);
	const tiers = enumerate(hidden.map((tier) => `${tier.count} ${tier.tier}`));
	const elsewhere = map.stage === null ? map.elsewhere.length : 0;
	return [
		...(count > 0 ? [`${tiers} ${count === 1 ? 'topic' : 'topics'} not shown (level ${map.level}).`] : []),
		...(elsewhere > 0 ? [`${plural(elsewhere, 'stage')} ${areOrIs(elsewhere)} not on your path (${map.path}).`] : []),
		...(map.stage !== null && !map.inPath ? [`This stage is not on your path (${map.path}).`] : []),
	].flatMap((text) => wrap(page, page.ink.quiet(text)));
}

function nextSteps(map: LineMap | StageMap, page: Page): string[] {
	const { here } = map;
	const stage = here?.stage.number ?? 1;
	if (map.stage === null)
		return hints(page, [
			[`roadmap map ${stage}`, 'the stops of a stage'],
			['roadmap next', 'what to learn now, and why'],
		]);
	const inside = map.reachable.find(({ number }) => number.startsWith(`${map.stage.number}.`));
	return hints(page, [
		inside ? [`roadmap topic ${inside.number}`, 'the whole topic'] : ['roadmap next', 'what to learn now, and why'],
		['roadmap map', 'the whole line'],
	]);
}

export const STATION_WORDS = {
	done: 'done',
	started: 'under way',
	ready: 'ready to begin',
	waiting: 'waits for others',
	skipped: 'skipped',
	empty: 'not at this level',
} as const;
