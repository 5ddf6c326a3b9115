"""The Chebyshev series of (1 + 2x) exp(x^2) erfc(x) in t = (x - 3.75) / (x + 3.75): that of expression/special/erf.ts.

/usr/bin/python3 scripts/references/erfc.py    (needs python3-mpmath)
"""

from mpmath import cos, erfc, exp, mp, mpf, pi

mp.dps = 40
NODES = 200
TERMS = 24


def scaled(t):
    x = mpf("3.75") * (1 + t) / (1 - t)
    return (1 + 2 * x) * exp(x * x) * erfc(x)


angles = [pi * (k + mpf(1) / 2) / NODES for k in range(NODES)]
values = [scaled(cos(angle)) for angle in angles]
for n in range(TERMS):
    total = sum(value * cos(n * angle) for value, angle in zip(values, angles))
    print(repr(float(total * (1 if n == 0 else 2) / NODES)))
