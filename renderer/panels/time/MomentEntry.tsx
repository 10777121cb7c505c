import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText, parseMomentText } from '../../time/moment-text.ts';

/** A moment as somebody types it; Enter goes there, Escape leaves it. */
export function MomentEntry() {
  const { t } = useWords();
  const { live } = useServices();
  const { goTo, enter } = useTimeStore((state) => state.actions);
  const wantedMs = useTimeStore((state) => state.wantedMs);
  const [text, setText] = useState(() => formatMomentText(wantedMs ?? live.status.nowMs()));
  const [isWrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const atMs = parseMomentText(text, live.status.nowMs());
    setWrong(atMs === null);
    if (atMs !== null) goTo(atMs);
  };
  return (
    <form className="moment-entry" onSubmit={onSubmit}>
      <input
        ref={input}
        className="moment-input"
        aria-label={t('time.enter')}
        aria-invalid={isWrong}
        aria-describedby="moment-hint"
        title={t('time.enterHint')}
        value={text}
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          enter(false);
        }}
        onBlur={() => enter(false)}
      />
      <span id="moment-hint" className={isWrong ? 'moment-wrong' : 'visually-hidden'} role={isWrong ? 'alert' : undefined}>
        {t(isWrong ? 'time.enterWrong' : 'time.enterHint')}
      </span>
    </form>
  );
}
