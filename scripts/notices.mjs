/** Generates dist/THIRD-PARTY.txt: the licences of all bundled packages, as these require. */
import fs from 'node:fs';
import path from 'node:path';

const LICENCE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;
const RULE = '-'.repeat(80);

/** @param metafiles esbuild's metafiles of all bundles @throws if a package has no licence file */
export function noticesFor(metafiles, root) {
	const folders = new Set(metafiles.flatMap(bundledFiles).flatMap(packageFolder));
	const notices = [...folders].sort().map((folder) => noticeOf(path.join(root, folder)));
	return `roadmap has code of these packages in it.\n\n${notices.join('\n')}`;
}

/** Returns the files whose code is in a bundle. */
function bundledFiles({ outputs }) {
	return Object.values(outputs).flatMap(({ inputs }) =>
		Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
	);
}

/** Returns the folder of a file's package; empty for our own files. */
function packageFolder(file) {
	return file.match(/node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/)?.slice(0, 1) ?? [];
}

function noticeOf(folder) {
	const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
	const texts = fs.readdirSync(folder).filter((file) => LICENCE.test(file));
	if (texts.length === 0) throw new Error(`${name} has no licence file`);
	const text = texts.map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n');
	return `${RULE}\n${name} ${version} (${license})\n${RULE}\n\n${text}\n`;
}
