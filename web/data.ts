/** What the page was made with: unpacked from the one element that holds it. */
import type { Snapshot } from '../src/domain/snapshot.ts';

export async function readSnapshot(): Promise<Snapshot> {
	const text = document.getElementById('data')?.textContent ?? '';
	// The parse edge: what stands there is what `src/page/html.ts` wrote, and no character of it is a learner's.
	const { gzip } = JSON.parse(text) as { gzip: string };
	const packed = Uint8Array.from(atob(gzip), (char) => char.charCodeAt(0));
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
	return (await new Response(stream).json()) as Snapshot;
}
