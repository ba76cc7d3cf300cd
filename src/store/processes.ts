/** Whether somebody who began something is still at it. */
import type { ChildProcess } from 'node:child_process';
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

/** Kills a child process and, where it leads a process group, all that it has started. */
export function killGroup(child: ChildProcess): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
	} catch {
		// It leads no group, or has ended.
		child.kill('SIGKILL');
	}
}
