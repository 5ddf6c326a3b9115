"""Times lines of PyTorch on one thread. stdin: {n, columns, setup, run} readies a case; {} answers {"ms": …} for it."""
import json
import sys
import time

import torch
import torch.nn.functional as F

BATCH_SECONDS = 0.004
BATCHES = 3
torch.set_num_threads(1)


def answer(**what):
    print(json.dumps(what), flush=True)


def batch(run, calls):
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return time.perf_counter() - start


def ready(case):
    n = case["n"]
    names = {"torch": torch, "F": F, "aten": torch.ops.aten, "nn": torch._C._nn, "n": n, "columns": case.get("columns")}
    names["x"] = (torch.rand(n) - 0.5) * 8
    names["g"] = (torch.rand(n) - 0.5) * 8
    names["out"] = torch.empty(n)
    exec(case["setup"], names)
    exec("def run():\n" + "".join(f"    {line}\n" for line in case["run"].splitlines()), names)
    run = names["run"]
    calls = 1
    while calls < 1_000_000:
        seconds = batch(run, calls)
        if seconds >= BATCH_SECONDS:
            break
        calls = max(calls * 2, int(calls * BATCH_SECONDS / max(seconds, 1e-5)))
    return run, calls


answer(version=torch.__version__)
run, calls = None, 1
for line in sys.stdin:
    question = json.loads(line)
    try:
        if question:
            run, calls = None, 1
            run, calls = ready(question)
            answer(ready=True)
        else:
            answer(ms=min(batch(run, calls) for _ in range(BATCHES)) * 1e3 / calls)
    except Exception as error:
        answer(error=f"{type(error).__name__}: {error}")
