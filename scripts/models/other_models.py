"""Small networks in the shape that scikit-learn's and Keras' exporters give: /usr/bin/python3 scripts/models/other_models.py [FOLDER]

skl2onnx and tf2onnx are not in Debian, so their graphs are written by hand, node for node: skl2onnx' of a pipeline of
StandardScaler and MLPClassifier, tf2onnx' of Sequential models. Needs python3-onnx. Weights come from a fixed seed.
"""
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "test/models")
random = np.random.default_rng(1)


def weights(*shape):
    return (random.standard_normal(shape) * np.sqrt(2 / shape[0])).astype(np.float32)


def tensor(name, values):
    return numpy_helper.from_array(np.asarray(values), name)


def write(name, nodes, inputs, outputs, initializers, opsets, producer):
    graph = helper.make_graph(nodes, name, inputs, outputs, initializers)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid(*each) for each in opsets], ir_version=8, producer_name=producer,
    )
    checker.check_model(model)
    save(model, folder / f"{name}.onnx")
    print(f"{name}.onnx", (folder / f"{name}.onnx").stat().st_size, "bytes")


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def scikit(name, sizes, activation, classes):
    """StandardScaler and MLPClassifier; two classes have one logistic output, shown as two columns."""
    nodes, initializers = [], []
    scaler = helper.make_node("Scaler", ["X"], ["variable"], name="Scaler", domain="ai.onnx.ml",
                              offset=random.standard_normal(sizes[0]).astype(np.float32) * 3,
                              scale=np.abs(random.standard_normal(sizes[0])).astype(np.float32) + 0.3)
    nodes.append(scaler)
    nodes.append(helper.make_node("Cast", ["variable"], ["cast_input"], name="Cast", to=TensorProto.FLOAT))
    last = "cast_input"
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        suffix = "" if i == 0 else str(i)
        initializers += [tensor(f"coefficient{suffix}", weights(a, b)), tensor(f"intercepts{suffix}", weights(1, b) * 0.1)]
        nodes.append(helper.make_node("MatMul", [last, f"coefficient{suffix}"], [f"mul_result{suffix}"], name=f"MatMul{suffix}"))
        nodes.append(helper.make_node("Add", [f"mul_result{suffix}", f"intercepts{suffix}"], [f"add_result{suffix}"], name=f"Add{suffix}"))
        last = f"add_result{suffix}"
        if i < len(sizes) - 2:
            nodes.append(helper.make_node(activation, [last], [f"next_activations{suffix}"], name=f"{activation}{suffix}"))
            last = f"next_activations{suffix}"
    if len(classes) == 2:
        nodes += [
            helper.make_node("Sigmoid", [last], ["out_activations_result"], name="Sigmoid"),
            helper.make_node("Sub", ["unity", "out_activations_result"], ["negative_class_proba"], name="Sub"),
            helper.make_node("Concat", ["negative_class_proba", "out_activations_result"], ["probabilities"], name="Concat", axis=1),
        ]
        initializers.append(tensor("unity", np.ones(1, np.float32)))
    else:
        nodes.append(helper.make_node("Softmax", [last], ["probabilities"], name="Softmax", axis=-1))
    initializers += [tensor("classes", np.asarray(classes, np.int64)), tensor("shape_tensor", np.asarray([-1], np.int64))]
    nodes += [
        helper.make_node("ArgMax", ["probabilities"], ["argmax_output"], name="ArgMax", axis=1),
        helper.make_node("ArrayFeatureExtractor", ["classes", "argmax_output"], ["array_feature_extractor_result"],
                         name="ArrayFeatureExtractor", domain="ai.onnx.ml"),
        helper.make_node("Cast", ["array_feature_extractor_result"], ["cast2_result"], name="Cast1", to=TensorProto.INT64),
        helper.make_node("Reshape", ["cast2_result", "shape_tensor"], ["output_label"], name="Reshape"),
    ]
    label = helper.make_tensor_value_info("output_label", TensorProto.INT64, [None])
    write(name, nodes, [floats("X", None, sizes[0])], [label, floats("probabilities", None, len(classes))],
          initializers, [("", 15), ("ai.onnx.ml", 1)], "skl2onnx")


