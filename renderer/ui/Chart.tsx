import * as echarts from 'echarts/core';
import { useEffect, useRef } from 'react';
import { useInterfaceScale } from '../app/appearance.ts';

interface ChartProps {
  readonly option: echarts.EChartsCoreOption;
  readonly className: string;
}

/** A chart on a canvas, as sharp as the interface is large. What it shows has to stand in text too: it is hidden from screen readers. */
export function Chart({ option, className }: ChartProps) {
  const { scalePercent } = useInterfaceScale();
  const container = useRef<HTMLDivElement>(null);
  const latestOption = useRef(option);
  latestOption.current = option;
  const chart = useRef<echarts.EChartsType | null>(null);

  useEffect(() => {
    if (container.current === null) return undefined;
    const made = echarts.init(container.current, null, {
      renderer: 'canvas',
      devicePixelRatio: (window.devicePixelRatio * scalePercent) / 100,
    });
    made.setOption(latestOption.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(container.current);
    return () => {
      observer.disconnect();
      chart.current = null;
      made.dispose();
    };
  }, [scalePercent]);
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);

  return <div ref={container} className={className} aria-hidden="true" />;
}
