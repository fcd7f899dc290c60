// Somebody who has nothing to do with what a test does to the server: in a thread of their own, so that the test's work is not counted,
// they write a message now and then and see how long it takes until their own stream shows it.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { World } from '../contract/client.mjs';

const kApart = 25; // ms from one message to the next

export class Bystander {
  static async join(world) {
    const made = new Bystander();
    const { base, project_key, signing_secret } = world;
    made.worker = new Worker(import.meta.filename, {
      workerData: { base, project_key, signing_secret },
    });
    await once(made.worker, 'message');
    return made;
  }
  // The times of all messages since the last call, {count, p50, p99, max} in milliseconds. Fails when one was refused or not shown.
  async times() {
    this.worker.postMessage('times');
    const [all] = await once(this.worker, 'message');
    all.sort((a, b) => a - b);
    const at = (part) => all[Math.min(all.length - 1, Math.floor(all.length * part))];
    return { count: all.length, p50: at(0.5), p99: at(0.99), max: all.at(-1) };
  }
  leave() {
    return this.worker.terminate();
  }
}

export const in_words = ({ count, p50, p99, max }) =>
  `${count} messages, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, at most ${max.toFixed(1)} ms`;

async function look_on() {
  const user = Object.assign(new World(), workerData).user();
  const stream = await user.stream();
  await stream.next_of('ready');
  let times = [];
  parentPort.postMessage('here');
  parentPort.on('message', () => {
    parentPort.postMessage(times);
    times = [];
  });
  for (let number = 0; ; ++number) {
    const began = performance.now();
    const saying = user.say(`number ${number}`);
    const event = await stream.next_of('message');
    times.push(performance.now() - began);
    const { status, body } = await saying;
    if (status !== 201 || event.data.message.id !== body.message.id)
      throw new Error(`a bystander was answered ${status}`);
    await pause(kApart);
  }
}

if (!isMainThread) look_on();
