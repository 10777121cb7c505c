import type { Annotation, AnnotationShape } from '../../../shared/contract/consultation.ts';
import type { Point } from '../point.ts';
import { arrowPaths, linePath, type Projected } from './annotation-lines.ts';
import './annotation-marks.css';

interface AnnotationMarksProps {
  readonly annotations: readonly Annotation[];
  readonly project: Projected;
  /** Height of the labels' letters, CSS pixels: everything is sized by it. */
  readonly unit: number;
}

/** What was drawn in a consultation; over all of it the numbers, so that none is hidden. The same on the wall and the console. */
export function AnnotationMarks({ annotations, project, unit }: AnnotationMarksProps) {
  return (
    <g className="annotations" style={{ fontSize: unit }}>
      {annotations.map(({ number, shape }) => (
        <g key={number} className="annotation" data-kind={shape.kind}>
          <Drawn shape={shape} project={project} unit={unit} />
        </g>
      ))}
      {annotations.map(({ number, shape }) => (
        <NumberMark key={number} number={number} at={project(startOf(shape))} unit={unit} />
      ))}
    </g>
  );
}

function startOf(shape: AnnotationShape) {
  switch (shape.kind) {
    case 'pen':
      return shape.line[0] ?? { longitude: 0, latitude: 0 };
    case 'arrow':
      return shape.from;
    case 'label':
      return shape.at;
  }
}

interface DrawnProps {
  readonly shape: AnnotationShape;
  readonly project: Projected;
  readonly unit: number;
}

/** Lines lie in a casing, so that they are seen on every colour of the map. */
export function Drawn({ shape, project, unit }: DrawnProps) {
  const line = { strokeWidth: unit * 0.22 };
  const casing = { strokeWidth: unit * 0.42 };
  if (shape.kind === 'label') return <Label at={project(shape.at)} text={shape.text} unit={unit} />;
  if (shape.kind === 'pen') {
    const path = linePath(shape.line, project);
    return (
      <>
        <path className="annotation-casing" d={path} style={casing} />
        <path className="annotation-line" d={path} style={line} />
      </>
    );
  }
  const { shaft, head } = arrowPaths(project(shape.from), project(shape.to), unit * 1.2);
  return (
    <>
      <path className="annotation-casing" d={shaft + head} style={casing} />
      <path className="annotation-line" d={shaft} style={line} />
      <path className="annotation-head" d={head} />
    </>
  );
}

/**
 * A plate that is as wide as its text, in whichever font and language that comes to be set: the page measures it. The element it stands in has no
 * size of its own, and what stands in it may leave it.
 */
function Label({ at, text, unit }: { readonly at: Point; readonly text: string; readonly unit: number }) {
  return (
    <foreignObject className="annotation-place" x={at.x + unit * 0.9} y={at.y - unit * 0.8} width={1} height={1}>
      <span className="annotation-plate">{text}</span>
    </foreignObject>
  );
}

function NumberMark({ number, at, unit }: { readonly number: number; readonly at: Point; readonly unit: number }) {
  return (
    <>
      <circle className="annotation-number" cx={at.x} cy={at.y} r={unit * 0.7} />
      <text className="annotation-digit" x={at.x} y={at.y} dominantBaseline="central" textAnchor="middle">
        {number}
      </text>
    </>
  );
}
