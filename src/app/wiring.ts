/** The real context, wired once. What costs is a function, so that `--help` reads no file. */

import type { World } from '../cli/host.ts';
import { pathsOf } from '../store/places.ts';
import { programsOnPath, systemsOf } from '../store/programs.ts';
import { askOf } from './asking.ts';
import { authoring } from './authoring.ts';
import { choosing } from './choosing.ts';
import { makeDesk } from './desk.ts';
import { keeping } from './keeping.ts';
import { learning } from './learning.ts';
import { noting } from './noting.ts';
import { paging } from './paging.ts';
import type { Globals, Session } from './session.ts';
import { syncing } from './syncing.ts';
import { upgrading } from './upgrading.ts';

export function makeSession(world: World, globals: Globals): Session {
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
		examine: async (fix) => (await import('./examining.ts')).examine(desk, fix),
		paths: () => pathsOf(desk.places()),
		programs: (names) => programsOnPath(names, world),
		systems: () => systemsOf(world),
		browse: async (url) => (await import('../cli/browser.ts')).browse(world, url),
		ask: askOf(world, globals),
		now: world.now,
	};
}
