/** The built page, which stands beside the compiled roadmaps. */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';

/** @param shelf the folder with the compiled roadmaps @throws UserError when the page was never built */
export function readTemplate(shelf: string): string {
	try {
		return fs.readFileSync(path.join(shelf, '..', 'page.html'), 'utf8');
	} catch {
		throw new UserError('The page that comes with the program is missing.', {
			hint: 'Run npm run build in its folder.',
		});
	}
}
