/** The YAML library: any YAML → its parts, or its errors. Door: yaml. */
import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml';
import { Stuck, TooMuch } from './cursor.ts';
import { DEEPEST, MOST_FAULTS, MOST_FIELDS, MOST_ITEMS, MOST_TOKENS, tooDeep, tooLong, tooWide } from './limits.ts';
import type { Place } from './tree.ts';

export interface Composed {
	/** What the first document holds, as `partOf` takes it apart; undefined where there is none. */
	readonly contents: unknown;
	readonly errors: readonly Mistake[];
	/** Lines that begin with %. */
	readonly directives: readonly Place[];
	/** Words that begin with !. */
	readonly tags: readonly Place[];
	/** Where a second document begins. */
	readonly second: number | undefined;
}

export interface Mistake extends Place {
	/** The library's code for it. */
	readonly code: string;
	readonly message: string;
}

/** One of the library's nodes: its place, and what we need of it. */
export type Part = Place & { readonly anchor?: string | undefined } & (
		| { readonly kind: 'alias'; readonly name: string }
		| { readonly kind: 'scalar'; readonly value: unknown; readonly source: string }
		| { readonly kind: 'list'; readonly items: readonly unknown[] }
		| {
				readonly kind: 'map';
				readonly pairs: readonly { key: unknown; value: unknown }[];
				readonly inBrackets: boolean;
		  }
	);

/**
 * `uniqueKeys` takes the square of a map's keys, and known tags make objects of other classes: we look after both.
 */
const OPTIONS = { uniqueKeys: false, resolveKnownTags: false, logLevel: 'silent' } as const;

/** @throws TooMuch; Stuck where the file has more parts than the library should be given */
export function compose(text: string): Composed {
	const tokens = new Tokens(text);
	const composer = new Composer(OPTIONS);
	const documents = firstTwo(composer.compose(tokens.read()));
	const [first, second] = documents;
	const errors = [...(documents.length === 0 ? composer.streamInfo().errors : []), ...(first?.errors ?? [])];
	return {
		contents: first?.contents,
		errors: errors.map(({ code, message, pos: [start, end] }) => ({ code, message, start, end })),
		directives: tokens.directives,
		tags: tokens.tags,
		second: second?.range[0],
	};
}

/** Takes a node apart; undefined where none stands. */
export function partOf(node: unknown): Part | undefined {
	if (isAlias(node)) return { kind: 'alias', name: node.source, ...placeOf(node) };
	if (isScalar(node)) {
		const { value, source = '', anchor } = node;
		return { kind: 'scalar', value, source, anchor, ...placeOf(node) };
	}
	if (isSeq(node)) return { kind: 'list', items: node.items, anchor: node.anchor, ...placeOf(node) };
	if (!isMap(node)) return undefined;
	return { kind: 'map', pairs: node.items, inBrackets: node.flow === true, anchor: node.anchor, ...placeOf(node) };
}

function placeOf({ range }: { range?: readonly number[] | null | undefined }): Place {
	const [start = 0, end = start] = range ?? [];
	return { start, end };
}

/** A third document would be no news. */
function firstTwo(documents: Iterable<Document.Parsed>): Document.Parsed[] {
	const two: Document.Parsed[] = [];
	for (const document of documents) if (two.push(document) === 2) break;
	return two;
}

/** The library's tokens, counted while it makes them: what is too much is refused before it takes time or memory. */
class Tokens {
	readonly directives: Place[] = [];
	readonly tags: Place[] = [];
	readonly #text: string;
	readonly #parser = new Parser();
	readonly #errors: number[] = [];

	constructor(text: string) {
		this.#text = text;
	}

	*read(): Generator<CST.Token> {
		let count = 0;
		let isText = false;
		for (const lexeme of new Lexer().lex(this.#text)) {
			if (lexeme.startsWith('!') && !isText) this.tags.push(this.#place(lexeme.length));
			isText = lexeme === '\x1f';
			for (const token of this.#parser.next(lexeme)) yield* this.#pass(token);
			if (++count > MOST_TOKENS) throw new Stuck(this.#parser.offset);
			this.#refuse();
		}
		for (const token of this.#parser.end()) yield* this.#pass(token);
	}

	/** Directives change what words mean: they are told, and kept from having an effect. */
	*#pass(token: CST.Token): Generator<CST.Token> {
		if (token.type === 'error') this.#errors.push(token.offset);
		if (token.type !== 'directive') yield token;
		else this.directives.push({ start: token.offset, end: token.offset + token.source.length });
	}

	#refuse(): void {
		const { stack } = this.#parser;
		const top = stack.at(-1);
		if (stack.length > DEEPEST + 2) throw this.#tooMuch(tooDeep());
		const [first = 0] = this.#errors;
		if (this.#errors.length > MOST_FAULTS) throw new TooMuch(first, 'nothing from here on can be read as YAML');
		if (this.tags.length + this.directives.length > MOST_FAULTS) {
			throw this.#tooMuch('there are hundreds of words with ! or %, and a roadmap has none of them; leave them out');
		}
		if (!top || !('items' in top)) return;
		const isMap = top.type === 'block-map' || (top.type === 'flow-collection' && top.start.source === '{');
		if (isMap && top.items.length > MOST_FIELDS) throw new TooMuch(top.offset, tooWide());
		if (top.items.length > MOST_ITEMS) throw new TooMuch(top.offset, tooLong());
	}

	#place(length: number): Place {
		return { start: this.#parser.offset, end: this.#parser.offset + length };
	}

	#tooMuch(message: string): TooMuch {
		return new TooMuch(Math.max(0, this.#parser.offset - 1), message);
	}
}
