#!/usr/bin/env node
'use strict';
/*
 * Starts the program and sets the exit code; the host it provides wraps the process. No logic of the commands is here.
 *
 * Half of a start's cost beyond bare Node is compiling the program, so V8 gets a code cache: dist/main.cache on the
 * Node version that built it; on others, one that src/cli/warm.ts created after an earlier answer.
 */
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

/** The signals that ask a program to end. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @returns the compiled script, its exports, and `keep` if a code cache should be created after the answer */
function load(dist) {
	// The build output is pure ASCII, and Node 20 decodes UTF-8 in chunks of 8 KB, which is slower.
	const source = fs.readFileSync(path.join(dist, 'main.js'), 'latin1');
	const [, hash, ...maker] = source.slice(0, source.indexOf('\n')).split(' ');
	const here = [process.versions.v8, process.arch];
	const isShipped = maker.join() === here.join();
	const own = isShipped ? undefined : ownCache(dist, [hash, ...here].join('-'));
	const cachedData = isShipped ? readIfThere(path.join(dist, 'main.cache')) : own?.data;
	// The cache contains this name, so it must not depend on where the program is installed.
	const filename = 'roadmap/dist/main.js';
	const script = new vm.Script(`(function (exports, require, module) {${source}\n})`, { filename, cachedData });
	const module = { exports: {}, loaded: true };
	// Requires Node's own modules and the lazy bundles. node:module's createRequire would take 1 ms to load.
	const requireBeside = (id) => {
		if (!id.startsWith('./')) return require(id);
		// When a lazy bundle requires main.js it must get this instance, not a second copy.
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
		// Ignored: the start is a few milliseconds slower.
	}
}

/** Returns the cache for this very Node version; undefined if there is no home folder. */
function ownCache(dist, name) {
	const { cacheFile, readCache } = require(path.join(dist, 'code-cache.js'));
	const file = cacheFile(process, `${name}.cache`);
	const keep = (...compiled) => require(path.join(dist, 'warm.js')).keepCache(file, ...compiled);
	return file && { data: readCache(file), keep };
}

/**
 * Returns a stream that is created on first use. EPIPE, from a reader that is gone, is ignored; other errors on stdout
 * are reported.
 */
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
 * Standard output. Creating Node's stream takes 2 ms, a tenth of a start, so pipes and files are written to directly as
 * far as they accept the text at once; the stream gets the rest, and reports errors.
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

/** @returns what could not be written because a non-blocking pipe or the disk is full, or the reader is gone */
function writeDirectly(fd, bytes) {
	let rest = bytes;
	try {
		while (rest.length > 0) rest = rest.subarray(fs.writeSync(fd, rest));
	} catch {
		// Ignored: the stream will meet the same error and handle it.
	}
	return rest;
}

function makeHost(dist, version) {
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
				// Ctrl-C is handled by another handler, such as a server that announces its end.
				if (signal === 'SIGINT' && held > 0) return;
				setImmediate(() => process.kill(process.pid, signal));
			};
			const stop = () => ENDS.forEach((signal) => void process.off(signal, end));
			// The newest first: a process is killed before the folder it runs in is removed.
			ENDS.forEach((signal) => void process.prependListener(signal, end));
			return stop;
		},
		whenSuspended(leave, back) {
			const suspend = () => {
				leave();
				// After `leave` has finished clearing the screen.
				setImmediate(() => {
					process.off('SIGTSTP', suspend);
					// The process stops in this call, and continues after it.
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
	program.main(process.argv.slice(2), makeHost(dist, program.version)).then((code) => {
		process.exitCode = code || process.exitCode;
		return keep?.();
	});
}

if (require.main === module) start(path.join(__dirname, '..', 'dist'));
module.exports = { load };
