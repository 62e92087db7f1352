"""What the networks compute, for other systems to be held to.

    reference.py FOLDER NETWORK...

For each network it writes FOLDER/NETWORK.safetensors: random images and weights, and of these, in double precision,
the logits in evaluation and in training, the gradients of the first of three training steps, and the losses and the
weights of all three. Tensors have Lamina's names: `input`, `labels`, `before.NAME`, `eval.logits`, `train.logits`,
`losses`, `grad.NAME`, `after.NAME`; the optimizer is in the metadata.
"""

import json
import os
import re
import struct
import sys

import torch
from torch import nn
from torch.nn import functional as F

from networks import CLASSES, NETWORKS, optimizer

BATCH = 4
STEPS = 3
TYPES = {torch.float64: "F64", torch.float32: "F32", torch.int64: "I64"}

# Where parts of ResNeXt29Small are in Lamina's files; all other networks' names are the same.
IN_BOTTLENECK = {
    "net.0": "conv_reduce",
    "net.1": "bn_reduce",
    "net.3": "conv_conv",
    "net.4": "bn",
    "net.6": "conv_expand",
    "net.7": "bn_expand",
    "shortcut.0": "shortcut.shortcut_conv",
    "shortcut.1": "shortcut.shortcut_bn",
}
ELSEWHERE = {"stem.0": "conv_1_3x3", "stem.1": "bn_1", "classifier.2": "classifier"}


def lamina_name(network: str, name: str):
    """The name of a parameter or running average in Lamina's files of weights."""
    if network != "ResNeXt29Small":
        return name
    layer, kind = name.rsplit(".", 1)
    block = re.fullmatch(r"blocks\.(\d+)\.(.*)", layer)
    if not block:
        return ELSEWHERE[layer] + "." + kind
    stage, number = divmod(int(block[1]), 3)
    return f"stage_{stage + 1}.stage_{stage + 1}_bottleneck_{number}.{IN_BOTTLENECK[block[2]]}.{kind}"


def randomize(network):
    """Norms that are not the identity, so that none can be left out or confused; float32's numbers in float64."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            for tensor in (module.weight, module.running_var):
                nn.init.uniform_(tensor, 0.5, 1.5)
            for tensor in (module.bias, module.running_mean):
                nn.init.normal_(tensor, 0, 0.1)
    return network.double()


def state(prefix: str, name: str, network):
    return {
        prefix + lamina_name(name, key): value.clone()
        for key, value in network.state_dict().items()
        if not key.endswith("num_batches_tracked")
    }


def compute(name: str):
    torch.manual_seed(1)
    network = randomize(NETWORKS[name]())
    images = torch.randn(BATCH, 3, 32, 32).double()
    labels = torch.randint(CLASSES, (BATCH,))
    tensors = {"input": images, "labels": labels, **state("before.", name, network)}
    with torch.no_grad():
        tensors["eval.logits"] = network.eval()(images)
    network.train()
    update = optimizer(name, network.parameters())
    losses = []
    for step in range(STEPS):
        update.zero_grad(set_to_none=True)
        logits = network(images)
        loss = F.cross_entropy(logits, labels)
        loss.backward()
        losses.append(loss.detach())
        if step == 0:
            tensors["train.logits"] = logits.detach()
            for key, parameter in network.named_parameters():
                tensors["grad." + lamina_name(name, key)] = parameter.grad.clone()
        update.step()
    tensors["losses"] = torch.stack(losses)
    return {**tensors, **state("after.", name, network)}, about(update)


def about(update):
    settings = update.param_groups[0]
    kept = ("lr", "momentum", "nesterov", "weight_decay")
    return {"optimizer": type(update).__name__, **{key: str(settings[key]) for key in kept if key in settings}}


def write(file: str, tensors, metadata):
    header, end = {"__metadata__": metadata}, 0
    for name, tensor in tensors.items():
        start, end = end, end + tensor.numel() * tensor.element_size()
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            out.write(tensor.contiguous().numpy().tobytes())


for wanted in sys.argv[2:]:
    write(os.path.join(sys.argv[1], wanted + ".safetensors"), *compute(wanted))
