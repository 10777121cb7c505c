import { areaName } from '../../../shared/domain/areas.ts';
import { addressWords, gridWords } from '../../lib/place-words.ts';
import { useServices } from '../../lib/services.ts';
import { EndKept } from '../../ui/EndKept.tsx';

/** A grid in a column too narrow for its whole name. */
export function GridCell({ grid, isUnderCommunity }: { readonly grid: number; readonly isUnderCommunity: boolean }) {
  const { city } = useServices();
  return <EndKept {...gridWords(city, grid, isUnderCommunity)} title={areaName(city, { level: 'grid', index: grid })} />;
}

interface AddressCellProps {
  readonly address: string;
  /** The grid whose street the reader sees beside or above, −1 when none: the address then says it itself. */
  readonly grid: number;
}

export function AddressCell({ address, grid }: AddressCellProps) {
  const { city } = useServices();
  return <EndKept {...addressWords(city, address, grid)} title={address} />;
}
