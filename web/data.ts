/** Decompresses the data from the one element that holds it. */
import type { Snapshot } from '../src/domain/snapshot.ts';

export async function readSnapshot(): Promise<Snapshot> {
	const text = document.getElementById('data')?.textContent ?? '';
	// Parse edge: `src/page/html.ts` wrote this text, and base64 contains no character of the learner's.
	const { gzip } = JSON.parse(text) as { gzip: string };
	const packed = Uint8Array.from(atob(gzip), (char) => char.charCodeAt(0));
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
	return (await new Response(stream).json()) as Snapshot;
}
