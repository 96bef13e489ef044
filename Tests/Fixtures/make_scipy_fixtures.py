#!/usr/bin/env python3
"""Makes Tests/StatisticsTests/Fixtures/*.json: SciPy's and statsmodels' numbers for the Statistics module.

    python3 -m venv /tmp/statistics
    /tmp/statistics/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
    /tmp/statistics/bin/python Tests/Fixtures/make_scipy_fixtures.py [FOLDER]   (default: Tests/StatisticsTests/Fixtures)

Inputs are drawn from NumPy's PCG64 with the seeds below. The bootstrap draws the same resamples as Statistics does: Philox4x32-10,
written here a second time, whose means are handed to scipy.stats.bootstrap as a finished distribution (n_resamples=0), so that
what SciPy makes of them can be compared digit by digit.
"""
import json
import os
import sys

import numpy as np
import scipy
from scipy import stats
from scipy.special import gammaln
from statsmodels.stats.multitest import multipletests

MASK = np.uint64(0xFFFFFFFF)
KEY = (0x4C616262, 0x6F6F6B21)
RESAMPLES = 9999


def philox(c0, c1, key):
    """Philox4x32-10 of counters (c0, c1, 0, 0), as arrays of 32-bit words in 64-bit numbers."""
    c = [c0.astype(np.uint64), c1.astype(np.uint64), np.zeros_like(c0, np.uint64), np.zeros_like(c0, np.uint64)]
    k0, k1 = key
    for turn in range(10):
        if turn > 0:
            k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
        p0, p1 = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        c = [(p1 >> np.uint64(32)) ^ c[1] ^ np.uint64(k0), p1 & MASK, (p0 >> np.uint64(32)) ^ c[3] ^ np.uint64(k1), p0 & MASK]
    return c


# The known answer of Random123 for the counter and key 0.
assert [int(w[0]) for w in philox(np.zeros(1, np.uint64), np.zeros(1, np.uint64), (0, 0))] == [
    0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]


def resampled_indices(count):
    blocks = (count + 3) // 4
    resample, block = np.meshgrid(np.arange(RESAMPLES), np.arange(blocks), indexing="ij")
    words = np.stack(philox(block.ravel(), resample.ravel(), KEY), axis=-1).reshape(RESAMPLES, blocks * 4)[:, :count]
    return ((words * np.uint64(count)) >> np.uint64(32)).astype(int)


def bootstrap(values, level):
    values = np.array(values)
    means = values[resampled_indices(len(values))].mean(axis=-1)
    before = stats._resampling.BootstrapResult(
        confidence_interval=None, bootstrap_distribution=means, standard_error=None)
    return stats.bootstrap(
        (values,), np.mean, n_resamples=0, bootstrap_result=before, confidence_level=level, method="BCa", vectorized=True
    ).confidence_interval


def g(values):
    m = len(values) - 1
    j = np.exp(gammaln(m / 2) - gammaln((m - 1) / 2)) / np.sqrt(m / 2)
    return j * np.mean(values) / np.std(values, ddof=1)


def listed(values):
    return [float(v) for v in values]


def main(folder):
    os.makedirs(folder, exist_ok=True)
    random = np.random.Generator(np.random.PCG64(2016))
    pairs = []
    for count in [2, 3, 5, 8, 19]:
        a, b = random.normal(0.05, 0.01, count), random.normal(0.06, 0.02, count)
        for level in [0.95, 0.99]:
            test = stats.ttest_rel(a, b)
            interval = test.confidence_interval(level)
            pairs.append({
                "a": listed(a), "b": listed(b), "level": level, "p": float(test.pvalue),
                "interval": listed(interval), "g": float(g(a - b)) if count > 2 else None})
    single = []
    for count, against in [(5, 0.1), (12, 0.0), (19, -0.5)]:
        values = random.normal(0.1, 0.3, count)
        single.append({
            "values": listed(values), "against": against, "p": float(stats.ttest_1samp(values, against).pvalue)})
    boots = []
    for count, draw in [(20, "normal"), (33, "skewed"), (50, "skewed")]:
        values = random.normal(0.3, 1, count) if draw == "normal" else random.exponential(1, count) - 0.6
        for level in [0.95, 0.9, 0.5]:
            boots.append({"values": listed(values), "level": level, "interval": listed(bootstrap(values, level))})
    signs = [
        {"agreeing": k, "count": n, "p": float(min(1, stats.binomtest(k, n, 0.5, alternative="two-sided").pvalue))}
        for n, k in [(1, 1), (5, 5), (6, 6), (7, 6), (10, 9), (12, 7), (40, 31), (200, 117)]]
    holm = [
        {"p": p, "adjusted": listed(multipletests(p, method="holm")[1])}
        for p in [[0.01, 0.04, 0.03, 0.005], [0.2], [0.5, 0.9, 0.0], [0.01, 0.01, 0.01], [0.04, 0.03, 0.02, 0.01, 0.5, 0.6]]]
    normal = [
        {"z": z, "p": float(stats.norm.cdf(z))} for z in [-30, -8, -3, -1.959963984540054, -0.5, 0, 0.25, 1, 3, 6]]
    tables = {
        "about": f"Made by Tests/Fixtures/make_scipy_fixtures.py with SciPy {scipy.__version__}, NumPy {np.__version__}.",
        "paired": pairs, "single": single, "bootstrap": boots, "signs": signs, "holm": holm, "normal": normal}
    with open(os.path.join(folder, "scipy.json"), "w", encoding="utf-8") as file:
        json.dump(tables, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "Tests/StatisticsTests/Fixtures")
