/** FNV-1a over a text's UTF-16 units (Fowler, Noll, Vo 1991), 32 bits: finds chance damage and change without node:crypto. */
export function checksum(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash >>> 0;
}

/** Four small letters and digits that tell texts apart which would get the same id. */
export function shortHash(text: string): string {
	return checksum(text).toString(36).padStart(4, '0').slice(-4);
}
