/** A line between a browser and a server that can be cut, as when a laptop is closed or a server goes away. */
import { connect, createServer } from 'node:net';

export class Line {
  static to(target) {
    const { hostname, port } = new URL(target);
    const line = new Line();
    line.server = createServer((socket) => line.carry(socket, hostname, Number(port)));
    return new Promise((ready) => line.server.listen(0, '127.0.0.1', () => {
      line.url = `http://127.0.0.1:${line.server.address().port}`;
      ready(line);
    }));
  }

  isCut = false;
  sockets = new Set();

  carry(socket, host, port) {
    if (this.isCut) return socket.destroy();
    const far = connect(port, host);
    for (const [one, other] of [[socket, far], [far, socket]]) {
      this.sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }

  cut() {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend() {
    this.isCut = false;
  }

  close() {
    this.cut();
    return new Promise((closed) => this.server.close(closed));
  }
}
