// Builds the server when its sources are newer than what was built, so that `npm ci && npm start` is all it takes.
const { execFileSync } = require('node:child_process');
const { existsSync, readdirSync, statSync, writeFileSync, mkdirSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const stamp = join(root, 'dist', '.built');

/** When the newest file below a folder was changed, in milliseconds. */
function newest(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, 0);
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  const single = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'].map((name) =>
    join(root, name),
  );
  return (
    ['src', 'migrations'].some((name) => newest(join(root, name)) > built) ||
    single.some((path) => existsSync(path) && statSync(path).mtimeMs > built)
  );
}

function compiler() {
  try {
    return require.resolve('@nestjs/cli/bin/nest.js', { paths: [root] });
  } catch {
    return null;
  }
}

if (process.argv.includes('--always') || isStale()) {
  const nest = compiler();
  if (nest) {
    execFileSync(process.execPath, [nest, 'build'], { cwd: root, stdio: 'inherit' });
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stamp, '');
  } else if (!existsSync(join(root, 'dist', 'src', 'main.js'))) {
    process.stderr.write(
      'Not built: install the development packages, too (`npm ci`), and run `npm run build`.\n',
    );
  }
}
