import type { ReactNode } from 'react';
import type { CallState } from '../lib/use-call.ts';
import { useWords } from '../lib/use-words.ts';
import { PanelMessage } from './PanelMessage.tsx';
import { Skeleton } from './Skeleton.tsx';

interface CallBodyProps<T> {
  readonly call: CallState<T>;
  /** Rows of the skeleton: about as many as the answer will have, so that nothing jumps. */
  readonly skeletonRows: number;
  readonly isEmpty?: (value: T) => boolean;
  readonly empty?: ReactNode;
  readonly children: (value: T) => ReactNode;
}

/** The designed states of everything that waits for an answer: loading, error with retry, no permission, empty, stale, there. */
export function CallBody<T>({ call, skeletonRows, isEmpty, empty, children }: CallBodyProps<T>) {
  const { t, error } = useWords();
  if (call.value === null) {
    if (call.error === null) return <Skeleton rows={skeletonRows} label={t('state.loading')} />;
    if (call.error.code === 'forbidden') return <PanelMessage tone="locked" title={t('state.noPermission')} text={error(call.error)} />;
    return (
      <PanelMessage tone="error" title={t('error.title')} text={error(call.error)} action={{ label: t('error.retry'), run: call.retry }} />
    );
  }
  if (isEmpty?.(call.value) === true) return empty;
  return (
    <>
      {call.error !== null && (
        <PanelMessage
          tone="stale"
          title={t('state.stale')}
          text={error(call.error)}
          action={{ label: t('error.retry'), run: call.retry }}
        />
      )}
      {children(call.value)}
    </>
  );
}
