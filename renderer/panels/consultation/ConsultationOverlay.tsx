import { annotate } from '../../app/consultation/consultation-commands.ts';
import { useCommandContext } from '../../app/keys/use-command-context.ts';
import { type KeyboardEvent, useCallback, useEffect, useReducer, useState } from 'react';
import { CONSULTATION_LIMITS, type AnnotationShape, type GeoPlace } from '../../../shared/contract/consultation.ts';
import { AnnotationMarks, Drawn } from '../../lib/annotations/AnnotationMarks.tsx';
import type { Point } from '../../lib/point.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { deedOf } from '../../lib/place-keys.ts';
import { useWords } from '../../lib/use-words.ts';
import type { MapHost } from '../../map/map-host.ts';
import { MapAnnotating } from '../../map/tools/map-annotating.ts';
import { MapPointing } from '../../map/tools/map-pointing.ts';
import { useConsultationStore } from '../../stores/consultation.store.ts';
import './consultation-overlay.css';

/** Height of the letters on the console's map, CSS pixels. */
const UNIT = 14;

/** What the walls show of a consultation beside the map itself, over the console's map; and the hand that draws it. */
export function ConsultationOverlay({ host }: { readonly host: MapHost }) {
  const hasFrame = useConsultationStore((state) => state.frame !== null);
  return hasFrame ? <Drawing host={host} /> : null;
}

function Drawing({ host }: { readonly host: MapHost }) {
  const annotations = useConsultationStore((state) => state.annotations);
  const [drawing, setDrawing] = useState<AnnotationShape | null>(null);
  const [labelAt, setLabelAt] = useState<GeoPlace | null>(null);
  const context = useCommandContext();
  useMovesOf(host);
  useEffect(() => {
    const pointing = new MapPointing(host);
    const annotating = new MapAnnotating(host, {
      onDrawing: setDrawing,
      onDrawn: (shape) => annotate(context, { kind: 'draw', shape }),
      onLabel: setLabelAt,
    });
    return () => {
      pointing.close();
      annotating.close();
    };
  }, [host, context]);
  const project = ({ longitude, latitude }: GeoPlace): Point => host.map.project([longitude, latitude]);
  return (
    <>
      <svg className="consultation-drawing" aria-hidden="true">
        <AnnotationMarks annotations={annotations} project={project} unit={UNIT} />
        {drawing !== null && (
          <g className="annotations annotation-drawn">
            <Drawn shape={drawing} project={project} unit={UNIT} />
          </g>
        )}
      </svg>
      {labelAt !== null && (
        <LabelEntry
          at={project(labelAt)}
          onDone={(text) => {
            setLabelAt(null);
            if (text !== '') annotate(context, { kind: 'draw', shape: { kind: 'label', at: labelAt, text } });
          }}
        />
      )}
    </>
  );
}

/** Drawn anew in every frame in which the map moves. */
function useMovesOf({ map }: MapHost): void {
  const [, renew] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    map.on('move', renew);
    map.on('resize', renew);
    return () => {
      map.off('move', renew);
      map.off('resize', renew);
    };
  }, [map]);
}

/** The text of a label, typed where it will stand. */
function LabelEntry({ at, onDone }: { readonly at: Point; readonly onDone: (text: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const focus = useCallback((input: HTMLInputElement | null) => input?.focus(), []);
  const keyPressed = (event: KeyboardEvent): void => {
    const deed = deedOf('field', nameOfPress(event));
    if (event.nativeEvent.isComposing || deed === null) return;
    event.preventDefault();
    event.stopPropagation();
    onDone(deed === 'fieldTake' ? text.trim() : '');
  };
  return (
    <input
      ref={focus}
      className="consultation-label"
      style={{ left: at.x, top: at.y }}
      aria-label={t('consultation.labelText')}
      placeholder={t('consultation.labelHint')}
      maxLength={CONSULTATION_LIMITS.text}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={keyPressed}
      onBlur={() => onDone(text.trim())}
    />
  );
}
