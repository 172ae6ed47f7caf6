// The queues of the benchmarks in SimJS: queues.mjs mm1|mm20|network CUSTOMERS SEED prints seconds, visits and mean waits.
// Written as its own documentation does: an entity that sends customers, a facility for each stage.
globalThis.window = {}; // the package puts itself there
await import("simjs");
const { Sim, Entity, Facility, Random } = window.Sim;

// Minutes between arrivals; then for each stage its servers, mean service in minutes and the share that goes on.
const models = {
  mm1: [2, [[1, 1.8, 0]]],
  mm20: [3, [[20, 57, 0]]],
  network: [10, [[5, 42.5, 0.5], [10, 170, 0.4], [15, 637.5, 0.3], [20, 170000 / 60, 0]]],
};
const [model, customers, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const [gap, stages] = models[model];
const bits = new Random(seed);
const facilities = stages.map(([servers], i) => new Facility(`stage ${i}`, Facility.FCFS, servers));
const visits = stages.map(() => 0), waited = stages.map(() => 0);
let left = customers;

class Source extends Entity {
  start() {
    this.next();
  }
  next() {
    if (left-- > 0) this.setTimer(bits.exponential(1 / gap)).done(this.arrive);
  }
  arrive() {
    this.enter(0);
    this.next();
  }
  enter(stage) {
    const service = bits.exponential(1 / stages[stage][1]);
    ++visits[stage];
    this.useFacility(facilities[stage], service).done(this.leave, this, { stage, came: this.time(), service });
  }
  leave({ stage, came, service }) {
    waited[stage] += this.time() - came - service;
    if (bits.random() < stages[stage][2]) this.enter(stage + 1);
  }
}

const sim = new Sim();
sim.addEntity(Source);
const began = process.cpuUsage();
sim.simulate(Infinity);
const { user, system } = process.cpuUsage(began);
const mean_wait_hours = waited.map((sum, i) => sum / 60 / Math.max(visits[i], 1));
const total = visits.reduce((a, b) => a + b);
console.log(JSON.stringify({ seconds: (user + system) * 1e-6, visits: total, mean_wait_hours }));