def keras(name, sizes, activations):
    """A Sequential of Dense layers and batch norms, which tf2onnx folds into Mul and Add."""
    nodes, initializers = [], [tensor("const_shape", np.asarray([-1, sizes[0]], np.int64))]
    nodes.append(helper.make_node("Reshape", ["input_1", "const_shape"], ["sequential/flatten/Reshape:0"], name="sequential/flatten/Reshape"))
    last = "sequential/flatten/Reshape:0"
    for i, (a, b, activation) in enumerate(zip(sizes, sizes[1:], activations)):
        at = f"sequential/dense{'' if i == 0 else f'_{i}'}"
        initializers += [tensor(f"{at}/MatMul/ReadVariableOp:0", weights(a, b)), tensor(f"{at}/BiasAdd/ReadVariableOp:0", weights(b, 1)[:, 0] * 0.1)]
        nodes.append(helper.make_node("MatMul", [last, f"{at}/MatMul/ReadVariableOp:0"], [f"{at}/MatMul:0"], name=f"{at}/MatMul"))
        nodes.append(helper.make_node("Add", [f"{at}/MatMul:0", f"{at}/BiasAdd/ReadVariableOp:0"], [f"{at}/BiasAdd:0"], name=f"{at}/BiasAdd"))
        last = f"{at}/BiasAdd:0"
        if activation == "swish":
            nodes.append(helper.make_node("Sigmoid", [last], [f"{at}/Sigmoid:0"], name=f"{at}/Sigmoid"))
            nodes.append(helper.make_node("Mul", [last, f"{at}/Sigmoid:0"], [f"{at}/mul:0"], name=f"{at}/mul"))
            last = f"{at}/mul:0"
        elif activation == "gelu":
            initializers += [tensor(f"{at}/Gelu/half", np.float32(0.5)), tensor(f"{at}/Gelu/one", np.float32(1)), tensor(f"{at}/Gelu/root", np.float32(np.sqrt(2)))]
            nodes += [
                helper.make_node("Mul", [last, f"{at}/Gelu/half"], [f"{at}/Gelu/mul:0"], name=f"{at}/Gelu/mul"),
                helper.make_node("Div", [last, f"{at}/Gelu/root"], [f"{at}/Gelu/truediv:0"], name=f"{at}/Gelu/truediv"),
                helper.make_node("Erf", [f"{at}/Gelu/truediv:0"], [f"{at}/Gelu/Erf:0"], name=f"{at}/Gelu/Erf"),
                helper.make_node("Add", [f"{at}/Gelu/Erf:0", f"{at}/Gelu/one"], [f"{at}/Gelu/add:0"], name=f"{at}/Gelu/add"),
                helper.make_node("Mul", [f"{at}/Gelu/mul:0", f"{at}/Gelu/add:0"], [f"{at}/Gelu/mul_1:0"], name=f"{at}/Gelu/mul_1"),
            ]
            last = f"{at}/Gelu/mul_1:0"
        elif activation is not None:
            nodes.append(helper.make_node(activation, [last], [f"{at}/{activation}:0"], name=f"{at}/{activation}"))
            last = f"{at}/{activation}:0"
        if activation == "Relu":
            bn = f"sequential/batch_normalization_{i}"
            initializers += [tensor(f"{bn}/mul", (np.abs(weights(b, 1)[:, 0]) + 0.5).astype(np.float32)), tensor(f"{bn}/sub", weights(b, 1)[:, 0])]
            nodes.append(helper.make_node("Mul", [last, f"{bn}/mul"], [f"{bn}/mul_1:0"], name=f"{bn}/mul_1"))
            nodes.append(helper.make_node("Add", [f"{bn}/mul_1:0", f"{bn}/sub"], [f"{bn}/add_1:0"], name=f"{bn}/add_1"))
            last = f"{bn}/add_1:0"
    nodes.append(helper.make_node("Identity", [last], ["dense_output"], name="Identity"))
    write(name, nodes, [floats("input_1", None, 4, sizes[0] // 4)], [floats("dense_output", None, sizes[-1])], initializers, [("", 13)], "tf2onnx")


folder.mkdir(parents=True, exist_ok=True)
scikit("scikit-learn-three-classes", [4, 10, 8, 3], "Relu", [0, 1, 2])
scikit("scikit-learn-two-classes", [5, 7, 1], "Tanh", [0, 1])
keras("keras-classifier", [20, 16, 12, 12, 3], ["Relu", "swish", "gelu", "Softmax"])
keras("keras-regression", [8, 10, 6, 1], ["Elu", "Softplus", None])
