/*
 * node scripts/warm.cjs <dist>: writes <dist>/main.cache, V8's code cache after running the everyday commands, and puts
 * what it is valid for into the first line of main.js: `// <hash of the source> <V8's version> <CPU architecture>`.
 */
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { load } = require('../bin/roadmap.js');

const [dist] = process.argv.slice(2);
const file = path.join(dist, 'main.js');
const source = fs.readFileSync(file, 'latin1');
const hash = createHash('sha256').update(source).digest('hex').slice(0, 16);
fs.writeFileSync(file, `// ${hash} ${process.versions.v8} ${process.arch}\n${source}`, 'latin1');

const { program, script } = load(dist);
const { warm } = require(path.join(dist, 'warm.js'));
warm(program, path.join(dist, 'roadmaps')).then(() => {
	fs.writeFileSync(path.join(dist, 'main.cache'), script.createCachedData());
});
