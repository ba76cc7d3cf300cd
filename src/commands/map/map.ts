import { command, type Input, isSet, textOption } from '../../cli/command.ts';
import { findStage } from '../../domain/find.ts';
import { type LineMap, lineMap, type StageMap, stageMap } from '../../domain/map.ts';
import { writeOutput } from '../../store/user-files.ts';

export type MapResult = (LineMap | StageMap) & { readonly picture?: Picture };

/** A map as SVG: written to a file, or to be printed. */
type Picture = { readonly file: string } | { readonly file: null; readonly svg: string };

export const map = command<MapResult>({
	usage: 'map [stage]',
	summary: 'The roadmap as a metro map; a stage with its topics',
	group: 'See',
	about:
		'Stages are stations, filled by your progress. In the map of a stage, core topics are its line, and recommended and optional ones branch off.',
	options: [
		{ flags: '--svg <file>', about: 'write it to a file as a picture; - prints it' },
		{ flags: '--force', about: 'overwrite an existing file' },
	],
	examples: [
		{ line: 'roadmap map', does: 'all stages, and where you are' },
		{ line: 'roadmap map 4', does: 'the topics of stage 4 and what they wait for' },
		{ line: 'roadmap map --svg -', does: 'the picture itself, for a README or a wall' },
	],
	run: async (session, input) => {
		const { standing } = await session.open();
		const [word] = input.args;
		const drawn = word === undefined ? lineMap(standing) : stageMap(standing, findStage(standing.roadmap, word));
		const file = textOption(input, 'svg');
		return file === undefined ? drawn : { ...drawn, picture: await paint(input, drawn, file) };
	},
	view: async (result, context) => (await import('./map-view.ts')).mapView(result, context),
	isReceipt: ({ picture }) => typeof picture?.file === 'string',
});

/** Draws the picture and writes it, unless it is to be printed. */
async function paint(input: Input, drawn: MapResult, file: string): Promise<Picture> {
	const { svgOf } = await import('./map-picture.ts');
	const svg = svgOf(drawn);
	if (file === '-') return { file: null, svg };
	writeOutput(file, svg, { force: isSet(input, 'force') });
	return { file };
}
