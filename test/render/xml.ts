/** A small strict reader of XML: elements, attributes, text and the five entities. Whatever else stands there is a fault. */

export interface XmlElement {
	readonly name: string;
	readonly attributes: ReadonlyMap<string, string>;
	readonly inside: readonly (XmlElement | string)[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const TOKEN = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;

/** @throws Error that names the first place where the text is not well-formed */
export function readXml(text: string): XmlElement {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for these
	const wrong = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.exec(text);
	if (wrong) throw new Error(`no character of XML at ${wrong.index}`);
	const root = { name: '', attributes: new Map<string, string>(), inside: [] as (XmlElement | string)[] };
	const open = [root];
	for (const [found, closes, name = '', attributes = '', closed, words] of text.matchAll(TOKEN)) {
		const inner = open.at(-1) ?? root;
		if (words !== undefined) inner.inside.push(decoded(words));
		else if (name === '') throw new Error(`a lone < before "${text.slice(text.indexOf(found), 20)}"`);
		else if (closes) {
			if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
		} else {
			const element = { name, attributes: attributesIn(attributes), inside: [] };
			inner.inside.push(element);
			if (!closed) open.push(element);
		}
	}
	if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> is never closed`);
	const [first, ...others] = root.inside.filter((item) => typeof item !== 'string' || item.trim() !== '');
	if (first === undefined || typeof first === 'string' || others.length > 0) throw new Error('not one root');
	return first;
}

/** Every element, the outer ones first. */
export function everyElement(element: XmlElement): XmlElement[] {
	return [element, ...element.inside.flatMap((item) => (typeof item === 'string' ? [] : everyElement(item)))];
}

export function textOf(element: XmlElement): string {
	return element.inside.map((item) => (typeof item === 'string' ? item : textOf(item))).join('');
}

function attributesIn(text: string): Map<string, string> {
	const attributes = new Map<string, string>();
	for (const [, key = '', value = ''] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
		if (attributes.has(key)) throw new Error(`${key} twice`);
		attributes.set(key, decoded(value));
	}
	return attributes;
}

function decoded(text: string): string {
	if (text.includes(']]>')) throw new Error(']]> in a text');
	return text.replace(/&([^;&]*)(;?)/g, (found, name: string, end: string) => {
		const character = ENTITIES[name];
		if (character === undefined || end === '') throw new Error(`${found.slice(0, 10)} is no entity`);
		return character;
	});
}
