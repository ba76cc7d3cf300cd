/**
 * FNV-1a over a text's UTF-16 units (Fowler, Noll, Vo 1991), 32 bits: detects damage and changes without loading
 * node:crypto.
 */
export function checksum(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash >>> 0;
}

/** Returns four letters and digits that distinguish texts whose ids would be equal. */
export function shortHash(text: string): string {
	return checksum(text).toString(36).padStart(4, '0').slice(-4);
}
