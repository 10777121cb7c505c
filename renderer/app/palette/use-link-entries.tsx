import { useMemo } from 'react';
import { areaName } from '../../../shared/domain/areas.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { openLink } from '../address.ts';
import { findArea, linkIn, parseDeepLink } from '../deep-link.ts';
import type { PaletteEntry } from './palette-entries.ts';

/** The view of a pasted link: the windows of both hosts have no address bar to paste it into. */
export function useLinkEntries(text: string): readonly PaletteEntry[] {
  const { t } = useWords();
  const { city } = useServices();
  return useMemo(() => {
    const hash = linkIn(text);
    const link = hash === null ? null : parseDeepLink(hash);
    if (hash === null || link === null) return [];
    const area = findArea(city, link.code);
    const content = (
      <>
        <span className="hit-name one-line">{t('palette.openLink')}</span>
        <span className="hit-path one-line">{area === null ? link.code : areaName(city, area)}</span>
      </>
    );
    return [{ key: 'link', content, run: () => openLink(city, hash) }];
  }, [text, t, city]);
}
