/**
 * Which journal is ours. A device is one home on one machine: a home that was copied or restored elsewhere begins a
 * new journal and never goes on writing its twin's.
 *
 * `device.json` stands beside the journals' folder: not among the journals, which may be carried elsewhere, and not with
 * the settings, whose loss may never stop a command. It is made by a link that only one of many processes can win.
 */
import fs from 'node:fs';
import path from 'node:path';
import { realFile, writeAtomic } from './atomic.ts';
import { fileError, isNotAFile, makeFolder, readIfThere } from './files.ts';
import type { Places } from './places.ts';

interface Device {
	/** The journal's name: `progress/<id>.jsonl`. */
	readonly id: string;
	/** What tells this home on this machine from a copy of it. */
	readonly machine: string;
}

/**
 * The id of this device, if it ever wrote; reading makes none.
 * @throws UserError when it is noted and cannot be read just now: it is not another device for that
 */
export function knownDevice(places: Places): string | undefined {
	try {
		const device = readDevice(deviceFile(places));
		return device?.machine === machineOf(places) ? device.id : undefined;
	} catch (error) {
		throw fileError(error, 'read', deviceFile(places));
	}
}

/**
 * The id of this device; made and kept on the first change.
 * @throws UserError when it cannot be kept
 */
export function ensureDevice(places: Places): string {
	const known = knownDevice(places);
	if (known !== undefined) return known;
	const file = deviceFile(places);
	const id = newId();
	try {
		// First, because what a folder is really called is known only when it is there.
		makeFolder(places.data);
		const text = `${JSON.stringify({ id, machine: machineOf(places) } satisfies Device)}\n`;
		// Of many processes only one can give it its name.
		writeAtomic(file, text, { ifUnchanged: null });
		// What stands there is nobody's: damaged, or of the machine that this home was copied from.
		if (knownDevice(places) === undefined) writeAtomic(file, text);
	} catch (error) {
		throw fileError(error, 'write', file);
	}
	return knownDevice(places) ?? id;
}

export function deviceFile(places: Places): string {
	return path.join(places.data, 'device.json');
}

/** Whether something stands where the device's id should, and is none. The next change makes a new one. */
export function isDeviceDamaged(places: Places): boolean {
	const file = deviceFile(places);
	try {
		// Not followed: a link that leads nowhere is there all the same.
		return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined && readDevice(file) === undefined;
	} catch {
		return true;
	}
}

/** @returns undefined where there is none, or a damaged one. @throws the file system's error */
function readDevice(file: string): Device | undefined {
	const text = textOf(file);
	try {
		const value: unknown = JSON.parse(text ?? 'null');
		if (typeof value !== 'object' || value === null || !('id' in value) || !('machine' in value)) return undefined;
		if (typeof value.id !== 'string' || typeof value.machine !== 'string') return undefined;
		return /^[a-z0-9][a-z0-9-]{0,63}$/.test(value.id) ? { id: value.id, machine: value.machine } : undefined;
	} catch {
		return undefined;
	}
}

/** What is no plain file says nothing, like a damaged one. */
function textOf(file: string): string | undefined {
	try {
		return readIfThere(file);
	} catch (error) {
		if (isNotAFile(error)) return '';
		throw error;
	}
}

/**
 * The machine's own id where it has one (systemd and D-Bus keep it), else its name; and where the home stands on it: one
 * folder is one device, by whichever of its names it is reached.
 */
function machineOf(places: Places): string {
	const id = machineId() ?? hostName();
	return fingerprint(`${id}\n${path.resolve(realFile(places.data))}`);
}

/** FNV-1a, 64 bits (Fowler, Noll, Vo 1991): tells one machine from another and gives neither away. */
function fingerprint(text: string): string {
	let hash = 0xcbf29ce484222325n;
	for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
	return hash.toString(16).padStart(16, '0');
}

function machineId(): string | undefined {
	for (const file of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
		try {
			const id = fs.readFileSync(file, 'utf8').trim();
			if (id !== '') return id;
		} catch {
			// Not on this platform.
		}
	}
	return undefined;
}

/** Seldom asked for, so node:os is not loaded at every start. */
function hostName(): string {
	return process.getBuiltinModule('node:os').hostname();
}

/** The machine's name, for people who look into the folder, and six letters of chance. */
function newId(): string {
	const name = hostName()
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 24);
	const chance = Math.floor(Math.random() * 0x1000000)
		.toString(16)
		.padStart(6, '0');
	return `${name || 'device'}-${chance}`;
}
