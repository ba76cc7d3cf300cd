/** How the head of a screen names the roadmap and what of it is in view. */
import type { ScopeData } from '../domain/describe.ts';

/** What a roadmap is called on a screen: its goal, where that says the title too ("Become a data engineer"). */
export function scopeTitle({ title, goal }: Pick<ScopeData, 'title' | 'goal'>): string {
	return goal.toLowerCase().includes(title.toLowerCase()) ? goal : title;
}

/** "path all · level core"; the path only where there are several. */
export function scopeWords({ path, level, paths }: Pick<ScopeData, 'path' | 'level' | 'paths'>): string {
	return `${paths > 1 ? `path ${path} · ` : ''}level ${level}`;
}
