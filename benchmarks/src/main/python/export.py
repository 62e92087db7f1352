"""Writes a network as TorchScript, for libraries that run PyTorch without Python.

    export.py NETWORK float32|bfloat16 FILE

The script takes images and labels and gives the loss. Weights are channels-last; in bfloat16, convolutions and
linear layers cast what they read, which is what PyTorch's autocast does.
"""

import sys

import torch
from torch import nn
from torch.nn import functional as F

from networks import NETWORKS


class LowConv(nn.Conv2d):
    def forward(self, x):
        bias = self.bias
        if bias is not None:
            bias = bias.to(torch.bfloat16)
        return F.conv2d(
            x.to(torch.bfloat16), self.weight.to(torch.bfloat16), bias, self.stride, self.padding, self.dilation, self.groups
        )


class LowLinear(nn.Linear):
    def forward(self, x):
        return F.linear(x.to(torch.bfloat16), self.weight.to(torch.bfloat16), self.bias.to(torch.bfloat16))


LOW = {nn.Conv2d: LowConv, nn.Linear: LowLinear}


class Loss(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, images, labels):
        logits = self.network(images.contiguous(memory_format=torch.channels_last))
        return F.cross_entropy(logits.float(), labels)


def main(name: str, precision: str, file: str):
    network = NETWORKS[name]()
    if precision == "bfloat16":
        for module in network.modules():
            # The same layer with the same weights: only its forward pass is another.
            module.__class__ = LOW.get(type(module), type(module))
    scripted = torch.jit.script(Loss(network.to(memory_format=torch.channels_last).train()))
    scripted.save(file)


main(*sys.argv[1:])
