import type { IncidentCode } from '../../../shared/contract/replication-history.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { formatMoment } from '../../lib/format.ts';
import { dataAsOfMs, retryText } from '../../lib/replication-words.ts';
import { useNow } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { DETAIL_NAMES, type Details } from './details.ts';

/** What keeps the data from coming and what to do about it, then what should be looked at although it runs. */
export function TroubleNotes({ status }: { readonly status: StatusSnapshot }) {
  const { replica, source } = status;
  const trouble = source.trouble ?? (replica.phase === 'failed' ? { code: replica.code, details: {} } : null);
  return (
    <>
      {trouble !== null && <TroubleNote {...trouble} tone="trouble" status={status} />}
      {source.warnings.map(({ code, details }) => (
        <TroubleNote key={`${code} ${JSON.stringify(details)}`} code={code} details={details} tone="warning" status={status} />
      ))}
    </>
  );
}

interface TroubleNoteProps {
  readonly code: IncidentCode;
  readonly details: Details;
  readonly tone: 'trouble' | 'warning';
  readonly status: StatusSnapshot;
}

function TroubleNote({ code, details, tone, status }: TroubleNoteProps) {
  const { t } = useWords();
  return (
    <section className="trouble-note" data-tone={tone} role={tone === 'trouble' ? 'alert' : 'status'}>
      <h3>{t(`replication.trouble.${code}.title`)}</h3>
      <p>{t(`replication.trouble.${code}.text`)}</p>
      {tone === 'trouble' && <StillWorks status={status} />}
      <TechnicalDetails code={code} details={details} />
    </section>
  );
}

/** What can be done meanwhile, and when it is tried again. */
function StillWorks({ status }: { readonly status: StatusSnapshot }) {
  const words = useWords();
  const { t } = words;
  const nowMs = useNow(1000);
  const asOfMs = dataAsOfMs(status);
  return (
    <p>
      {asOfMs === null ? t('replication.works.nothing') : t('replication.works.data', { time: formatMoment(asOfMs, nowMs) })}{' '}
      <span className="quiet" aria-live="off">
        {retryText(status, nowMs, words)}
      </span>
    </p>
  );
}

/** Codes and names for whoever is called: the same in every language. */
function TechnicalDetails({ code, details }: { readonly code: IncidentCode; readonly details: Details }) {
  const { t } = useWords();
  const known = DETAIL_NAMES.filter((name) => details[name] !== undefined && details[name] !== '');
  return (
    <p className="trouble-details">
      <span>{code}</span>
      {known.map((name) => (
        <span key={name}>
          {t(`replication.detail.${name}`)} {details[name]}
        </span>
      ))}
    </p>
  );
}
