#!/usr/bin/env node
'use strict';
/*
 * Starts the program: hands over the process, sets the exit code. No logic.
 *
 * Half of what a start costs beyond bare Node is compiling the program, so V8 is handed its own compiled code of it:
 * dist/main.cache on the Node that built it, on others one that src/cli/warm.ts made after an earlier answer.
 */
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

/** The signals that ask a program to end. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @returns what V8 compiled, what it exports, and `keep` where a cache should be made when the answer is out */
function load(dist) {
	// The build leaves nothing but ASCII in it, and Node 20 reads UTF-8 in pieces of 8 KB.
	const source = fs.readFileSync(path.join(dist, 'main.js'), 'latin1');
	const [, hash, ...maker] = source.slice(0, source.indexOf('\n')).split(' ');
	const here = [process.versions.v8, process.arch];
	const isShipped = maker.join() === here.join();
	const own = isShipped ? undefined : ownCache(dist, [hash, ...here].join('-'));
	const cachedData = isShipped ? readIfThere(path.join(dist, 'main.cache')) : own?.data;
	// The cache has this name in it, so it is the same wherever the program lies.
	const filename = 'roadmap/dist/main.js';
	const script = new vm.Script(`(function (exports, require, module) {${source}\n})`, { filename, cachedData });
	const module = { exports: {}, loaded: true };
	// Node's own modules, and doors beside it. node:module's createRequire would take 1 ms to load.
	const requireBeside = (id) => {
		if (!id.startsWith('./')) return require(id);
		// What a door requires of main.js is what runs here, and not a second copy.
		require.cache[require.resolve(path.join(dist, 'main.js'))] ??= module;
		return require(path.join(dist, id));
	};
	script.runInThisContext()(module.exports, requireBeside, module);
	const isMissing = own && (!cachedData || script.cachedDataRejected);
	const keep = isMissing ? () => own.keep(script, module.exports, path.join(dist, 'roadmaps')) : undefined;
	return { script, program: module.exports, keep };
}

function readIfThere(file) {
	try {
		return fs.readFileSync(file);
	} catch {
		// Slower by a few milliseconds, and right all the same.
	}
}

/** The cache for this very Node; undefined where there is no home to keep it in. */
function ownCache(dist, name) {
	const { cacheFile, readCache } = require(path.join(dist, 'code-cache.js'));
	const file = cacheFile(process, `${name}.cache`);
	const keep = (...compiled) => require(path.join(dist, 'warm.js')).keepCache(file, ...compiled);
	return file && { data: readCache(file), keep };
}

/** A stream that is made when it is first used. A reader that has closed the pipe is no failure; a full disk is. */
function output(name) {
	let stream;
	return () => {
		stream ??= process[name].on('error', (error) => {
			if (error.code === 'EPIPE' || name === 'stderr') return;
			process.exitCode ||= 1;
			process.stderr.write(`roadmap: the answer could not be written: ${error.message}\n`);
		});
		return stream;
	};
}

/**
 * Standard output. Node's stream takes 2 ms to make, a tenth of a start, so pipes and files are written to directly, as
 * far as they take the text at once; the stream gets the rest, and reports the error where there is one.
 */
function standardOutput() {
	const stream = output('stdout');
	if (!takesDirectWrites(1)) return stream;
	let isDirect = true;
	const write = (text) => {
		const rest = isDirect ? writeDirectly(1, Buffer.from(text)) : Buffer.from(text);
		isDirect &&= rest.length === 0;
		return isDirect || stream().write(rest);
	};
	const direct = { fd: 1, isTTY: false, write, once: (event, listener) => stream().once(event, listener) };
	return () => direct;
}

function takesDirectWrites(fd) {
	if (process.platform === 'win32') return false;
	try {
		const stats = fs.fstatSync(fd);
		return stats.isFile() || stats.isFIFO() || stats.isSocket();
	} catch {
		return false;
	}
}

/** @returns what could not be written: a full pipe that does not block, a full disk, a reader that is gone */
function writeDirectly(fd, bytes) {
	let rest = bytes;
	try {
		while (rest.length > 0) rest = rest.subarray(fs.writeSync(fd, rest));
	} catch {
		// The stream meets the same error and knows what to do about it.
	}
	return rest;
}

function makeWorld(dist, version) {
	const [stdout, stderr] = [standardOutput(), output('stderr')];
	let held = 0;
	return {
		env: process.env,
		platform: process.platform,
		get stdin() {
			return process.stdin;
		},
		get stdout() {
			return stdout();
		},
		get stderr() {
			return stderr();
		},
		now: () => new Date(),
		holdInterrupts(then = () => {}) {
			process.on('SIGINT', then);
			held += 1;
			return () => {
				process.off('SIGINT', then);
				held -= 1;
			};
		},
		whenEnded(clean) {
			const end = (signal) => {
				clean();
				// Ctrl-C is somebody else's to act on, such as a server that says that it stops.
				if (signal === 'SIGINT' && held > 0) return;
				setImmediate(() => process.kill(process.pid, signal));
			};
			const stop = () => ENDS.forEach((signal) => void process.off(signal, end));
			ENDS.forEach((signal) => void process.on(signal, end));
			return stop;
		},
		whenSuspended(leave, back) {
			const suspend = () => {
				leave();
				// What `leave` takes from the screen is gone by then.
				setImmediate(() => {
					process.off('SIGTSTP', suspend);
					// Here it stops, and here it goes on.
					process.kill(process.pid, 'SIGTSTP');
					process.on('SIGTSTP', suspend);
					back();
				});
			};
			process.on('SIGTSTP', suspend);
			return () => void process.off('SIGTSTP', suspend);
		},
		roadmapsFolder: path.join(dist, 'roadmaps'),
		version,
	};
}

function start(dist) {
	if (!fs.existsSync(path.join(dist, 'main.js'))) {
		process.stderr.write('roadmap is not built yet. In its folder, run: npm ci && npm run build\n');
		process.exitCode = 1;
		return;
	}
	const { program, keep } = load(dist);
	program.main(process.argv.slice(2), makeWorld(dist, program.version)).then((code) => {
		process.exitCode = code || process.exitCode;
		return keep?.();
	});
}

if (require.main === module) start(path.join(__dirname, '..', 'dist'));
module.exports = { load };
