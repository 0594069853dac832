/** The bar of the chart that the crosshair is on; changes with every move of the mouse, so that nothing is drawn from it. */
export const pointedBar: { instrumentId: string | null /** When the bar closes. */; closeMs: number | null } = {
  instrumentId: null,
  closeMs: null,
};
