import { Command } from 'commander';
import { CommandError, EXIT, ExitCode, UsageError } from './exit-codes';
import { atInterrupt } from './interrupt';
import { note } from './output';
import { Attributes, readFormat, readJob, readKey, readMetadata, readTags, toQuery } from './push/attributes';
import { Hopeless, Push, pushFile } from './push/push-file';
import { defaultAddress, findServer } from './push/server';
import { findSources, Source } from './push/source';
import { together } from './push/together';
import { version } from './version';

interface Options extends Attributes {
  url?: string;
  token?: string;
  json?: boolean;
  together?: boolean;
  idempotencyKey?: string;
}

const HELP = `
Each FILE becomes a job of its own, unless --job names one or --together makes one of all. It may be
packed (gzip, zstd) or an archive of reports (zip, tar), which becomes one job. Of a folder all reports
in it are pushed; a pattern in quotes ("**/TEST-*.xml") means the files that it matches.
Receipts and the addresses of jobs go to standard output; pushing the same file with the same
attributes again stores nothing twice.

Without --url it goes to ASSAY_URL, else to the server that the same environment starts:
ASSAY_BASE_URL, else http://HOST:PORT (http://127.0.0.1:8000).

Exit codes: 0 all stored · 1 the server refused a file or cannot be reached · 2 stored, but not
  everything that the report announces: records were rejected, there are fewer tests than it says,
  or none · 64 wrong usage

Examples:
  $ assay push target/surefire-reports --together --group nightly --build 2031.4
  $ prove --formatter TAP::Formatter::File t/ | assay push - --format tap --name smoke
  $ assay push report.xml --json | jq .job`;

/** `assay push`: an HTTP client of our own API. */
export function addPush(program: Command): void {
  program
    .command('push')
    .description('send test reports to a server; prints the receipt and the job of each')
    .argument('<file...>', 'reports, archives, folders, patterns; "-" is standard input')
    .option('--url <address>', 'the server (ASSAY_URL; the default is told below)')
    .option('--token <token>', 'a token with the scope "push" (better: ASSAY_TOKEN)')
    .option(
      '--format <format>',
      'junit, tap, csv, yaml or ndjson; told from the content when missing',
      readFormat,
    )
    .option('--name <name>', 'name of the job')
    .option('--description <text>', 'what it is about')
    .option('--uniqueident <id>', 'an identity of your own: a second job with the same is refused')
    .option('--group <group>', 'its group')
    .option('--build <build>', 'the build that was tested')
    .option('--device <hostname>', 'the device it ran on')
    .option('--device-type <name>', 'the device type it asked for')
    .option('--worker <hostname>', 'the worker it ran on')
    .option('--tag <tag>', 'a tag of the job; may be repeated', readTags)
    .option('--start-time <time>', 'when it began, as ISO 8601')
    .option('--metadata <json>', 'a JSON object to keep with it', readMetadata)
    .option('--private', 'not public: only its submitter and superusers see it')
    .option('--job <id>', 'add the results to this job', readJob)
    .option('--together', 'send all files as one: they become one job')
    .option('--atomic', 'store nothing when anything cannot be stored')
    .option('--idempotency-key <key>', 'a second upload with the same key is the first one again', readKey)
    .option('--json', 'print each receipt as JSON, one a line, with "file" and "url" added')
    .addHelpText('after', HELP)
    .action(async (files: string[], options: Options) => {
      const push: Push = {
        server: findServer(
          options.url ?? defaultAddress(process.env),
          options.token ?? process.env.ASSAY_TOKEN,
        ),
        query: toQuery(options),
        userAgent: `assay/${version()}`,
        json: options.json ?? false,
        idempotencyKey: options.idempotencyKey ?? null,
      };
      const found = await findSources(files);
      const sources = options.together && found.length > 1 ? [together(found)] : found;
      if (push.idempotencyKey !== null && sources.length > 1)
        throw new UsageError('--idempotency-key is for one upload: name one file, or say --together.');
      // A half-sent report is not stored: the server sees that it ends too soon.
      const forget = atInterrupt(() => note(''));
      process.exitCode = await pushAll(push, sources);
      forget();
    });
}

/** The files one after another; one that is refused does not keep the others from being stored. */
async function pushAll(push: Push, sources: readonly Source[]): Promise<ExitCode> {
  const codes = new Set<ExitCode>();
  for (const [at, source] of sources.entries()) {
    try {
      codes.add(await pushFile(push, source));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const rest = sources.length - at - 1;
      if (error instanceof Hopeless && rest > 0)
        throw new CommandError(`${error.message} (${rest} more not sent)`, EXIT.failed, error);
      if (rest === 0) throw error;
      note(`assay: ${error.message}`);
      codes.add(EXIT.failed);
    }
  }
  return codes.has(EXIT.failed) ? EXIT.failed : codes.has(EXIT.incomplete) ? EXIT.incomplete : EXIT.done;
}
