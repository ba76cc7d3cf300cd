/** The real context, wired once. What costs is a function, so that `--help` reads no file. */
import type { Context, Globals } from './context.ts';
import { pathsOf } from './store/paths.ts';
import { programsOnPath, systemsOf } from './store/programs.ts';
import { askOf } from './wiring/asking.ts';
import { authoring } from './wiring/authoring.ts';
import { choosing } from './wiring/choosing.ts';
import { makeDesk } from './wiring/desk.ts';
import { keeping } from './wiring/keeping.ts';
import { learning } from './wiring/learning.ts';
import { noting } from './wiring/noting.ts';
import { paging } from './wiring/paging.ts';
import { syncing } from './wiring/syncing.ts';
import { upgrading } from './wiring/upgrading.ts';
import type { World } from './world.ts';

export function makeContext(world: World, globals: Globals): Context {
	const desk = makeDesk(world, globals);
	const upgrade = upgrading(desk);
	return {
		...learning(desk, upgrade),
		...choosing(desk),
		...noting(desk),
		...keeping(desk),
		...authoring(desk),
		...syncing(desk),
		...paging(desk),
		update: upgrade.update,
		examine: async (fix) => (await import('./wiring/examining.ts')).examine(desk, fix),
		paths: () => pathsOf(desk.places()),
		programs: (names) => programsOnPath(names, world),
		systems: () => systemsOf(world),
		browse: async (url) => (await import('./browser.ts')).browse(world, url),
		ask: askOf(world, globals),
		now: world.now,
	};
}
