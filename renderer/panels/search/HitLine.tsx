import type { SearchHit } from '../../../shared/contract/backend-api.ts';
import { useWords } from '../../lib/use-words.ts';

/** One hit: what it is called, where it lies, what kind of thing it is. */
export function HitLine({ hit }: { readonly hit: SearchHit }) {
  const { t } = useWords();
  return (
    <>
      <span className="hit-name one-line">{hit.name}</span>
      <span className="hit-path one-line">{hit.path}</span>
      <span className="hit-kind">{hit.kind === 'area' ? t(`level.${hit.area.level}`) : t(`search.${hit.kind}`)}</span>
    </>
  );
}
