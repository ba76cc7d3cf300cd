/** A roadmap with labs of both engines, small enough to know by heart. */
import { writeRoadmap } from './screen.ts';

/** 1.1 has a lab of each engine, 1.2 one, 1.3 none; count-cups has no hints. */
export const LABS = `
format: 1
id: tea-data
title: Tea data
stages:
  - id: cups
    title: Cups
    topics:
      - id: joins
        title: Joins
        aliases: [merging]
        labs:
          - id: cups-without-tea
            title: Cups that nobody filled
            engine: duckdb
            minutes: 15
            task: |
              Which cups were never filled? Give \`cup\`, one row each.
            make: |
              CREATE TABLE cups (cup INTEGER);
              INSERT INTO cups VALUES (1), (2), (3);
              CREATE TABLE fillings (cup INTEGER);
              INSERT INTO fillings VALUES (1), (1), (NULL);
            starter: |
              SELECT cup FROM cups;
            checks:
              - {kind: result, expect: SELECT cup FROM cups EXCEPT SELECT cup FROM fillings}
            hints:
              - What does NOT IN say where a NULL is in the list?
              - Begin with SELECT cup FROM cups WHERE …
            solution: |
              SELECT cup FROM cups
              WHERE NOT EXISTS (SELECT 1 FROM fillings WHERE fillings.cup = cups.cup);
          - id: count-cups
            title: Counting cups
            engine: python
            task: Print how many lines come in.
            starter: |
              print(0)
            checks:
              - {kind: stdout, stdin: "a\\nb\\n", expect: "2\\n"}
            solution: |
              import sys
              print(sum(1 for _ in sys.stdin))
      - id: windows
        title: Windows
        needs: [joins]
        labs:
          - id: latest-tea
            title: The latest tea of each cup
            engine: python
            minutes: 20
            task: Print the last line.
            starter: |
              print("?")
            checks:
              - {kind: stdout, stdin: "a\\nb\\n", expect: "b\\n"}
            hints: [Which line is the last?]
            solution: |
              import sys
              print(sys.stdin.read().split()[-1])
      - {id: leaves, title: Leaves}
`;

/** @returns what is typed behind a command for it to be about this roadmap */
export function withLabs(yaml: string = LABS): readonly string[] {
	return ['--roadmap', writeRoadmap(yaml)];
}
