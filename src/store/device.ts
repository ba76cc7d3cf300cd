/**
 * Which journal belongs to this device. A device is one home folder on one machine: a home copied or restored elsewhere
 * starts a new journal instead of appending to its twin's.
 *
 * `device.json` is kept neither among the journals, which may be synced elsewhere, nor with the settings, which may be
 * lost at any time. It is created by a hard link, so that only one of several processes succeeds.
 */
import fs from 'node:fs';
import path from 'node:path';
import { isRecord, isSlug, parseJson, slugOf } from '../domain/values.ts';
import { realFile, writeAtomic } from './atomic.ts';
import { fileError, isNotAFile, makeFolder, readIfThere } from './files.ts';
import type { Places } from './places.ts';
import { hostName } from './processes.ts';

interface Device {
	/** The journal's name: `progress/<id>.jsonl`. */
	readonly id: string;
	/** A fingerprint that tells this home on this machine from a copy of it. */
	readonly machine: string;
}

/**
 * Returns this device's id, or undefined if it has never written. Never creates one.
 * @throws UserError if the file exists but cannot be read now: that does not make this a new device
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
 * Returns this device's id, creating it on the first change.
 * @throws UserError if it cannot be stored
 */
export function ensureDevice(places: Places): string {
	const known = knownDevice(places);
	if (known !== undefined) return known;
	const file = deviceFile(places);
	const id = newId();
	try {
		// The folder must exist first: only then is its real path known, which the fingerprint needs.
		makeFolder(places.data);
		const text = `${JSON.stringify({ id, machine: machineOf(places) } satisfies Device)}\n`;
		// Fails if another process has created the file.
		writeAtomic(file, text, { ifUnchanged: null });
		// A file that is still not ours is damaged, or was copied from another machine: replace it.
		if (knownDevice(places) === undefined) writeAtomic(file, text);
	} catch (error) {
		throw fileError(error, 'write', file);
	}
	return knownDevice(places) ?? id;
}

export function deviceFile(places: Places): string {
	return path.join(places.data, 'device.json');
}

/** Whether device.json exists but is invalid. The next change writes a new one. */
export function isDeviceDamaged(places: Places): boolean {
	const file = deviceFile(places);
	try {
		// lstat, because a dangling link is damage too.
		return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined && readDevice(file) === undefined;
	} catch {
		return true;
	}
}

/** @returns undefined if there is none or it is damaged. @throws the file system's error */
function readDevice(file: string): Device | undefined {
	const value = parseJson(textOf(file));
	if (!isRecord(value) || !isSlug(value.id) || typeof value.machine !== 'string') return undefined;
	return { id: value.id, machine: value.machine };
}

/** Returns an empty text if there is no file, or no plain one. */
function textOf(file: string): string {
	try {
		return readIfThere(file) ?? '';
	} catch (error) {
		if (isNotAFile(error)) return '';
		throw error;
	}
}

/**
 * Combines the machine's id (kept by systemd and D-Bus; else the host name) with the real path of the home, so that a
 * folder is one device whichever link it is reached by.
 */
function machineOf(places: Places): string {
	const id = machineId() ?? hostName();
	return fingerprint(`${id}\n${path.resolve(realFile(places.data))}`);
}

/** FNV-1a, 64 bits (Fowler, Noll, Vo 1991): distinguishes machines without revealing either input. */
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
			// This platform does not have the file.
		}
	}
	return undefined;
}

/** Combines the host name, for people who look into the folder, with six random hex digits. */
function newId(): string {
	const name = (slugOf(hostName()) ?? 'device').slice(0, 24);
	const chance = Math.floor(Math.random() * 0x1000000)
		.toString(16)
		.padStart(6, '0');
	return `${name}-${chance}`;
}
