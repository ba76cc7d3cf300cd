/** @returns YAML of a roadmap with as many topics, in 50 stages */
export function generateRoadmap(count: number): string;
