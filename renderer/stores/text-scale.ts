import { useWorkspace } from './workspace.ts';

/** How large text is, 1 being the smallest. */
const TEXT_SCALES = { normal: 1, large: 1.15, largest: 1.3 } as const;

/** The factor that all text and rows of text are enlarged by. */
export function useTextScale(): number {
  return TEXT_SCALES[useWorkspace((state) => state.settings?.appearance.textSize ?? 'normal')];
}

/** The same, asked for once. */
export function textScale(): number {
  return TEXT_SCALES[useWorkspace.getState().settings?.appearance.textSize ?? 'normal'];
}
