"""The queues of the benchmarks in SimPy: queues.py mm1|mm20|network CUSTOMERS SEED prints seconds, visits and mean waits.

Written as SimPy's own documentation does: a process for each customer, a Resource for each stage.
"""
import json
import random
import sys
import time

import simpy

# Minutes between arrivals; then for each stage its servers, mean service in minutes and the share that goes on.
MODELS = {
    "mm1": (2, [(1, 1.8, 0)]),
    "mm20": (3, [(20, 57, 0)]),
    "network": (10, [(5, 42.5, 0.5), (10, 170, 0.4), (15, 637.5, 0.3), (20, 170000 / 60, 0)]),
}


def customer(env, bits, resources, stages, visits, waited):
    for i, (_, mean_service, onward) in enumerate(stages):
        came = env.now
        with resources[i].request() as request:
            yield request
            visits[i] += 1
            waited[i] += env.now - came
            yield env.timeout(bits.expovariate(1 / mean_service))
        if bits.random() >= onward:
            return


def arrivals(env, bits, gap, customers, *about):
    for _ in range(customers):
        yield env.timeout(bits.expovariate(1 / gap))
        env.process(customer(env, bits, *about))


def main(model, customers, seed):
    gap, stages = MODELS[model]
    bits = random.Random(seed)
    env = simpy.Environment()
    visits, waited = [0] * len(stages), [0.0] * len(stages)
    resources = [simpy.Resource(env, servers) for servers, _, _ in stages]
    env.process(arrivals(env, bits, gap, customers, resources, stages, visits, waited))
    began = time.process_time()
    env.run()
    seconds = time.process_time() - began
    waits = [w / 60 / max(n, 1) for w, n in zip(waited, visits)]
    print(json.dumps({"seconds": seconds, "visits": sum(visits), "mean_wait_hours": waits}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
