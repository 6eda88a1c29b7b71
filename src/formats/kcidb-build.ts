import { ReportFacts } from './record';
import { KcidbObject } from './kcidb-test';

/** Builds and checkouts of one document remembered until it is known which the tests are of, and how long they may be. */
const MOST = 16;
const LONGEST = 16_384;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What a KCIDB document says was tested: the build that its first test names, else the first build of all. */
export class KcidbBuild {
  /** The build of the first test. */
  tested: string | null = null;
  private readonly builds: KcidbObject[] = [];
  private readonly checkouts: KcidbObject[] = [];

  build(build: KcidbObject): void {
    this.remember(this.builds, build);
  }

  checkout(checkout: KcidbObject): void {
    this.remember(this.checkouts, checkout);
  }

  get facts(): ReportFacts {
    const build = this.tested === null ? this.builds[0] : this.builds.find(({ id }) => id === this.tested);
    const checkout =
      build === undefined ? this.checkouts[0] : this.checkouts.find(({ id }) => id === build.checkout_id);
    const id = this.tested ?? textOf(build?.id);
    const name = [checkout?.tree_name, checkout?.git_commit_name, build?.architecture, build?.config_name]
      .filter((part) => textOf(part) !== undefined)
      .join(' ');
    return {
      ...(id === undefined ? {} : { build: id }),
      ...(name === '' ? {} : { name }),
      ...(build === undefined && checkout === undefined
        ? {}
        : { details: { ...(build ? { build } : {}), ...(checkout ? { checkout } : {}) } }),
    };
  }

  private remember(list: KcidbObject[], one: KcidbObject): void {
    if (list.length < MOST && JSON.stringify(one).length <= LONGEST) list.push(one);
  }
}
