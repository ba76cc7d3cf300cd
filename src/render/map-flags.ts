/** Where on a map the learner is, and where they come to next. */
import type { MapData, StationData, StopData } from '../domain/network.ts';

export type Flag = 'you are here' | 'next stop';

export function stationFlag({ id, number }: StationData, { here, nextStop }: MapData): Flag | undefined {
	if (here?.stage.id === id) return 'you are here';
	return nextStop && Number.parseInt(nextStop.number, 10) === number ? 'next stop' : undefined;
}

export function stopFlag({ id }: StopData, { here, nextStop }: MapData): Flag | undefined {
	if (here?.topic.id === id) return 'you are here';
	return nextStop?.id === id ? 'next stop' : undefined;
}
