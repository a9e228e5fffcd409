import { BarChart, CustomChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Html, html, trusted } from './html.ts';

use([BarChart, CustomChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer]);

/**
 * One bar with words on both sides. Lengths are in the chart's own unit; a bar of null has nothing to show, and `text` says why.
 */
export interface BarRow {
  label: string;
  /** What the bar says, at the end of its row. */
  text: string;
  /** Drawn from here, 0 where left out. */
  from?: number;
  to: number | null;
  /** Up to here the bar is drawn in a softer tone: what turns out better than expected, beside what turns out worse. */
  softUpTo?: number;
  /** Drawn behind it: what it is measured against. */
  track?: number;
  tone?: keyof typeof tones;
}

export interface BarChartInput {
  rows: readonly BarRow[];
  /** A line across all rows at this length, with or without words above it. */
  marker?: { at: number; label?: string };
  /** Read in place of the chart. */
  description: string;
  /** Stands in a column of two, where the window has room for two. */
  isHalf?: boolean;
}

/** Horizontal bars. */
export const barChart = (input: BarChartInput): Html =>
  figure(input, (layout) => {
    const { rows, marker, isHalf = false } = input;
    const labelWidth = widthOf(
      rows.map(({ label }) => label),
      isHalf ? [70, 180] : [120, 270],
    );
    const textWidth = widthOf(
      rows.map(({ text }) => text),
      isHalf ? [50, 190] : [60, 240],
    );
    const longest = Math.max(...rows.flatMap(({ to, track }) => [to ?? 0, track ?? 0]), marker?.at ?? 0) || 1;
    const rowHeight = layout === 'wide' ? 34 : 46;
    const top = marker?.label !== undefined && layout === 'wide' ? 26 : 6;
    const label = { color: tones.ink, fontSize: FONT };
    const bar = { type: 'bar', silent: true, barWidth: layout === 'wide' ? 18 : 14, barGap: '-100%' };
    return {
      height: top + rows.length * rowHeight + 4,
      option: {
        grid:
          layout === 'wide'
            ? { left: labelWidth + 18, right: textWidth + 18, top, bottom: 4 }
            : { left: 1, right: 1, top: top + 8, bottom: -4 },
        xAxis: { type: 'value', min: 0, max: longest, show: false },
        yAxis: [
          {
            type: 'category',
            inverse: true,
            data: rows.map((row) => row.label),
            axisLine: { show: layout === 'wide', lineStyle: { color: tones.line } },
            axisTick: { show: false },
            axisLabel: {
              ...label,
              show: layout === 'wide',
              margin: 12,
              interval: 0,
              width: labelWidth,
              overflow: 'truncate',
            },
          },
        ],
        series: [
          {
            ...bar,
            z: 1,
            itemStyle: { color: tones.track },
            data: rows.map(({ track }) => track ?? 0),
            label:
              layout === 'narrow'
                ? {
                    ...label,
                    show: true,
                    position: [0, -17],
                    formatter: ({ dataIndex }: { dataIndex: number }) =>
                      `${shorten(rows[dataIndex]!.label, 26)}: ${rows[dataIndex]!.text}`,
                  }
                : { show: false },
            ...(marker && layout === 'wide'
              ? {
                  markLine: {
                    silent: true,
                    symbol: 'none',
                    lineStyle: { color: tones.ink, type: [3, 3], width: 1 },
                    label: {
                      // The category axis runs from the top down, and the line with it.
                      position: 'start',
                      color: tones.muted,
                      fontSize: FONT - 1,
                      show: marker.label !== undefined,
                      formatter: marker.label ?? '',
                      // Near the right edge the words stand to the left of their line.
                      align: marker.at / longest > 0.7 ? 'right' : marker.at / longest < 0.2 ? 'left' : 'center',
                      distance: 6,
                    },
                    data: [{ xAxis: marker.at }],
                  },
                }
              : {}),
          },
          {
            type: 'custom',
            silent: true,
            z: 2,
            data: rows.map(({ from, to }, index) => [from ?? 0, to ?? 0, index]),
            renderItem: (_: unknown, api: CustomApi) => {
              const row = rows[api.value(2)]!;
              if (row.to === null) return null;
              const [left, middle] = api.coord([api.value(0), api.value(2)]);
              const [right] = api.coord([api.value(1), api.value(2)]);
              const [turn] = api.coord([row.softUpTo ?? api.value(0), api.value(2)]);
              const height = bar.barWidth;
              const part = (from: number, to: number, tone: keyof typeof tones) => ({
                type: 'rect',
                shape: { x: from, y: middle - height / 2, width: to - from, height },
                // Light fills get an edge that can be told from the paper.
                style: {
                  fill: tones[tone],
                  ...(tone === 'soft' || tone === 'pale' ? { stroke: tones.mid, lineWidth: 1 } : {}),
                },
              });
              // Something is more than nothing: a bar is at least 2 wide.
              const end = row.to > (row.from ?? 0) ? Math.max(left + 2, right) : left;
              return {
                type: 'group',
                children: [
                  ...(turn > left ? [part(left, turn, 'soft')] : []),
                  part(Math.max(left, turn), Math.max(end, turn), row.tone ?? 'accent'),
                ],
              };
            },
          },
          // On a phone a line across would cut through the words: each bar has its own mark.
          ...(marker && layout === 'narrow'
            ? [
                {
                  type: 'custom',
                  silent: true,
                  z: 3,
                  data: rows.map((_, index) => [marker.at, index]),
                  renderItem: (_: unknown, api: CustomApi) => {
                    const [x, y] = api.coord([api.value(0), api.value(1)]);
                    const half = bar.barWidth / 2 + 2;
                    return {
                      type: 'line',
                      shape: { x1: x, y1: y - half, x2: x, y2: y + half },
                      style: { stroke: tones.ink, lineWidth: 2 },
                    };
                  },
                },
              ]
            : []),
          // The words at the end of the rows, where the axis ends.
          ...(layout === 'wide'
            ? [
                {
                  type: 'scatter',
                  silent: true,
                  symbolSize: 0.01,
                  itemStyle: { color: 'none', opacity: 1 },
                  data: rows.map((_, index) => [longest, index]),
                  label: {
                    ...label,
                    show: true,
                    position: 'right',
                    distance: 12,
                    formatter: ({ dataIndex }: { dataIndex: number }) => rows[dataIndex]!.text,
                  },
                },
              ]
            : []),
        ],
      },
    };
  });

