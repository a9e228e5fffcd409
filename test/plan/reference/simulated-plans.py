"""Simulates plans, apart from the planner's program: how many of ten million reach their goals with so many people.

    python3 test/plan/reference/simulated-plans.py > test/plan/reference/simulated-plans.json

Each plan draws its rates from PERT's beta distributions, then its people from the multinomial distribution. `people` is where about the wanted
share of plans succeeds; `slope` is by how much the share grows when people grow by one part of themselves, so that a difference in
the share, divided by it, is a difference in people. `error` is the standard error of `reached`.
"""
import json
import sys

import numpy as np

STEPS = ["awareToApplied", "appliedToAssessed", "assessedToMatched", "matchedToPlaced",
         "assessedToEnrolled", "enrolledToCompleted", "completedToPlaced"]
DIRECT = ["assessedToMatched", "matchedToPlaced"]
TRAINED = ["assessedToEnrolled", "enrolledToCompleted", "completedToPlaced"]
BEFORE = {"aware": ["awareToApplied", "appliedToAssessed"], "applied": ["appliedToAssessed"], "assessed": []}
ROUTES = {stage: (before + DIRECT, before + TRAINED) for stage, before in BEFORE.items()}
ROUTES.update(matched=(["matchedToPlaced"], None), enrolled=(None, TRAINED[1:]), completed=(None, TRAINED[2:]))
PLANS, CHUNK, SEED = 10_000_000, 1_000_000, 20261123

TEMPLATE = [(5, 10, 20), (40, 60, 80), (10, 15, 25), (10, 25, 40), (20, 35.6, 57), (65, 77, 85), (55, 70, 80)]
WIDE = [(1, 30, 90), (1, 30, 90), (1, 20, 45), (1, 30, 90), (1, 20, 45), (1, 30, 90), (1, 30, 90)]
WIDEST = [(0.01, 50, 100), (0.01, 50, 100), (0.01, 25, 50), (0.01, 50, 100), (0.01, 25, 50), (0.01, 50, 100), (0.01, 50, 100)]
SKEWED = [(1, 1, 60), (30, 90, 90), (2, 2, 40), (5, 80, 80), (10, 50, 50), (10, 10, 95), (20, 99, 99)]
CROWDED = [(50, 60, 90), (40, 80, 90), (20, 40, 48), (70, 85, 95), (20, 45, 50), (80, 90, 95), (75, 90, 99)]
OWN = {"awareToApplied": (10, 30, 60), "assessedToEnrolled": (5, 10, 30)}

# name, stage, wanted, parts of (placements by direct match, after training, rates, own steps)
CASES = [
    ("template", "aware", 0.8, [(20, 60, TEMPLATE, {})]),
    ("template, large goals", "aware", 0.8, [(5_000, 15_000, TEMPLATE, {})]),
    ("template, surer", "applied", 0.99, [(20, 60, TEMPLATE, {})]),
    ("wide", "aware", 0.8, [(20, 60, WIDE, {})]),
    ("wide, large goals", "aware", 0.8, [(2_000, 6_000, WIDE, {})]),
    ("wide, small goals", "assessed", 0.8, [(2, 5, WIDE, {})]),
    ("wide, surer", "aware", 0.95, [(200, 600, WIDE, {})]),
    ("wide, one route", "enrolled", 0.9, [(0, 1_000_000, WIDE, {})]),
    ("widest", "aware", 0.8, [(200, 600, WIDEST, {})]),
    ("skewed", "aware", 0.8, [(100, 100, SKEWED, {})]),
    ("skewed, one to match", "applied", 0.5, [(1, 100, SKEWED, {})]),
    ("most are placed", "assessed", 0.8, [(30, 60, CROWDED, {})]),
    ("a segment with rates of its own", "aware", 0.8, [(20, 60, TEMPLATE, {}), (20, 10, TEMPLATE, OWN)]),
    ("a segment with rates of its own, wide", "aware", 0.8, [(500, 900, WIDE, {}), (300, 200, WIDE, OWN)]),
]


def pert(generator, low, likely, high, size):
    if low == high:
        return np.full(size, likely / 100)
    a, b = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
    return (low + (high - low) * generator.beta(a, b, size)) / 100


def need(stage, direct, trained, rates, own):
    """People of one part at the likely rates, not rounded."""
    likely = {step: (own.get(step) or rates[index])[1] / 100 for index, step in enumerate(STEPS)}
    along = [np.prod([likely[step] for step in route]) if route is not None else None for route in ROUTES[stage]]
    return max(goal / chance for goal, chance in zip((direct, trained), along) if chance is not None)


def chances(generator, stage, parts, size):
    drawn = {step: pert(generator, *parts[0][2][index], size) for index, step in enumerate(STEPS)}
    needs = [need(stage, *part) for part in parts]
    x, y = np.zeros(size), np.zeros(size)
    for (_, _, _, own), needed in zip(parts, needs):
        here = {**drawn, **{step: pert(generator, *own[step], size) for step in STEPS if step in own}}
        direct, trained = ROUTES[stage]
        if direct is not None:
            x += needed / sum(needs) * np.prod([here[step] for step in direct], axis=0)
        if trained is not None:
            y += needed / sum(needs) * np.prod([here[step] for step in trained], axis=0)
    return x, y


def share(generator, x, y, goals, people):
    first = generator.binomial(people, x)
    second = generator.binomial(people - first, np.minimum(1, y / (1 - x)))
    return np.count_nonzero((first >= goals[0]) & (second >= goals[1]))


def simulate(name, stage, wanted, parts):
    generator = np.random.default_rng(SEED)
    routes = ROUTES[stage]
    goals = [sum(part[route] for part in parts) if routes[route] is not None else 0 for route in (0, 1)]
    x, y = chances(generator, stage, parts, CHUNK)
    low, high = sum(goals), sum(goals) * 2
    while share(generator, x, y, goals, high) < wanted * CHUNK:
        low, high = high, high * 2
    while high - low > max(1, low // 2000):
        middle = (low + high) // 2
        low, high = (low, middle) if share(generator, x, y, goals, middle) >= wanted * CHUNK else (middle, high)
    people = high
    around = [people, int(people * 0.95), int(people * 1.05) + 1]
    counts = [0, 0, 0]
    for _ in range(PLANS // CHUNK):
        x, y = chances(generator, stage, parts, CHUNK)
        counts = [so + share(generator, x, y, goals, number) for so, number in zip(counts, around)]
    reached, fewer, more = (count / PLANS for count in counts)
    return {
        "name": name, "stage": stage, "wanted": wanted, "people": people, "reached": reached,
        "error": round((reached * (1 - reached) / PLANS) ** 0.5, 7),
        "slope": round((more - fewer) / np.log(around[2] / around[1]), 5),
        "parts": [{"direct": direct, "trained": trained, "rates": dict(zip(STEPS, rates)), "own": own}
                  for direct, trained, rates, own in parts],
    }


if __name__ == "__main__":
    results = []
    for case in CASES:
        results.append(simulate(*case))
        print(case[0], file=sys.stderr)
    json.dump({"python": sys.version.split()[0], "numpy": np.__version__, "plans": PLANS, "seed": SEED, "cases": results},
              sys.stdout, indent=1)
    print()
