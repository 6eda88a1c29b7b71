import { Agent, request as open } from 'node:http';
import { processorTime } from './memory.mjs';

/**
 * Sends requests over a fixed number of kept connections, each connection one after the other, for a bounded time.
 * @param origin `http://127.0.0.1:8000`
 * @param pid the process that answers there: its processor time is taken
 * @param next gives the request number n: `{method, path, headers, body}`
 * @returns requests a second; latencies, and processor time a request, in milliseconds. Throws when an answer is not a success.
 */
export async function drive({ origin, pid, next, seconds, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = [];
  let sent = 0;
  const used = processorTime(pid);
  const start = performance.now();
  const deadline = start + seconds * 1000;
  const connection = async () => {
    while (performance.now() < deadline) {
      const begun = performance.now();
      await send(origin, next(sent++), { agent });
      latencies.push(performance.now() - begun);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, connection));
  } finally {
    agent.destroy();
  }
  const elapsed = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    rate: latencies.length / elapsed,
    median: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    processor: ((processorTime(pid) - used) * 1000) / latencies.length,
    requests: latencies.length,
  };
}

/**
 * One request. `body` may be a stream.
 * @returns the body as a text when `keep` is set
 */
export function send(origin, { method = 'GET', path, headers, body }, { agent, keep = false, onData } = {}) {
  return new Promise((resolve, reject) => {
    const request = open(origin + path, { method, headers, agent });
    request.on('error', reject);
    request.on('response', (response) => {
      const good = response.statusCode >= 200 && response.statusCode < 300;
      const chunks = [];
      response.on('error', reject);
      response.on('data', (chunk) => {
        if (keep || !good) chunks.push(chunk);
        onData?.(chunk);
      });
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (good && response.complete) resolve(text);
        else reject(new Error(`${method} ${path} answered ${response.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    if (body && typeof body.pipe === 'function') {
      body.on('error', reject);
      body.pipe(request);
    } else request.end(body);
  });
}

export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
