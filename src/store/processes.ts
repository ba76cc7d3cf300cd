/** This machine's name, and its processes. */
import type { ChildProcess } from 'node:child_process';
import { errorCode } from './files.ts';

/** Returns the machine's name without spaces. Rarely needed, so node:os is not loaded at every start. */
export function hostName(): string {
	return process.getBuiltinModule('node:os').hostname().replace(/\s/g, '-') || 'localhost';
}

/** Whether a process of this machine is running. */
export function isAlive(pid: number): boolean {
	try {
		// Signal 0 only checks that the process exists.
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}

/** Kills a child process and, if it leads a process group, everything it has started. */
export function killGroup(child: ChildProcess): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
	} catch {
		// It leads no group, or has ended.
		child.kill('SIGKILL');
	}
}
