/** Whether somebody who began something is still at it. */
import { errorCode } from './files.ts';

/** Whether a process of this machine goes on. */
export function isAlive(pid: number): boolean {
	try {
		// The signal 0 is not sent, only tried.
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}
