"""Runs the small ONNX graphs of this project with torch: Debian has no Python binding of onnxruntime.

Only what the readers need: Conv, BatchNormalization, Relu, Add, Squeeze, Transpose, Softmax. Errors: ValueError naming any other operation.
"""
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as functional
from onnx import numpy_helper


def run(path: Path, x: np.ndarray) -> np.ndarray:
    """The graph's output for the input x, float32."""
    graph = onnx.load(str(path)).graph
    values = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer}
    values[graph.input[0].name] = torch.from_numpy(x)
    with torch.no_grad():
        for node in graph.node:
            inputs = [values[name] for name in node.input]
            own = {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}
            values[node.output[0]] = _apply(node.op_type, inputs, own)
    return values[graph.output[0].name].numpy()


def _apply(kind: str, inputs: list[torch.Tensor], own: dict) -> torch.Tensor:
    if kind == 'Conv':
        flat = len(own['kernel_shape']) == 1
        convolve = functional.conv1d if flat else functional.conv2d
        pads = own.get('pads', [0] * 2 * len(own['kernel_shape']))
        bias = inputs[2] if len(inputs) > 2 else None
        half = pads[: len(pads) // 2]
        return convolve(inputs[0], inputs[1], bias, tuple(own.get('strides', [1])), tuple(half), tuple(own.get('dilations', [1])), own.get('group', 1))
    if kind == 'BatchNormalization':
        x, scale, bias, mean, variance = inputs
        return functional.batch_norm(x, mean, variance, scale, bias, False, 0.0, own.get('epsilon', 1e-5))
    if kind == 'Relu':
        return inputs[0].relu()
    if kind == 'Add':
        return inputs[0] + inputs[1]
    if kind == 'Squeeze':
        return inputs[0].squeeze(int(inputs[1][0]))
    if kind == 'Transpose':
        return inputs[0].permute(*own['perm'])
    if kind == 'Softmax':
        return inputs[0].softmax(own.get('axis', -1))
    if kind == 'Identity':
        return inputs[0]
    if kind == 'Constant':
        return torch.from_numpy(numpy_helper.to_array(own['value']).copy())
    raise ValueError(f'ONNX operation {kind} is not supported here')
