"""Polynomials and quotients of least largest error, with float32 coefficients: those of expression/lower.

/usr/bin/python3 scripts/references/minimax.py    (needs python3-numpy and python3-mpmath)
"""

import numpy as np
from mpmath import coth, erfc, exp, expm1, log, log1p, mp, mpf, pi, sqrt

mp.dps = 40


def nodes(low, high, count=1500):
    """Points that lie dense at both ends."""
    return (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (np.arange(count) + 0.5) / count)


def lawson(matrix, target, weight, rounds=120):
    """Coefficients of the least largest weighted error, by least squares reweighted where the error is large."""
    scale = np.max(np.abs(matrix), 0)
    lambdas = np.ones(len(target)) / len(target)
    best = None
    for _ in range(rounds):
        root = np.sqrt(lambdas) * weight
        found = np.linalg.lstsq(matrix / scale * root[:, None], target * root, rcond=None)[0] / scale
        error = np.abs(weight * (matrix @ found - target))
        if best is None or error.max() < best[0]:
            best = (error.max(), found)
        lambdas = lambdas * (error / error.max() + 1e-12)
        lambdas /= lambdas.sum()
    return best[1]


def polynomial(target, weight, points, degree, fixed=()):
    """Rounded to float32 one by one, the lowest first, each time the rest fitted anew."""
    t = np.array([float(target(mpf(z))) for z in points])
    w = np.array([float(weight(mpf(z))) for z in points])
    coefficients = list(fixed)
    for k in range(len(fixed), degree + 1):
        known = sum(c * points**i for i, c in enumerate(coefficients))
        powers = np.stack([points**i for i in range(k, degree + 1)], 1)
        coefficients.append(float(np.float32(lawson(powers, t - known, w)[0])))
    value = sum(c * points**i for i, c in enumerate(coefficients))
    return coefficients, np.max(np.abs(w * (value - t)))


def show(name, found):
    coefficients, error = found
    print(f"{name}: error 2^{np.log2(error):.2f}\n  " + ", ".join(f"{c:.9g}" for c in coefficients))


def logistic_parts():
    half = float(log(2)) / 2 * 1.0005
    show(
        "exp.ts, TAIL",
        polynomial(lambda r: (expm1(r) - r) / r**2, lambda r: r * r / exp(r), nodes(-half, half), 4),
    )
    quarter = half / 2
    show(
        "tanh.ts, COTH",
        polynomial(
            lambda z: (sqrt(z) * coth(sqrt(z)) - 1) / z, lambda z: z, nodes(0, quarter * quarter), 1
        ),
    )
    show(
        "softplus.ts, BEND",
        polynomial(
            lambda u: 1 - log1p(u + mpf(1) / 2) / (u + mpf(1) / 2),
            lambda u: (u + mpf(1) / 2) / log1p(u + mpf(1) / 2),
            nodes(-0.5, 0.5),
            9,
        ),
    )


def normal_tail(reach=14.5, top=5, bottom=4):
    """a Φ(−a) exp(a²/2) = A/(√2π A + M), A = a D: M/D is 1/P − √2π a with P = Φ(−a) exp(a²/2)."""
    root = sqrt(2 * pi)
    share = lambda a: erfc(a / sqrt(2)) / 2 * exp(a * a / 2)
    unit = nodes(0, 1)
    a = reach * unit**2
    target = np.array([float(1 / share(mpf(z)) - root * mpf(z)) for z in a])
    weight = np.array([float(share(mpf(z))) for z in a])
    denominator = np.ones(len(a))
    lambdas = np.ones(len(a)) / len(a)
    best = None
    for _ in range(300):
        s = np.sqrt(lambdas) * weight / denominator
        left = np.stack([a**i for i in range(bottom + 1)], 1)
        right = -target[:, None] * np.stack([a**i for i in range(top)], 1)
        matrix = np.concatenate([left, right], 1) * s[:, None]
        scale = np.max(np.abs(matrix), 0)
        found = np.linalg.lstsq(matrix / scale, target * a**top * s, rcond=None)[0] / scale
        m = sum(found[i] * a**i for i in range(bottom + 1))
        denominator = a**top + sum(found[bottom + 1 + i] * a**i for i in range(top))
        error = np.abs(weight * (m / denominator - target))
        if best is None or error.max() < best[0]:
            best = (error.max(), np.append(found[bottom + 1 :], 1.0))
        lambdas = lambdas * (error / error.max() + 1e-9)
        lambdas /= lambdas.sum()
    rounded = None
    for factor in np.linspace(1, 2, 60):
        d = [float(np.float32(c * factor / best[1][0])) for c in best[1]]
        value = sum(c * a**i for i, c in enumerate(d))
        # at 0 the quotient has to be ½ without error
        m = [2 * d[0]]
        for k in range(1, bottom + 1):
            known = sum(c * a**i for i, c in enumerate(m))
            powers = np.stack([a**i for i in range(k, bottom + 1)], 1)
            m.append(float(np.float32(lawson(powers, value * target - known, weight / value)[0])))
        error = np.max(np.abs(weight / value * (sum(c * a**i for i, c in enumerate(m)) - value * target)))
        if rounded is None or error < rounded[0]:
            rounded = (error, d, m)
    show("normal.ts, D", (rounded[1], rounded[0]))
    show("normal.ts, M", (rounded[2], rounded[0]))


if __name__ == "__main__":
    logistic_parts()
    normal_tail()
