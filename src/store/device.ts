/**
 * Which journal is ours. A device is one home on one machine: a home that was copied or restored elsewhere begins a
 * new journal and never goes on writing its twin's.
 *
 * `device.json` stands beside the settings and not in them: it is made by a link that only one of many processes can
 * win, and a damaged settings file does not change who we are.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { errorCode, fileError, makeFolder, readIfThere, syncFolder, writeWhole } from './files.ts';
import type { Places } from './places.ts';

interface Device {
	/** The journal's name: `progress/<id>.jsonl`. */
	readonly id: string;
	/** What tells this home on this machine from a copy of it. */
	readonly machine: string;
}

/** The id of this device, if it ever wrote; reading makes none. */
export function knownDevice(places: Places): string | undefined {
	const device = readDevice(places);
	return device?.machine === machineOf(places) ? device.id : undefined;
}

/**
 * The id of this device; made and kept on the first change.
 * @throws UserError when it cannot be kept
 */
export function ensureDevice(places: Places): string {
	const known = knownDevice(places);
	if (known !== undefined) return known;
	const file = deviceFile(places);
	const device: Device = { id: newId(), machine: machineOf(places) };
	const text = `${JSON.stringify(device)}\n`;
	try {
		claim(file, text);
		// What stands there is nobody's: damaged, or of the machine that this home was copied from.
		if (knownDevice(places) === undefined) writeWhole(file, text);
	} catch (error) {
		throw fileError(error, 'write', file);
	}
	return knownDevice(places) ?? device.id;
}

export function deviceFile(places: Places): string {
	return path.join(places.config, 'device.json');
}

/** Whether something stands where the device's id should, and is none. The next change makes a new one. */
export function isDeviceDamaged(places: Places): boolean {
	return fs.existsSync(deviceFile(places)) && readDevice(places) === undefined;
}

function readDevice(places: Places): Device | undefined {
	try {
		const value: unknown = JSON.parse(readIfThere(deviceFile(places)) ?? 'null');
		if (typeof value !== 'object' || value === null || !('id' in value) || !('machine' in value)) return undefined;
		if (typeof value.id !== 'string' || typeof value.machine !== 'string') return undefined;
		return /^[a-z0-9][a-z0-9-]{0,63}$/.test(value.id) ? { id: value.id, machine: value.machine } : undefined;
	} catch {
		return undefined;
	}
}

/** Puts a whole file in place unless another process was first, which is then the one that counts. */
function claim(file: string, text: string): void {
	makeFolder(path.dirname(file));
	const temporary = `${file}.${process.pid}.tmp`;
	try {
		fs.writeFileSync(temporary, text, { mode: 0o600, flush: true });
		link(temporary, file);
	} finally {
		fs.rmSync(temporary, { force: true });
	}
	syncFolder(path.dirname(file));
}

/** Gives a file its name unless the name is taken. */
function link(temporary: string, file: string): void {
	try {
		fs.linkSync(temporary, file);
	} catch (error) {
		// Some file systems have no hard links.
		if (errorCode(error) !== 'EEXIST') fs.renameSync(temporary, file);
	}
}

/** The machine's own id where it has one (systemd and D-Bus keep it), else its name; and where the home stands on it. */
function machineOf(places: Places): string {
	const id = machineId() ?? os.hostname();
	return fingerprint(`${id}\n${path.resolve(places.data)}`);
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

/** The machine's name, for people who look into the folder, and six letters of chance. */
function newId(): string {
	const name = os
		.hostname()
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 24);
	const chance = Math.floor(Math.random() * 0x1000000)
		.toString(16)
		.padStart(6, '0');
	return `${name || 'device'}-${chance}`;
}
