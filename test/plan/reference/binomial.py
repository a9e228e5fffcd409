"""The fewest people with whom a goal is reached, by SciPy's binomial distribution, apart from the planner's program.

    python3 test/plan/reference/binomial.py > test/plan/reference/binomial.json
"""
import json
import random
import sys

import scipy
from scipy.stats import binom


def fewest(goal, chance, confidence):
    low, high = goal - 1, goal
    while binom.sf(goal - 1, high, chance) < confidence:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if binom.sf(goal - 1, middle, chance) >= confidence else (middle, high)
    return high


random.seed(20261123)
cases = []
for largest in (10, 100, 1_000, 100_000, 10_000_000):
    for _ in range(20):
        goal, chance, confidence = random.randint(1, largest), random.randint(1, 9_999), random.randint(5_000, 9_900)
        cases.append([goal, chance, confidence, fewest(goal, chance / 10_000, confidence / 10_000)])
json.dump({"python": sys.version.split()[0], "scipy": scipy.__version__, "cases": cases}, sys.stdout)
print()
