/**
 * Names for events: ULIDs (https://github.com/ulid/spec), 48 bits of time and 80 of chance in Crockford's base 32.
 *
 * Ours and not a library's, and without node:crypto, because it is on the path of `done`: the `ulid` package takes 7 ms
 * to load, node:crypto 3. An id has to be unique and not secret, and V8 seeds its generator for each process from the
 * system's entropy.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param time milliseconds since 1970 */
export function eventId(time: number): string {
	let id = '';
	for (let rest = time, i = 0; i < 10; i++) {
		id = ALPHABET.charAt(rest % 32) + id;
		rest = Math.floor(rest / 32);
	}
	for (let i = 0; i < 16; i++) id += ALPHABET.charAt(Math.floor(Math.random() * 32));
	return id;
}
