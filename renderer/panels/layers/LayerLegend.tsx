import type { LayerId } from '../../../shared/domain/layers.ts';

export function LayerLegend({ id }: { readonly id: LayerId }) {
  return <span data-legend={id} />;
}
