/** The classes in the order of the model's outputs. */
export const labels = ['negative', 'neutral', 'positive'] as const;
export type Label = (typeof labels)[number];

/** A text with what an investor in what it is about would feel. */
export interface Example {
  readonly text: string;
  readonly label: Label;
  /** Where it comes from: `tweets`, `grammar`, or the corpus file's name. */
  readonly source: string;
}

export function isLabel(text: string): text is Label {
  return (labels as readonly string[]).includes(text);
}
