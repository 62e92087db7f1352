"""One side of a comparison: trains a network with PyTorch, step by step, as it is told on standard input.

    train.py NETWORK float32|bfloat16 BATCH THREADS

Answers in lines that begin with '@'; `dev.lamina.benchmarks.side.Side` says what they mean.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

from networks import CLASSES, NETWORKS, optimizer


def say(*words):
    print("@" + " ".join(str(word) for word in words), flush=True)


def count(network):
    """Multiplications of one image, layer by layer, noted while the first batch goes through."""
    counts, hooks = [], []

    def note(layer, _, output):
        counts.append(output[0].numel() * layer.weight[0].numel())

    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            hooks.append(module.register_forward_hook(note))
    return counts, hooks


def main(name: str, precision: str, batch: int, threads: int):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = NETWORKS[name]().to(memory_format=torch.channels_last).train()
    update = optimizer(name, network.parameters())
    images = torch.randn(batch, 3, 32, 32).contiguous(memory_format=torch.channels_last)
    labels = torch.randint(CLASSES, (batch,))

    def step():
        start = time.perf_counter()
        update.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bfloat16"):
            logits = network(images)
        loss = F.cross_entropy(logits.float(), labels)
        loss.backward()
        differentiated = time.perf_counter()
        update.step()
        loss.item()
        end = time.perf_counter()
        return end - start, differentiated - start

    say("library", f"PyTorch {torch.__version__} (Python)")
    say("parameters", sum(parameter.numel() for parameter in network.parameters()))
    counts, hooks = count(network)
    for line in sys.stdin:
        for _ in range(int(line)):
            say("step", *("%.6f" % seconds for seconds in step()))
            if hooks:
                say("multiplications", sum(counts))
            while hooks:
                hooks.pop().remove()
        say("done")


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
