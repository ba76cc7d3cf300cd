/** Renders which roadmap a screen is about, and what of it is in view. */
import type { ScopeData } from '../domain/describe.ts';

/** Returns a roadmap's name for screens: its goal, if that contains the title ("Become a data engineer"). */
export function scopeTitle({ title, goal }: Pick<ScopeData, 'title' | 'goal'>): string {
	return goal.toLowerCase().includes(title.toLowerCase()) ? goal : title;
}

/** "path all · level core"; the path is omitted if there is only one. */
export function scopeWords({ path, level, paths }: Pick<ScopeData, 'path' | 'level' | 'paths'>): string {
	return `${paths > 1 ? `path ${path} · ` : ''}level ${level}`;
}
