import type { LineMap, StageMap } from '../model/network.ts';
export function svgOf(_map: LineMap | StageMap): string {
	return '<svg/>';
}
