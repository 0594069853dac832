import type { IndicatorView } from '../../../shared/contract/index.ts';
import { defaultValues, type IndicatorDefinition } from '../../engine/indicators/indicator.ts';

/** Returns what callers see of an indicator; shifts and warm-up are those of its defaults. */
export function viewIndicator(definition: IndicatorDefinition): IndicatorView {
  const values = defaultValues(definition);
  const { range } = definition;
  return {
    name: definition.name,
    aliases: [...definition.aliases],
    title: definition.title,
    family: definition.family,
    summary: definition.summary,
    placement: definition.placement,
    range: range === null ? null : [range[0], range[1]],
    levels: [...definition.levels],
    parameters: [...definition.parameters],
    outputs: definition.outputs.map(({ name, title, plot, shift }) => ({ name, title, plot, shift: shift?.(values) ?? 0 })),
    needsReference: definition.needsReference,
    isSparse: definition.isSparse,
    warmUp: definition.warmUp(values),
  };
}
