/** The YAML library, with limits that count tokens as they are produced. `yaml` is imported only here. */
import { Composer, type CST, type Document, Lexer, LineCounter, Parser, type YAMLError } from 'yaml';
import { type Budget, MAX_DEPTH, MAX_FAULTS, MAX_FIELDS, MAX_ITEMS, MAX_TOKEN_LENGTH, TOO_MUCH } from './limits.ts';
import type { Span } from './text.ts';

export { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** Stops reading a file that exceeds a limit. */
export class LimitExceeded extends Error {
	readonly at: number;

	constructor(at: number, message: string) {
		super(message);
		this.at = at;
	}
}

interface Composed {
	/** The root of the first document. */
	readonly root: unknown;
	readonly errors: readonly YAMLError[];
	/** Lines that begin with %. */
	readonly directives: readonly Span[];
	/** Words that begin with !. */
	readonly tags: readonly Span[];
	/** Where a second document starts. */
	readonly second: number | undefined;
}

/** `uniqueKeys` takes quadratic time, and known tags create objects of other classes: yaml-file.ts checks both. */
const OPTIONS = { uniqueKeys: false, resolveKnownTags: false, logLevel: 'silent' } as const;

/** @throws LimitExceeded */
export function compose(text: string, budget: Budget): Composed {
	const tokens = new Tokens(text, budget);
	const composer = new Composer(OPTIONS);
	limitErrors(composer, budget);
	const [first, second] = firstTwo(composer.compose(tokens.read()));
	return {
		root: first?.contents,
		errors: first?.errors ?? composer.streamInfo().errors,
		directives: tokens.directives,
		tags: tokens.tags,
		second: second?.range[0],
	};
}

/**
 * Stops at too many errors: one file can have hundreds of thousands, and each costs a stack trace. The library has no
 * option for this, so its private callback is replaced; if that is renamed one day, limits.test.ts fails.
 */
function limitErrors(composer: Composer, budget: Budget): void {
	const onError: unknown = Reflect.get(composer, 'onError');
	if (typeof onError !== 'function') return;
	let first: number | undefined;
	Reflect.set(composer, 'onError', (place: ErrorPlace, ...what: readonly unknown[]) => {
		const at = typeof place === 'number' ? place : 'offset' in place ? place.offset : place[0];
		first ??= at;
		if (--budget.errors < 0) throw new LimitExceeded(first, TOO_MUCH.errors);
		Reflect.apply(onError, composer, [place, ...what]);
	});
}

type ErrorPlace = number | readonly [start: number, ...end: number[]] | { readonly offset: number };

/** Further documents need not be parsed: the second one is an error already. */
function firstTwo(documents: Iterable<Document.Parsed>): Document.Parsed[] {
	const two: Document.Parsed[] = [];
	for (const document of documents) if (two.push(document) === 2) break;
	return two;
}

export function linesOf(text: string): LineCounter {
	const lines = new LineCounter();
	for (let start = 0; start >= 0; start = text.indexOf('\n', start) + 1 || -1) lines.addNewLine(start);
	return lines;
}

/** The library folds text line by line, so each line counts as a token. */
function linesIn(lexeme: string): number {
	let lines = 1;
	for (let at = lexeme.indexOf('\n', 1); at >= 0; at = lexeme.indexOf('\n', at + 1)) lines++;
	return lines;
}

/** Counts the library's tokens as they are produced, so that too many are refused before they take time or memory. */
class Tokens {
	readonly directives: Span[] = [];
	readonly tags: Span[] = [];
	readonly #text: string;
	readonly #budget: Budget;
	readonly #parser = new Parser();
	readonly #errors: number[] = [];

	constructor(text: string, budget: Budget) {
		this.#text = text;
		this.#budget = budget;
	}

	*read(): Generator<CST.Token> {
		let isText = false;
		for (const lexeme of new Lexer().lex(this.#text)) {
			const start = this.#parser.offset;
			if (lexeme.startsWith('!') && !isText) this.tags.push({ start, end: start + lexeme.length });
			isText = lexeme === '\x1f';
			if (lexeme.length > MAX_TOKEN_LENGTH) throw new LimitExceeded(start, TOO_MUCH.text);
			for (const token of this.#parser.next(lexeme)) yield* this.#pass(token);
			this.#budget.tokens -= linesIn(lexeme);
			if (this.#budget.tokens < 0) throw this.#limitExceeded(TOO_MUCH.tokens);
			this.#refuse();
		}
		for (const token of this.#parser.end()) yield* this.#pass(token);
	}

	/** Directives change the meaning of words: they are reported and dropped. */
	*#pass(token: CST.Token): Generator<CST.Token> {
		if (token.type === 'error') this.#errors.push(token.offset);
		if (token.type !== 'directive') yield token;
		else this.directives.push({ start: token.offset, end: token.offset + token.source.length });
	}

	#refuse(): void {
		const { stack } = this.#parser;
		const top = stack.at(-1);
		if (stack.length > MAX_DEPTH + 1) throw this.#limitExceeded(TOO_MUCH.depth);
		if (this.#errors.length > MAX_FAULTS) throw new LimitExceeded(this.#errors[0] ?? 0, TOO_MUCH.errors);
		if (this.tags.length + this.directives.length > MAX_FAULTS) throw this.#limitExceeded(TOO_MUCH.tags);
		if (!top || !('items' in top)) return;
		const isInBraces = top.type === 'flow-collection' && top.start.source === '{';
		const isOfFields = top.type === 'block-map' || isInBraces;
		if (isOfFields && top.items.length > MAX_FIELDS) throw new LimitExceeded(top.offset, TOO_MUCH.fields);
		if (top.items.length > MAX_ITEMS) throw new LimitExceeded(top.offset, TOO_MUCH.items);
	}

	#limitExceeded(message: string): LimitExceeded {
		return new LimitExceeded(Math.max(0, this.#parser.offset - 1), message);
	}
}
