import type { City } from '../../../shared/city/city.ts';
import type { ConsultationMinutes } from '../../../shared/contract/consultation.ts';
import { reportText, type ReportText } from '../i18n/report-text.ts';
import type { ReportStamp } from '../report-view.ts';

/** What every part of the minutes is drawn from. */
export interface MinutesView {
  readonly minutes: ConsultationMinutes;
  readonly city: City;
  readonly stamp: ReportStamp;
  readonly text: ReportText;
}

export function createMinutesView(minutes: ConsultationMinutes, city: City, stamp: ReportStamp): MinutesView {
  return { minutes, city, stamp, text: reportText(minutes.language) };
}
