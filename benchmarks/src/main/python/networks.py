"""The networks of `models`, written for PyTorch: the same layers, biases and parameter counts.

Written for speed, as far as a module can be: activations in place, bias only where the network has one.
Initial values are PyTorch's own; they do not change how long a step takes.
"""

import torch
from torch import nn
from torch.nn import functional as F

CLASSES = 10


def conv(inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1, bias: bool = False):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=bias)


def norm_relu(channels: int):
    return [nn.BatchNorm2d(channels), nn.ReLU(inplace=True)]


def conv_norm_relu(inputs: int, outputs: int, kernel: int, **options):
    return [conv(inputs, outputs, kernel, **options), *norm_relu(outputs)]


def pool_and_classify(channels: int):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, CLASSES))


class Inception(nn.Module):
    """Four branches on one input, side by side; every convolution has a bias and a norm."""

    def __init__(self, inputs: int, reduce3: int, reduce5: int, out1: int, out3: int, out5: int, pool: int):
        super().__init__()
        self.conv_1x1 = nn.Sequential(*conv_norm_relu(inputs, out1, 1, bias=True))
        self.conv_3x3 = nn.Sequential(
            *conv_norm_relu(inputs, reduce3, 1, bias=True), *conv_norm_relu(reduce3, out3, 3, bias=True)
        )
        self.conv_5x5 = nn.Sequential(
            *conv_norm_relu(inputs, reduce5, 1, bias=True), *conv_norm_relu(reduce5, out5, 5, bias=True)
        )
        self.max_pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), *conv_norm_relu(inputs, pool, 1, bias=True))

    def forward(self, x):
        return torch.cat([self.conv_1x1(x), self.conv_3x3(x), self.conv_5x5(x), self.max_pool(x)], dim=1)


class GoogleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.input_net = nn.Sequential(*conv_norm_relu(3, 64, 3, bias=True))
        self.inception_blocks = nn.Sequential(
            Inception(64, 32, 16, 16, 32, 8, 8),
            Inception(64, 32, 16, 24, 48, 12, 12),
            nn.MaxPool2d(3, 2, 1),
            Inception(96, 32, 16, 24, 48, 12, 12),
            Inception(96, 32, 16, 16, 48, 16, 16),
            Inception(96, 32, 16, 16, 48, 16, 16),
            Inception(96, 32, 16, 32, 48, 24, 24),
            nn.MaxPool2d(3, 2, 1),
            Inception(128, 48, 16, 32, 64, 16, 16),
            Inception(128, 48, 16, 32, 64, 16, 16),
        )
        self.output_net = pool_and_classify(128)

    def forward(self, x):
        return self.output_net(self.inception_blocks(self.input_net(x)))


class Residual(nn.Module):
    """Two 3x3 convolutions beside a shortcut; norm and activation after each convolution."""

    def __init__(self, inputs: int, outputs: int, stride: int):
        super().__init__()
        self.net = nn.Sequential(
            *conv_norm_relu(inputs, outputs, 3, stride=stride), conv(outputs, outputs, 3), nn.BatchNorm2d(outputs)
        )
        self.downsample = nn.Identity() if stride == 1 else conv(inputs, outputs, 1, stride, bias=True)

    def forward(self, x):
        return F.relu_(self.net(x) + self.downsample(x))


class PreActResidual(nn.Module):
    """As Residual, with norm and activation in front of each convolution."""

    def __init__(self, inputs: int, outputs: int, stride: int):
        super().__init__()
        self.net = nn.Sequential(
            *norm_relu(inputs), conv(inputs, outputs, 3, stride), *norm_relu(outputs), conv(outputs, outputs, 3)
        )
        self.downsample = (
            nn.Identity() if stride == 1 else nn.Sequential(*norm_relu(inputs), conv(inputs, outputs, 1, stride))
        )

    def forward(self, x):
        return self.net(x) + self.downsample(x)


