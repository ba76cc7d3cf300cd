'use strict';
/*
 * Makes node:fs fail on demand, after SQLite's example (https://sqlite.org/testing.html): every call that touches the
 * folders in question is counted, and the k-th of them goes wrong.
 *
 *     const faults = require('./inject.cjs');
 *     faults.arm({ roots: [home], at: 7, fault: { error: 'EIO' } });
 *     …
 *     const { calls, hit } = faults.disarm();
 *
 * It patches the module object, which is what the program's default import is, so it has to be loaded before whatever
 * takes a function off it. In a process of its own it is preloaded (`node --require`) and armed by the environment:
 * FAULTS_PLAN holds the plan as JSON, FAULTS_TRACE the file to which the calls are written at the end.
 *
 * A fault is one of
 *   { error: 'EIO' }           the call does nothing and fails; with `on: true` so does every call after it
 *   { short: 0.5 }             half of the bytes are written or read, and that is what is returned; -1 is all but the
 *                              last; a call that has to write all fails with ENOSPC then
 *   { kill: 'before' }         SIGKILL, also 'after' and, for what writes, 'half'
 */
const fs = require('node:fs');
const path = require('node:path');

/** By what tells whether a call is about one of the folders. */
const BY_PATH = [
	...['access', 'appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'exists', 'lstat', 'lutimes', 'mkdir', 'mkdtemp'],
	...[
		'open',
		'opendir',
		'readFile',
		'readdir',
		'readlink',
		'realpath',
		'rename',
		'link',
		'rm',
		'rmdir',
		'stat',
		'statfs',
	],
	...['symlink', 'truncate', 'unlink', 'utimes', 'writeFile'],
];
const BY_FD = ['close', 'fchmod', 'fchown', 'fdatasync', 'fstat', 'fsync', 'ftruncate', 'futimes'];
const BYTES = ['read', 'readv', 'write', 'writev'];

/** Calls that return how many bytes they moved: the short ones among them. */
const WRITES = new Set(['writeSync', 'writevSync', 'writeFileSync', 'appendFileSync']);
const MOVES = new Set(['writeSync', 'readSync']);

const real = {};
let plan;
let calls = [];
let hit;
/** Inside a call: what Node calls for it is a part of it. */
let inside = false;
/** Open files of ours, whoever opened them. */
const open = new Map();

/** Folders whose open files are known although nothing is armed. */
let tracked = [];

/** The place that a call is about, or undefined where it is none of ours. */
function placeOf(args, roots) {
	for (const arg of args.slice(0, 2)) {
		if (typeof arg === 'number' && open.has(arg)) return open.get(arg);
		if (typeof arg !== 'string') continue;
		const full = path.resolve(arg);
		if (roots.some((root) => full === root || full.startsWith(root + path.sep))) return full;
	}
	return undefined;
}

function failure(code, name, place) {
	const message = `${code}: injected, ${name.replace(/Sync$/, '')} '${place}'`;
	return Object.assign(new Error(message), { code, errno: -1, syscall: name.replace(/Sync$/, ''), path: place });
}

/** How many of so many bytes a short call moves. */
function few(length, part) {
	return part < 0 ? Math.max(0, length + part) : Math.floor(length * part);
}

/** Writes a part of what should be written, as far as this call writes at all. */
function writePart(name, args, part) {
	if (name === 'writeSync') {
		const bytes = Buffer.isBuffer(args[1]) || ArrayBuffer.isView(args[1]) ? args[1] : Buffer.from(args[1]);
		const position = typeof args[1] === 'string' ? args[2] : args[4];
		return real.writeSync(args[0], bytes, 0, few(bytes.length, part), position || null);
	}
	const bytes = Buffer.from(args[1]);
	real[name](args[0], bytes.subarray(0, few(bytes.length, part)), args[2]);
	return undefined;
}

function cutShort(name, args, part, place) {
	if (name === 'readSync') {
		const [fd, buffer, offset, length, position] = args;
		return real.readSync(fd, buffer, offset, few(length, part), position);
	}
	const written = writePart(name, args, part);
	if (name === 'writeSync') return written;
	throw failure('ENOSPC', name, place);
}

function die() {
	process.kill(process.pid, 'SIGKILL');
}

/** What an existence test says instead of failing. */
function fail(code, name, place) {
	if (name === 'existsSync') return false;
	throw failure(code, name, place);
}

function goWrong(name, args, place) {
	const { fault } = plan;
	hit = { name, place };
	if (fault.error) {
		if (name === 'closeSync') real.closeSync(args[0]);
		return fail(fault.error, name, place);
	}
	if (fault.short !== undefined) {
		if (MOVES.has(name) || WRITES.has(name)) return cutShort(name, args, fault.short, place);
		return real[name](...args);
	}
	if (fault.kill === 'half' && WRITES.has(name)) writePart(name, args, 0.5);
	try {
		if (fault.kill === 'after') real[name](...args);
	} finally {
		// Also behind a call that fails by itself, as looking for what is not there.
		die();
	}
	return undefined;
}

function isTime() {
	return plan.at === calls.length || (plan.fault?.on === true && plan.at > 0 && calls.length > plan.at);
}

function watched(name) {
	return function (...args) {
		const place = inside ? undefined : placeOf(args, plan?.roots ?? tracked);
		if (place === undefined) return real[name].apply(this, args);
		if (plan) calls.push({ name, place });
		inside = true;
		try {
			const result = plan && isTime() ? goWrong(name, args, place) : real[name].apply(this, args);
			if (name === 'openSync') open.set(result, place);
			return result;
		} finally {
			if (name === 'closeSync') open.delete(args[0]);
			inside = false;
		}
	};
}

/** The asynchronous ones fail as they do: by a rejection, or by the callback. Counted alike, and cut short never. */
function watchedPromise(name, original) {
	return async function (...args) {
		const place = plan === undefined ? undefined : placeOf(args, plan.roots);
		if (place === undefined) return original.apply(this, args);
		calls.push({ name: `promises.${name}`, place });
		if (!isTime()) return original.apply(this, args);
		hit = { name: `promises.${name}`, place };
		if (plan.fault.error) throw failure(plan.fault.error, name, place);
		if (plan.fault.kill === 'after') await original.apply(this, args);
		if (plan.fault.kill) die();
		return original.apply(this, args);
	};
}

function install() {
	for (const stem of [...BY_PATH, ...BY_FD, ...BYTES]) {
		const name = `${stem}Sync`;
		if (typeof fs[name] !== 'function') continue;
		real[name] = fs[name];
		fs[name] = Object.assign(watched(name), fs[name]);
		if (typeof fs.promises[stem] === 'function') fs.promises[stem] = watchedPromise(stem, fs.promises[stem]);
	}
	const native = fs.realpathSync.native;
	real.native = native;
	fs.realpathSync.native = watched('native');
}

install();

exports.arm = (next) => {
	plan = next;
	calls = [];
	hit = undefined;
};

/** @returns every call that was counted, and the one that went wrong, if it came to that */
exports.disarm = () => {
	plan = undefined;
	return { calls, hit };
};

/** Follows the files that are opened in these folders, for `closeLeft`. */
exports.track = (roots) => {
	tracked = roots;
};

/** Closes what is still open: a program that ends need not, but here thousands of them end in one process. */
exports.closeLeft = () => {
	for (const fd of open.keys()) real.closeSync(fd);
	open.clear();
};

/** The names of the functions that are watched. */
exports.watched = Object.keys(real);

if (process.env.FAULTS_PLAN) {
	exports.arm(JSON.parse(process.env.FAULTS_PLAN));
	if (process.env.FAULTS_TRACE) {
		process.on('exit', () => {
			const { calls } = exports.disarm();
			real.writeFileSync(process.env.FAULTS_TRACE, JSON.stringify(calls));
		});
	}
}
