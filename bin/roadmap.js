#!/usr/bin/env node
'use strict';
/*
 * Starts the program: hands over the process, sets the exit code. No logic.
 *
 * Half of what a start costs beyond bare Node is compiling the program, so the build leaves V8's compiled code beside
 * it (dist/main.cache). V8 refuses it by itself when it was made by another version, and compiles as usual.
 */
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const dist = path.join(__dirname, '..', 'dist');

/** The signals that ask a program to end. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What main.js requires: Node's own modules, and doors beside it. node:module's createRequire would take 1 ms to load. */
function requireBeside(id) {
	return require(id.startsWith('./') ? path.join(dist, id) : id);
}

function load() {
	const file = path.join(dist, 'main.js');
	// The build leaves nothing but ASCII in it, and Node 20 reads UTF-8 in pieces of 8 KB.
	const source = fs.readFileSync(file, 'latin1');
	let cachedData;
	try {
		cachedData = fs.readFileSync(path.join(dist, 'main.cache'));
	} catch {
		// Slower by a few milliseconds, and right all the same.
	}
	const script = new vm.Script(`(function (exports, require, module) {${source}\n})`, { filename: file, cachedData });
	const module = { exports: {} };
	script.runInThisContext()(module.exports, requireBeside, module);
	return module.exports;
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

function makeWorld(version) {
	const [stdout, stderr] = [output('stdout'), output('stderr')];
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
			return () => process.off('SIGINT', then);
		},
		whenEnded(clean) {
			const end = (signal) => {
				clean();
				setImmediate(() => process.kill(process.pid, signal));
			};
			const stop = () => ENDS.forEach((signal) => void process.off(signal, end));
			ENDS.forEach((signal) => void process.on(signal, end));
			return stop;
		},
		shelf: path.join(dist, 'roadmaps'),
		version,
	};
}

if (fs.existsSync(path.join(dist, 'main.js'))) {
	const { main, version } = load();
	main(process.argv.slice(2), makeWorld(version)).then((code) => {
		process.exitCode = code || process.exitCode;
	});
} else {
	process.stderr.write('roadmap is not built yet. Run npm install (or npm run build) in its folder.\n');
	process.exitCode = 1;
}