export interface RangeRow {
  label: string;
  low: number;
  middle: number;
  high: number;
}

/** From low to high with a point between, on an axis on which each line is ten times the one before. */
export const rangeChart = (rows: readonly RangeRow[], description: string, { whole, compact }: RangeNumbers): Html =>
  figure({ description }, (layout) => {
    const labelWidth = widthOf(
      rows.map(({ label }) => label),
      [120, 270],
    );
    const rowHeight = layout === 'wide' ? 30 : 44;
    const values = rows.flatMap(({ low, high }) => [low, high]).filter((value) => value > 0);
    const decade = (value: number, round: (exponent: number) => number): number => 10 ** round(Math.log10(value));
    const label = { color: tones.ink, fontSize: FONT };
    return {
      height: rows.length * rowHeight + 34,
      option: {
        grid:
          layout === 'wide'
            ? { left: labelWidth + 18, right: 40, top: 4, bottom: 26 }
            : { left: 8, right: 20, top: 8, bottom: 22 },
        xAxis: {
          type: 'log',
          min: decade(Math.min(...values, 10), Math.floor),
          max: decade(Math.max(...values, 10), Math.ceil),
          axisLabel: {
            color: tones.muted,
            fontSize: FONT - 1,
            formatter: layout === 'narrow' ? compact : whole,
          },
          splitLine: { lineStyle: { color: tones.track } },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: rows.map((row) => row.label),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { ...label, show: layout === 'wide', margin: 12, interval: 0 },
        },
        series: [
          {
            type: 'custom',
            silent: true,
            data: rows.map(({ low, middle, high }, index) => [
              Math.max(low, 1),
              Math.max(middle, 1),
              Math.max(high, 1),
              index,
            ]),
            renderItem: (_: unknown, api: CustomApi) => {
              const [low, y] = api.coord([api.value(0), api.value(3)]);
              const [middle] = api.coord([api.value(1), api.value(3)]);
              const [high] = api.coord([api.value(2), api.value(3)]);
              const row = rows[api.value(3)]!;
              const at = layout === 'wide' ? y : y + 9;
              return {
                type: 'group',
                children: [
                  {
                    type: 'rect',
                    shape: { x: low, y: at - 4, width: Math.max(1, high - low), height: 8 },
                    style: { fill: tones.soft },
                  },
                  { type: 'circle', shape: { cx: middle, cy: at, r: 5 }, style: { fill: tones.accent } },
                  ...(layout === 'narrow'
                    ? [
                        {
                          type: 'text',
                          style: {
                            x: 8,
                            y: y - 14,
                            text: `${row.label}: ${whole(row.middle)}`,
                            fill: tones.ink,
                            fontSize: FONT,
                          },
                        },
                      ]
                    : []),
                ],
              };
            },
          },
        ],
      },
    };
  });

