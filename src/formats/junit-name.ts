/** A suite an element stands in: its own name, and the names from the root to it joined by `/`. */
export interface SuitePlace {
  name: string;
  path: string;
}

const dotted = (text: string): string => (/[\\/]/.test(text) ? text.replace(/[\\/]/g, '.') : text);

/** Node's test runner writes this class for every case, whatever its file or suite. */
const NO_CLASS = 'test';

/** A class that tells nothing that the suite does not tell: none, Node's, or the suite's own name or path. */
export function isSilentClass(classname: string | undefined, suite: SuitePlace): boolean {
  if (classname === undefined || classname === '' || classname === NO_CLASS) return true;
  if (classname === suite.name || classname === suite.path) return true;
  const dots = dotted(classname);
  return dots === dotted(suite.name) || dots === dotted(suite.path);
}

/**
 * The name of a test from `name` and `classname`, so that two classes of one suite with a case of the same name stay
 * two tests: `classname.name`, unless the class is the suite, or the name already is, begins or ends with the class.
 * Null when there is neither.
 */
export function caseName(
  name: string | undefined,
  classname: string | undefined,
  suite: SuitePlace,
): string | null {
  if (name === undefined || name === '')
    return classname === undefined || classname === '' ? null : classname;
  if (classname === undefined || isSilentClass(classname, suite)) return name;
  if (name.startsWith(classname)) {
    const next = name[classname.length];
    if (next === undefined || ' .:#/'.includes(next)) return name;
  }
  // mocha-junit-reporter swaps the two: the name is the path to the test, the class its last part.
  if (name.endsWith(` ${classname}`)) return name;
  return `${classname}.${name}`;
}

/** The place of a suite inside another; a suite without a name adds nothing to the path. */
export function innerSuite(outer: SuitePlace, name: string | undefined): SuitePlace {
  if (name === undefined || name === '') return { name: outer.name, path: outer.path };
  return { name, path: outer.path === '' ? name : `${outer.path}/${name}` };
}
