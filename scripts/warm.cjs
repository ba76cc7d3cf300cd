/*
 * node scripts/warm.cjs <dist> leaves <dist>/main.cache: what V8 compiled of the program while it ran the everyday commands once, in a folder of its
 * own. bin/roadmap.js hands it back to V8 at every start.
 */
'use strict';
const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { Writable } = require('node:stream');
const vm = require('node:vm');

const [dist] = process.argv.slice(2);
const file = path.join(dist, 'main.js');
const script = new vm.Script(`(function (exports, require, module) {${fs.readFileSync(file, 'utf8')}\n})`, {
	filename: file,
});
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, createRequire(file), module_);

async function warm() {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-build-'));
	const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
	const world = {
		env: { ROADMAP_HOME: home },
		platform: process.platform,
		stdin: { isTTY: false },
		stdout: Object.assign(sink(), { isTTY: true, columns: 80 }),
		stderr: sink(),
		now: () => new Date(),
		shelf: path.join(dist, 'roadmaps'),
		version: module_.exports.version,
	};
	for (const line of [
		'next',
		'done 1.1',
		'next',
		'stages',
		'stage 4 --core',
		'topic sql-joins',
		'--help',
		'complete -- done s',
		'next --json',
	]) {
		const code = await module_.exports.main(line.split(' '), world);
		if (code !== 0) throw new Error(`roadmap ${line} ended with ${code}`);
	}
	fs.rmSync(home, { recursive: true });
	fs.writeFileSync(path.join(dist, 'main.cache'), script.createCachedData());
}

warm();
