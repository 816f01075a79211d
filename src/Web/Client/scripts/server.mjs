/** A real server with data of its own for as long as a script runs, and the calls to fill it. */
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');
const adminToken = 'script-admin-token-0123456789-0123456789';

export async function startServer(settings = {}) {
  const dll = process.env.CONVERSATIONS_WEB ?? ['Orleans', 'Solo'].map((host) => join(root, 'artifacts', host, 'bin/Web/release/Conversations.Web.dll')).find(existsSync);
  if (!dll) throw new Error('The server is not built yet: ./run builds it.');
  const folder = await mkdtemp(join(tmpdir(), 'conversations-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const server = new Server(dll, folder, {
    ...process.env, Urls: url, Store__Provider: 'Sqlite', Store__ConnectionString: `Data Source=${join(folder, 'conversations.db')}`,
    Bootstrap__AdminToken: adminToken, Channels__AllowPrivateReplyUrls: 'true', ...settings,
  });
  await server.start();
  return new Company(url, server);
}

const outputMax = 100_000;

class Server {
  output = '';

  constructor(dll, folder, env) {
    Object.assign(this, { dll, folder, env });
  }

  /** Returns when it is ready. */
  async start() {
    this.process = spawn('dotnet', ['exec', this.dll, '--contentRoot', join(root, 'src/Web')], { cwd: this.folder, env: this.env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.process.stdout.setEncoding('utf8').on('data', (text) => { if (this.output.length < outputMax) this.output += text; });
    for (let tries = 0; ; tries += 1) {
      const isReady = await fetch(`${this.env.Urls}/health/ready`).then((answer) => answer.ok, () => false);
      if (isReady) return;
      if (tries > 240) {
        await this.remove();
        throw new Error('The server did not become ready.');
      }
      await new Promise((wait) => setTimeout(wait, 250));
    }
  }

  kill() {
    const gone = new Promise((exited) => this.process.once('exit', exited));
    this.process.kill('SIGKILL');
    return gone;
  }

  async remove() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** One company on that server: what an administrator and the network behind a channel would do. */
export class Company {
  constructor(url, server) {
    this.url = url;
    this.server = server;
    /** Where replies of a channel go that names no address; nobody answers there. */
    this.replyUrl = 'http://127.0.0.1:9/replies';
  }

  /** What the server said since it started, within reason. */
  get output() {
    return this.server.output;
  }

  /** The server dies where it stands, and starts again over the same data. */
  async restart() {
    await this.server.kill();
    await this.server.start();
  }

  stop() {
    return this.server.remove();
  }

  async call(method, path, body) {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${adminToken}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  command(method, path, body = {}) {
    return this.call(method, path, { id: randomUUID(), ...body });
  }

  async reply(conversationId, text) {
    const { head } = await this.call('GET', `/conversations/${conversationId}`);
    return this.command('POST', `/conversations/${conversationId}/replies`, { text, seenSeq: head });
  }

  channel(name, replyUrl = this.replyUrl, more = {}) {
    return this.call('POST', '/channels', { kind: 'webhook', name, replyUrl, ...more });
  }

  employee(name, role = 'agent', email = `${randomUUID().slice(0, 8)}@company.example`) {
    return this.call('POST', '/employees', { name, email, role });
  }

  /** Messages as the network behind the channel would send them; answers the conversation of each. */
  async write(channel, messages) {
    const ids = [];
    for (let at = 0; at < messages.length; at += 200) {
      const results = await this.writeRaw(channel, messages.slice(at, at + 200).map((one) => ({ id: randomUUID(), ...one })));
      ids.push(...results.map((one) => one.conversationId));
    }
    return ids;
  }

  /** Items as they are, readable or not. */
  async writeRaw(channel, items) {
    const body = JSON.stringify(items);
    const id = randomUUID();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const key = Buffer.from(channel.secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    const answer = await fetch(`${this.url}/hooks/${channel.id}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}`,
      },
      body,
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(`/hooks answered ${answer.status}: ${JSON.stringify(told)}`);
    return told.results;
  }

  /** Waits until the server has come so far. */
  async until(isSo) {
    for (let tries = 0; !await isSo(); tries += 1) {
      if (tries > 120) throw new Error('The server did not come so far in 30 s.');
      await new Promise((wait) => setTimeout(wait, 250));
    }
  }
}

/** The other end of a channel: takes replies, or refuses them. */
export async function startNetwork(answerWith) {
  const replies = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      const reply = JSON.parse(body);
      replies.push(reply);
      const status = answerWith(reply, replies.length);
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end();
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}/replies`, replies, stop: () => new Promise((closed) => { server.closeAllConnections(); server.close(closed); }) };
}

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
