/** Carrying things between machines. Nothing of it is loaded before it is asked for. */

import type { Desk } from './desk.ts';
import type { Session } from './session.ts';

const SAYS = 'Talking to the other side.';

export function syncing(desk: Desk): Pick<Session, 'sync'> {
	const { world, places, voice } = desk;
	const door = () => import('../sync/rounds.ts');
	return {
		sync: {
			begin: async (address) => voice.meanwhile(SAYS, (await door()).beginSync(world, places(), address)),
			both: async (dryRun) => voice.meanwhile(SAYS, (await door()).syncNow(world, places(), dryRun)),
			status: async () => voice.meanwhile(SAYS, (await door()).syncStatus(world, places())),
		},
	};
}
