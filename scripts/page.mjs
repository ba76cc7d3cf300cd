/**
 * Builds the page of `roadmap page`: one HTML file with inline script and style, and placeholders for what is known
 * only when it is generated. Its policy allows only this script and style, by their hashes.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const POLICY = (script, style) =>
	[
		"default-src 'none'",
		`script-src '${script}'`,
		`style-src '${style}'`,
		"[[roadmap:connect]]base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	].join('; ');

/** @param root the project's folder @param dist the folder that gets `page.html` @returns esbuild's metafiles */
export async function buildPage(root, dist) {
	const bundles = await Promise.all([
		bundle(root, { entryPoints: ['web/main.ts'], format: 'iife' }),
		bundle(root, { entryPoints: ['web/style.css'] }),
	]);
	const [script, style] = bundles.map(({ outputFiles: [file] }) => file.text.trim());
	// These would end the element early, or start a comment in which it does not end.
	if (/<\/?script|<!--/i.test(script)) throw new Error('the script has a tag in it');
	if (/<\/style/i.test(style)) throw new Error('the style has a tag in it');
	const fillings = { policy: POLICY(hashOf(script), hashOf(style)), script, style };
	const template = fs.readFileSync(path.join(root, 'web', 'page.html'), 'utf8');
	const html = template.replace(/\[\[build:(\w+)\]\]/g, (_, name) => fillings[name]);
	fs.writeFileSync(path.join(dist, 'page.html'), html);
	return bundles.map(({ metafile }) => metafile);
}

/** The target browsers, since mid-2024, support `light-dark()` and decompress gzip. */
function bundle(root, options) {
	return build({
		absWorkingDir: root,
		bundle: true,
		minify: true,
		write: false,
		metafile: true,
		target: ['chrome123', 'firefox120', 'safari17.5'],
		logLevel: 'warning',
		legalComments: 'none',
		// The page is UTF-8, where a character takes half of what its escape does.
		charset: 'utf8',
		...options,
	});
}

function hashOf(text) {
	return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