def stages(block, inputs: int, outputs: "tuple[int, ...]", **options):
    """Three blocks a stage; all stages but the first begin with a stride of 2."""
    blocks = []
    for stage, channels in enumerate(outputs):
        for number in range(3):
            stride = 2 if stage > 0 and number == 0 else 1
            blocks.append(block(inputs, channels, stride, **options))
            inputs = channels
    return nn.Sequential(*blocks)


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.input_net = nn.Sequential(*conv_norm_relu(3, 16, 3))
        self.blocks = stages(Residual, 16, (16, 32, 64))
        self.output_net = pool_and_classify(64)

    def forward(self, x):
        return self.output_net(self.blocks(self.input_net(x)))


class PreActResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.input_net = nn.Sequential(conv(3, 16, 3))
        self.blocks = stages(PreActResidual, 16, (16, 32, 64))
        self.output_net = pool_and_classify(64)

    def forward(self, x):
        return self.output_net(self.blocks(self.input_net(x)))


class DenseLayer(nn.Module):
    """Adds 16 channels to those that come in."""

    def __init__(self, inputs: int):
        super().__init__()
        self.net = nn.Sequential(*norm_relu(inputs), *conv_norm_relu(inputs, 32, 1), conv(32, 16, 3))

    def forward(self, x):
        return torch.cat([self.net(x), x], dim=1)


class DenseBlock(nn.Module):
    def __init__(self, inputs: int):
        super().__init__()
        self.block = nn.Sequential(*[DenseLayer(inputs + 16 * layer) for layer in range(6)])

    def forward(self, x):
        return self.block(x)


class Transition(nn.Module):
    """Half the channels, half the size."""

    def __init__(self, inputs: int):
        super().__init__()
        self.transition = nn.Sequential(*norm_relu(inputs), conv(inputs, inputs // 2, 1), nn.AvgPool2d(2))

    def forward(self, x):
        return self.transition(x)


class DenseNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.input_net = nn.Sequential(conv(3, 32, 3, bias=True))
        self.blocks = nn.Sequential(
            DenseBlock(32), Transition(128), DenseBlock(64), Transition(160), DenseBlock(80), Transition(176), DenseBlock(88)
        )
        self.output_net = nn.Sequential(*norm_relu(184), *pool_and_classify(184))

    def forward(self, x):
        return self.output_net(self.blocks(self.input_net(x)))


class Bottleneck(nn.Module):
    """1x1, grouped 3x3, 1x1, beside a shortcut; the groups grow with the channels."""

    def __init__(self, inputs: int, outputs: int, stride: int, cardinality: int, base_width: int):
        super().__init__()
        width = cardinality * base_width * outputs // 256
        self.net = nn.Sequential(
            *conv_norm_relu(inputs, width, 1),
            *conv_norm_relu(width, width, 3, stride=stride, groups=cardinality),
            conv(width, outputs, 1),
            nn.BatchNorm2d(outputs),
        )
        same = inputs == outputs
        self.shortcut = (
            nn.Identity() if same else nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))
        )

    def forward(self, x):
        return F.relu_(self.net(x) + self.shortcut(x))


class ResNeXt29Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(*conv_norm_relu(3, 64, 3))
        self.blocks = stages(Bottleneck, 64, (256, 512, 1024), cardinality=2, base_width=16)
        self.classifier = pool_and_classify(1024)

    def forward(self, x):
        return self.classifier(self.blocks(self.stem(x)))


NETWORKS = {net.__name__: net for net in (GoogleNet, ResNet, PreActResNet, DenseNet, ResNeXt29Small)}

# What each network's recipe trains it with.
ADAMW = ("GoogleNet", "DenseNet")
NESTEROV = ("ResNeXt29Small",)


def optimizer(name: str, parameters):
    """The optimizer of a network's recipe; the rate is so small that random labels do no harm."""
    if name in ADAMW:
        return torch.optim.AdamW(parameters, lr=1e-3, weight_decay=1e-4, foreach=True)
    nesterov = name in NESTEROV
    decay = 5e-4 if nesterov else 1e-4
    return torch.optim.SGD(parameters, lr=1e-3, momentum=0.9, weight_decay=decay, nesterov=nesterov, foreach=True)
