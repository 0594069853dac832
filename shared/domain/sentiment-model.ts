/** Every model that can be chosen: the bundled one, larger ones that are installed on request, and the list of words. */
export const sentimentModelIds = ['tiny', 'finbert', 'distilroberta-news', 'word-list'] as const;

export type SentimentModelId = (typeof sentimentModelIds)[number];

/**
 * How scoring is: `loading` until the chosen model answers for the first time, `ready` while it does, `degraded` while the list of
 * words stands in for it.
 */
export const scoringStates = ['loading', 'ready', 'degraded'] as const;

export type ScoringState = (typeof scoringStates)[number];
