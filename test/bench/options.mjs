import { parseArgs } from 'node:util';

/** How much is stored and how long is measured. */
const FULL = { jobs: 50_000, tests: 1_000_000, seconds: 3, rounds: 3 };
const QUICK = { jobs: 5_000, tests: 100_000, seconds: 1, rounds: 3 };
/** Tests of the one large job, of a report that is pushed and of one that is fetched. */
const LARGE = { full: 100_000, quick: 20_000 };
/** Tests of another job, whatever the size of the rest. */
const MEDIUM = 10_000;

const HELP = `Usage: npm run bench -- [options]

  --quick          a tenth of the data, rounds of one second
  --json FILE      write the figures as JSON, too
  --only TEXT      only rows whose name contains this text
  --rounds N       interleaved rounds of every row (default 3)
  --seconds N      length of a round (default 3; 1 with --quick)
  --data FOLDER    keep the database there, and use it again when it is full already
  --profile FOLDER write a CPU profile of the server there (best with --only)
  --help           this text
`;

/** @returns {object} what the command line asks for; ends the process for --help and for mistakes */
export function readOptions(argv = process.argv.slice(2)) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'string' },
        only: { type: 'string' },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        data: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const size = values.quick ? QUICK : FULL;
  return {
    ...size,
    large: values.quick ? LARGE.quick : LARGE.full,
    medium: MEDIUM,
    connections: 8,
    quick: values.quick,
    json: values.json ?? null,
    only: values.only ?? '',
    data: values.data ?? null,
    profile: values.profile ?? null,
    rounds: positive('--rounds', values.rounds) ?? size.rounds,
    seconds: positive('--seconds', values.seconds) ?? size.seconds,
  };
}

function positive(name, text) {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  process.stderr.write(`${name} takes a number above 0.\n`);
  process.exit(2);
}
