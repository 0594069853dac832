/**
 * What one code says. Codes with numbers take their values by name: what comes later changes the numbers, not the sentence.
 * `never` because each code of a table has values of its own.
 */
export type Words = string | ((values: never) => string);

/** Sentences and labels by code. Every table is listed in `tables.ts`, where a test holds it to the terms of docs/glossary.md. */
export type MessageTable = Readonly<Record<string, Words>>;
