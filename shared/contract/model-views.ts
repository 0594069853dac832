import { z } from 'zod';
import { scoringStates, sentimentModelIds } from '../domain/sentiment-model.ts';

/** What callers see of the models that read headlines. Sizes are bytes, times milliseconds since 1970 UTC unless a name says otherwise. */

const measurementView = z.object({
  at: z.number(),
  modelHash: z.string(),
  loadMs: z.number(),
  headlinesPerSecond: z.number(),
  /** Median of one headline at a time, in milliseconds. */
  singleMs: z.number(),
  /** What it added to the memory of the engine's process. */
  addedBytes: z.number(),
  /** Share of a fixed set of labelled sentences that it labels right, 0..1. */
  accuracy: z.number(),
});

export const modelView = z.object({
  id: z.enum(sentimentModelIds),
  title: z.string(),
  purpose: z.string(),
  licence: z.string(),
  /** Exact once it is installed, about right before. */
  sizeBytes: z.number(),
  memoryBytes: z.number(),
  isBundled: z.boolean(),
  isInstalled: z.boolean(),
  /** Whether the settings name it. */
  isChosen: z.boolean(),
  /** Hash of everything that it decides by; `null` while it is not installed. */
  hash: z.string().nullable(),
  /** Where its files come from, such as `owner/name`; `null` when nothing is fetched. */
  repository: z.string().nullable(),
  revision: z.string().nullable(),
  files: z.array(z.object({ path: z.string(), sizeBytes: z.number(), sha256: z.string() })),
  isRecommended: z.boolean(),
  /** What is under way; `totalBytes` is 0 while it is not known. */
  activity: z
    .object({ kind: z.enum(['installing', 'measuring']), bytes: z.number(), totalBytes: z.number(), bytesPerSecond: z.number() })
    .nullable(),
  /** What went wrong the last time. */
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Oldest first. */
  measurements: z.array(measurementView),
});

export const modelsView = z.object({
  scoring: z.object({
    state: z.enum(scoringStates),
    /** Why it is degraded. */
    reason: z.string().nullable(),
    since: z.number(),
    /** What the loaded model added to the engine's memory; `null` while none is loaded. */
    addedBytes: z.number().nullable(),
    cachedTexts: z.int(),
    cacheHits: z.int(),
    cacheMisses: z.int(),
  }),
  machine: z.object({
    cores: z.int(),
    processor: z.string(),
    memoryBytes: z.number(),
    freeBytes: z.number(),
    platform: z.string(),
    runtime: z.string(),
  }),
  recommendation: z.object({ id: z.enum(sentimentModelIds), reason: z.string() }),
  models: z.array(modelView),
});

export const modelMeasurement = measurementView.extend({ model: z.enum(sentimentModelIds) });

/** A text with what a model makes of it. */
export const scoredTextView = z.object({
  /** −1..1. */
  score: z.number(),
  /** 0..1. */
  confidence: z.number(),
  /** Stretches of the text that moved the score, and how far. */
  words: z.array(z.object({ start: z.int(), end: z.int(), effect: z.number() })),
  model: z.string(),
  modelHash: z.string(),
});

export type ModelView = z.output<typeof modelView>;
export type ModelsView = z.output<typeof modelsView>;
export type ModelMeasurement = z.output<typeof modelMeasurement>;
