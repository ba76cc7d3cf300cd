/** Carrying things between machines. Nothing of it is loaded before it is asked for. */
import type { Context } from '../context.ts';
import type { Desk } from './desk.ts';

const SAYS = 'Talking to the other side.';

export function syncing({ world, places, voice }: Desk): Pick<Context, 'sync'> {
	const door = () => import('../sync/exchange.ts');
	return {
		sync: {
			begin: async (address) => voice.meanwhile(SAYS, (await door()).beginSync(world, places(), address)),
			both: async (dryRun) => voice.meanwhile(SAYS, (await door()).syncNow(world, places(), dryRun)),
			status: async () => voice.meanwhile(SAYS, (await door()).syncStatus(world, places())),
		},
	};
}
