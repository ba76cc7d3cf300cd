/** Creates elements. Content is always inserted as text: nothing here, and nothing that uses it, parses HTML. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
export type Child = Node | string | undefined | false;

/** @param attributes `true` sets one without a value; undefined and `false` omit it */
export function el<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	attributes: Attributes = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
	return fill(document.createElement(name), attributes, children);
}

export function svg<Name extends keyof SVGElementTagNameMap>(
	name: Name,
	attributes: Attributes = {},
	...children: readonly Child[]
): SVGElementTagNameMap[Name] {
	return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

/** Replaces all children. */
export function refill(parent: Element, ...children: readonly Child[]): void {
	parent.replaceChildren(...children.filter(isShown));
}

/**
 * Creates a link to an address from the content: only http and https, without a referrer or opener. Any other address
 * becomes plain text.
 */
export function outLink(address: string, text: string, attributes: Attributes = {}): HTMLElement {
	const href = webAddress(address);
	if (href === undefined) return el('span', attributes, text);
	return el('a', { ...attributes, href, target: '_blank', rel: 'noopener noreferrer' }, text);
}

function webAddress(address: string): string | undefined {
	try {
		const { protocol, href } = new URL(address);
		return protocol === 'https:' || protocol === 'http:' ? href : undefined;
	} catch {
		return undefined;
	}
}

function fill<Made extends Element>(element: Made, attributes: Attributes, children: readonly Child[]): Made {
	for (const [name, value] of Object.entries(attributes)) {
		if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
	}
	element.append(...children.filter(isShown));
	return element;
}

function isShown(child: Child): child is Node | string {
	return child !== undefined && child !== false;
}
