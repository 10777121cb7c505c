import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import type { Annotation, ConsultationMinutes, GeoPlace } from '../../../shared/contract/consultation.ts';
import { type AreaRef, areaName, isWithin } from '../../../shared/domain/areas.ts';
import { RATE_RULES } from '../../../shared/domain/rates.ts';
import { findArea } from '../../app/deep-link.ts';
import { AnnotationMarks } from '../../lib/annotations/AnnotationMarks.tsx';
import { formatClock, formatDateMinute } from '../../lib/format.ts';
import { figuresOf } from '../../wall/area-figures.ts';
import type { FlowElement } from '../flow-element.ts';
import { UNITS_PER_PIXEL } from '../map/outline-path.ts';
import { CoverageMap } from '../parts/CoverageMap.tsx';
import type { MinutesView } from './minutes-view.ts';
import { drawStepMap } from './step-map.ts';
import { countText, rateText } from './step-figures.ts';

type MinutesStep = ConsultationMinutes['steps'][number];

/** Height of the letters of what is drawn, CSS pixels on paper. */
const ANNOTATION_UNIT = 9;

/** The minutes as pieces that are never broken. */
export function minutesFlow(view: MinutesView): FlowElement[] {
  return [{ kind: 'block', key: 'top', node: <Heading view={view} /> }, ...view.minutes.steps.flatMap((step) => stepFlow(view, step))];
}

function Heading({ view: { minutes, text } }: { readonly view: MinutesView }) {
  const { number, record, officeName } = minutes;
  return (
    <header className="report-heading">
      <div className="report-line">
        <span>{text('number', { number })}</span>
        <span>
          {text('minutes.from', { time: formatDateMinute(record.startedAtMs) })}
          {record.endedAtMs === null ? '' : ` ${text('minutes.to', { time: formatDateMinute(record.endedAtMs) })}`}
        </span>
      </div>
      <div className="report-title">
        {officeName === '' ? null : <p className="report-office">{officeName}</p>}
        <h1>{text('minutes.title')}</h1>
        <p className="report-subtitle">{text('minutes.rules')}</p>
      </div>
    </header>
  );
}

function areaOf({ city, minutes: { home } }: MinutesView, { step }: MinutesStep): AreaRef {
  const area = step.frame.areaCode === '' ? null : findArea(city, step.frame.areaCode);
  return area === null || area.level === 'grid' || !isWithin(city, area, home) ? home : area;
}

function stepFlow(view: MinutesView, minutesStep: MinutesStep): FlowElement[] {
  const { text, city } = view;
  const { step } = minutesStep;
  const area = areaOf(view, minutesStep);
  const key = `step-${step.number}`;
  const title = [text('minutes.step', { number: step.number }), step.frame.title, areaName(city, area)].filter((part) => part !== '');
  const rows = step.annotations.map(
    (annotation): FlowElement => ({
      kind: 'row',
      key: `${key}-${annotation.number}`,
      table: {
        id: key,
        columns: [8, 16, 16, 60],
        head: (
          <tr>
            <th>{text('minutes.annotation')}</th>
            <th>{text('minutes.time')}</th>
            <th>{text('minutes.kind')}</th>
            <th>{text('minutes.content')}</th>
          </tr>
        ),
      },
      node: <AnnotationRow annotation={annotation} view={view} />,
    }),
  );
  return [
    { kind: 'heading', key: `${key}-title`, node: <h2>{title.join(' · ')}</h2> },
    { kind: 'block', key: `${key}-picture`, node: <Picture view={view} minutesStep={minutesStep} area={area} /> },
    ...rows,
    ...(step.note === '' ? [] : [{ kind: 'block', key: `${key}-note`, node: <p className="minutes-note">{step.note}</p> } as const]),
  ];
}

function AnnotationRow({
  annotation: { number, drawnAtMs, shape },
  view: { text },
}: {
  readonly annotation: Annotation;
  readonly view: MinutesView;
}) {
  return (
    <tr>
      <td>{number}</td>
      <td>{formatClock(drawnAtMs)}</td>
      <td>{text(`console:consultation.tool.${shape.kind}`)}</td>
      <td>{shape.kind === 'label' ? shape.text : '–'}</td>
    </tr>
  );
}

interface PictureProps {
  readonly view: MinutesView;
  readonly minutesStep: MinutesStep;
  readonly area: AreaRef;
}

/** The map as the walls showed it, what was drawn on it, and the figures of the frozen moment beside it. */
function Picture({ view: { city, minutes, text }, minutesStep: { step, wall }, area }: PictureProps) {
  const { drawing, projection, pickedPath } = drawStepMap(city, area, step.frame, wall);
  const project = ({ longitude, latitude }: GeoPlace) => ({
    x: projection.x(longitude * COORDINATE_SCALE),
    y: projection.y(latitude * COORDINATE_SCALE),
  });
  const figures = RATE_RULES.map((rule) => ({ rule, ...figuresOf(wall, area, minutes.home, rule) }));
  const [first] = figures;
  const counts = [
    ['overdue', first?.overdue ?? 0],
    ['premisesAlerts', first?.premisesAlerts ?? 0],
  ] as const;
  return (
    <div className="minutes-picture">
      <CoverageMap text={text} description={text('map.description', { area: areaName(city, area) })} map={drawing}>
        <path className="minutes-picked" transform={`scale(${1 / UNITS_PER_PIXEL})`} d={pickedPath} />
        <AnnotationMarks annotations={step.annotations} project={project} unit={ANNOTATION_UNIT} />
      </CoverageMap>
      <dl className="minutes-figures">
        <div>
          <dt>{text('minutes.shownAt')}</dt>
          <dd>{formatDateMinute(step.shownAtMs)}</dd>
        </div>
        <div>
          <dt>{text('minutes.asOf')}</dt>
          <dd>{formatDateMinute(step.frame.asOfMs)}</dd>
        </div>
        {figures.map(({ rule, perMille, rateClass }) => (
          <div key={rule}>
            <dt>{text(`minutes.coverage.${rule}`)}</dt>
            <dd className="report-figure">{rateText(perMille, rateClass, text)}</dd>
          </div>
        ))}
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{text(`minutes.${name}`)}</dt>
            <dd className="report-figure">{countText(count)}</dd>
          </div>
        ))}
        {step.frame.grids.length > 0 && (
          <div>
            <dt>{text('minutes.grids')}</dt>
            <dd className="report-figure">{step.frame.grids.length}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
