import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useServices } from '../../lib/services.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { deedOf } from '../../lib/place-keys.ts';
import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText, parseMomentText } from '../../time/moment-text.ts';

/** The moment of the whole window as somebody types it; Enter goes there, Escape leaves it. */
export function MomentEntry() {
  const { live } = useServices();
  const { goTo, enter } = useTimeStore((state) => state.actions);
  const wantedMs = useTimeStore((state) => state.wantedMs);
  return <MomentField initialMs={wantedMs ?? live.status.nowMs()} onEntered={goTo} onLeave={() => enter(false)} />;
}

interface MomentFieldProps {
  readonly initialMs: number;
  /** With a moment within the axis. */
  readonly onEntered: (atMs: number) => void;
  /** By Escape, or by going elsewhere. */
  readonly onLeave: () => void;
}

/** A field for a moment, as people write it. */
export function MomentField({ initialMs, onEntered, onLeave }: MomentFieldProps) {
  const { t } = useWords();
  const { live } = useServices();
  const [text, setText] = useState(() => formatMomentText(initialMs));
  const [isWrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const atMs = parseMomentText(text, live.status.nowMs());
    setWrong(atMs === null);
    if (atMs !== null) onEntered(atMs);
  };
  return (
    <form className="moment-entry" onSubmit={onSubmit}>
      <input
        ref={input}
        className="moment-input"
        aria-label={t('time.enter')}
        aria-invalid={isWrong}
        aria-describedby={hintId}
        title={t('time.enterHint')}
        value={text}
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (deedOf('field', nameOfPress(event)) !== 'fieldLeave') return;
          event.stopPropagation();
          onLeave();
        }}
        onBlur={onLeave}
      />
      <span id={hintId} className={isWrong ? 'moment-wrong' : 'visually-hidden'} role={isWrong ? 'alert' : undefined}>
        {t(isWrong ? 'time.enterWrong' : 'time.enterHint')}
      </span>
    </form>
  );
}
