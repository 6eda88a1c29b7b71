/** What a row is measured against, in words, and whether it is reached; null when there is nothing to reach. */
export function verdictOf({ ours, floor, lava, target, limits, memory }) {
  const wants = [];
  let good = true;
  if (target !== null) {
    wants.push(`≥ ${target.toFixed(2)}`);
    good &&= ours.rate / floor.rate >= target;
  }
  if (lava) {
    wants.push(`≥ ${lava.times}× LAVA`);
    good &&= ours.rate / lava.rate >= lava.times;
  }
  if (limits?.seconds) {
    wants.push(`< ${limits.seconds} s`);
    good &&= ours.median < limits.seconds * 1000;
  }
  if (limits?.memory) {
    wants.push(`< ${limits.memory} MB`);
    good &&= !(memory >= limits.memory);
  }
  return { target: wants.join(', '), reached: wants.length === 0 ? null : good };
}

const figure = (number) =>
  number === null || Number.isNaN(number)
    ? ''
    : number >= 100
      ? Math.round(number).toLocaleString('en')
      : number.toFixed(1);

const times = (number) => `${number.toFixed(number >= 10 ? 0 : 2)}×`;

const HEADINGS = [
  '',
  'Assay',
  'floor',
  '',
  'ratio',
  'LAVA',
  'median ms',
  'p99 ms',
  'memory MB',
  'target',
  '',
];

/** The table as text: one line a row, columns as wide as they must be. */
export function tableText(rows) {
  const lines = rows.map((row) => {
    const { target, reached } = verdictOf(row);
    return [
      row.name,
      figure(row.ours.rate),
      row.floor === null ? '' : figure(row.floor.rate),
      row.unit,
      row.floor === null ? '' : (row.ours.rate / row.floor.rate).toFixed(2),
      row.lava ? times(row.ours.rate / row.lava.rate) : '',
      figure(row.ours.median),
      figure(row.ours.p99),
      row.memory === undefined ? '' : `+${figure(row.memory)}`,
      target,
      reached === null ? '' : reached ? 'reached' : 'MISSED',
    ];
  });
  const all = [HEADINGS, ...lines];
  const widths = HEADINGS.map((_, at) => Math.max(...all.map((line) => line[at].length)));
  const isText = (at) => at === 0 || at === 3 || at >= 9;
  return all
    .map((line) =>
      line
        .map((cell, at) => (isText(at) ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same for machines. */
export function tableData(rows, about) {
  return {
    ...about,
    rows: rows.map((row) => ({
      name: row.name,
      unit: row.unit,
      ours: row.ours.rate,
      floor: row.floor?.rate ?? null,
      ratio: row.floor ? row.ours.rate / row.floor.rate : null,
      lava: row.lava?.rate ?? null,
      times_lava: row.lava ? row.ours.rate / row.lava.rate : null,
      median_ms: row.ours.median,
      p99_ms: row.ours.p99,
      floor_median_ms: row.floor?.median ?? null,
      processor_ms: row.ours.processor ?? null,
      floor_processor_ms: row.floor?.processor ?? null,
      memory_mb: row.memory ?? null,
      ...verdictOf(row),
      rounds: { ours: row.rounds[0].map(({ rate }) => rate), floor: row.rounds[1].map(({ rate }) => rate) },
    })),
  };
}
