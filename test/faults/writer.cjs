'use strict';
/*
 * One learner at one terminal, saying one command after the other, in one process: what stands in dist/ is started as
 * bin/roadmap.js starts it, but Node only once. Its standard output is that of the commands, one JSON result a line.
 *
 *     node writer.cjs write '["sql-joins","batch-vs-stream"]'     marks these topics again and again
 *     node writer.cjs read                                        looks again and again
 */
const fs = require('node:fs');
const path = require('node:path');
const { Writable } = require('node:stream');

const dist = path.join(__dirname, '..', '..', 'dist');
const { main } = require(path.join(dist, 'main.js'));

const VERBS = ['start', 'done', 'known', 'skip', 'reset'];
const LOOKS = ['stages', 'next', 'stage 1 --all', 'path'];

/** Synchronous, as a pipe is: what was written was written when the command ends. */
function stream(fd) {
	let text = '';
	const write = (chunk, _encoding, done) => {
		text += chunk;
		done();
	};
	const flush = () => {
		if (text !== '') fs.writeSync(fd, `${text.replace(/\n\s*/g, ' ').trim()}\n`);
		text = '';
	};
	return Object.assign(new Writable({ write }), { isTTY: false, flush });
}

async function run(line) {
	const [stdout, stderr] = [stream(1), stream(2)];
	const world = {
		...{ env: process.env, platform: process.platform, stdin: process.stdin, stdout, stderr },
		...{
			now: () => new Date(),
			holdInterrupts: () => () => {},
			roadmapsFolder: path.join(dist, 'roadmaps'),
			version: 'soak',
		},
	};
	const code = await main([...line.split(' '), '--json'], world);
	stderr.flush();
	if (code !== 0) throw new Error(`${line} ended with ${code}`);
	stdout.flush();
}

async function work([what, said = '[]']) {
	const topics = JSON.parse(said);
	for (let i = Math.floor(Math.random() * 1_000); ; i++) {
		await run(what === 'read' ? LOOKS[i % LOOKS.length] : `${VERBS[i % VERBS.length]} ${topics[i % topics.length]}`);
		await new Promise((resolve) => setImmediate(resolve));
	}
}

work(process.argv.slice(2));
