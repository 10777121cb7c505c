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

/** Chinese characters are square, the others about half of that. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.6;
  return width;
}

function Label({ at, text, unit }: { readonly at: Point; readonly text: string; readonly unit: number }) {
  const left = at.x + unit * 0.9;
  return (
    <>
      <rect
        className="annotation-plate"
        x={left}
        y={at.y - unit * 0.8}
        width={(widthOf(text) + 0.8) * unit}
        height={unit * 1.6}
        rx={unit * 0.2}
      />
      <text className="annotation-text" x={left + unit * 0.4} y={at.y} dominantBaseline="central">
        {text}
      </text>
    </>
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
