/**
 * Names for events: ULIDs (https://github.com/ulid/spec), 48 bits of time and 80 of chance in Crockford's base 32.
 *
 * Ours and not a library's because it is on the path of `done`, and the `ulid` package brings the whole of Web Crypto
 * with it: 7 ms against 1. node:crypto itself takes 3 ms to load, so only those who write pay for it.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param time milliseconds since 1970 */
export function eventId(time: number): string {
	let id = '';
	for (let rest = time, i = 0; i < 10; i++) {
		id = ALPHABET.charAt(rest % 32) + id;
		rest = Math.floor(rest / 32);
	}
	const { randomBytes } = process.getBuiltinModule('node:crypto');
	for (const byte of randomBytes(16)) id += ALPHABET.charAt(byte % 32);
	return id;
}
