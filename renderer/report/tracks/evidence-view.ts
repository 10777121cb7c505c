import type { City } from '../../../shared/city/city.ts';
import type { TrackEvidence } from '../../../shared/contract/tracks.ts';
import type { Words } from '../../lib/use-words.ts';
import { consoleWords, reportText, type ReportText } from '../i18n/report-text.ts';

/** What every part of printed tracks is drawn from. */
export interface EvidenceView {
  readonly evidence: TrackEvidence;
  readonly city: City;
  readonly text: ReportText;
  readonly words: Words;
}

export function createEvidenceView(evidence: TrackEvidence, city: City): EvidenceView {
  return { evidence, city, text: reportText(evidence.language), words: consoleWords(evidence.language) };
}