/** How the language writes numbers, where there is room and where there is little. */
export interface RangeNumbers {
  whole(value: number): string;
  compact(value: number): string;
}

/** What echarts gives to `renderItem`, as far as it is used here. */
interface CustomApi {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

/**
 * Colors that stand in for the page's: a browser replaces `var(--accent)` by what is right in light, in dark and on paper.
 * Each is a color that no chart would use by itself.
 */
const tones = {
  ink: '#010203',
  muted: '#010204',
  line: '#010205',
  track: '#010206',
  accent: '#010207',
  mid: '#010208',
  soft: '#010209',
  pale: '#01020a',
} as const;

const FONT = 14;

type Layout = 'wide' | 'narrow';
/** As wide as they are shown at most, in which type has its own size. */
const widths = { whole: 912, half: 520, narrow: 340 };

/** A picture twice, for wide and for narrow windows, of which the style sheet shows one: type that shrinks with the picture could not be read on a phone. */
const figure = (
  { description, isHalf = false }: Pick<BarChartInput, 'description' | 'isHalf'>,
  draw: (layout: Layout) => { height: number; option: EChartsCoreOption },
): Html =>
  html`${(['wide', 'narrow'] as const).map((layout) => {
    const { height, option } = draw(layout);
    const width = layout === 'narrow' ? widths.narrow : isHalf ? widths.half : widths.whole;
    return html`<div class="chart ${layout}" role="img" aria-label="${description}">${svg(width, height, option)}</div>`;
  })}`;

/** Room for the longest of some words, within bounds; letters of an average width. */
const widthOf = (texts: readonly string[], [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, ...texts.map((text) => [...text].length * FONT * 0.55)));

const svg = (width: number, height: number, option: EChartsCoreOption): Html => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return trusted(forPage(chart.renderToSVGString()));
  } finally {
    chart.dispose();
  }
};

/**
 * The picture as it may stand in the page: with the page's colors and type, and without what the page's content security policy refuses
 * (style attributes and elements) or what differs from one rendering to the next (running class numbers).
 */
const forPage = (picture: string): string => {
  let page = picture
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|xml:space|xmlns:xlink|baseProfile|version)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => {
      const size = /font-size:([\d.]+)px/.exec(style)?.[1];
      return size === undefined ? '' : ` font-size="${size}"`;
    })
    .replace('<svg ', '<svg aria-hidden="true" focusable="false" ')
    .replaceAll('\n', '');
  for (const [tone, color] of Object.entries(tones)) page = page.replaceAll(`"${color}"`, `"var(--${tone})"`);
  return page;
};

const shorten = (text: string, most: number): string => {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
};
