#!/usr/bin/python3
"""Golden numbers from PyTorch, in f64, for tests/golden/: an implementation that shares no line with ours.

    node scripts/run-ts.mjs tools/golden/export.ts && /usr/bin/python3 tools/golden/golden.py

forward.json: logits and attention probabilities of a tiny seeded Llama. training.json: loss and gradient norm of
each of 50 steps of torch.optim.AdamW with clip_grad_norm_ and a warm-up-then-cosine schedule, and the final norms.
"""
import json
import math
import struct

import torch
from torch.nn.functional import cross_entropy

SOURCE, TARGET = ".cache/golden", "tests/golden"
torch.set_num_threads(1)


def read_weights(path):
    """A safetensors file of F32 tensors, as f64."""
    with open(path, "rb") as file:
        data = file.read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        flat = torch.frombuffer(bytearray(data[8 + size + start : 8 + size + end]), dtype=torch.float32)
        out[name] = flat.reshape(entry["shape"]).double()
    return out


def norm(x, gain, epsilon):
    return x / (x.square().mean(dim=-1, keepdim=True) + epsilon).sqrt() * gain


def rotary(x, theta):
    """x [B, H, T, D]: the pair (i, i + D/2) is a complex number, turned by position · theta^(-2i/D)."""
    steps, width = x.shape[-2:]
    pairs = torch.complex(x[..., : width // 2].contiguous(), x[..., width // 2 :].contiguous())
    speeds = theta ** (-2 * torch.arange(width // 2, dtype=torch.float64) / width)
    angles = torch.outer(torch.arange(steps, dtype=torch.float64), speeds)
    turned = pairs * torch.polar(torch.ones_like(angles), angles)
    return torch.cat([turned.real, turned.imag], dim=-1)


def forward(weights, config, ids):
    """ids [B, T] → logits [B, T, V] and the attention probabilities of each layer [B, H, T, T]."""
    heads, groups = config["num_attention_heads"], config["num_key_value_heads"]
    width, epsilon = config["head_dim"], config["rms_norm_eps"]
    x = weights["model.embed_tokens.weight"][ids]
    batch, steps, _ = x.shape
    hidden = torch.ones(steps, steps, dtype=torch.bool).triu(1)
    maps = []
    for layer in range(config["num_hidden_layers"]):
        w = lambda name: weights[f"model.layers.{layer}.{name}.weight"]
        y = norm(x, w("input_layernorm"), epsilon)
        cut = lambda name, n: torch.einsum("btc,dc->btd", y, w(name)).reshape(batch, steps, n, width).permute(0, 2, 1, 3)
        q = rotary(cut("self_attn.q_proj", heads), config["rope_theta"])
        k = rotary(cut("self_attn.k_proj", groups), config["rope_theta"])
        k, v = (each.repeat_interleave(heads // groups, dim=1) for each in (k, cut("self_attn.v_proj", groups)))
        scores = torch.einsum("bhqd,bhkd->bhqk", q, k) / math.sqrt(width)
        probabilities = scores.masked_fill(hidden, -math.inf).softmax(dim=-1)
        maps.append(probabilities)
        mixed = torch.einsum("bhqk,bhkd->bqhd", probabilities, v).reshape(batch, steps, heads * width)
        x = x + mixed @ w("self_attn.o_proj").t()
        y = norm(x, w("post_attention_layernorm"), epsilon)
        gate = y @ w("mlp.gate_proj").t()
        x = x + (gate * gate.sigmoid() * (y @ w("mlp.up_proj").t())) @ w("mlp.down_proj").t()
    head = "model.embed_tokens.weight" if config["tie_word_embeddings"] else "lm_head.weight"
    return norm(x, weights["model.norm.weight"], epsilon) @ weights[head].t(), maps


def rounded(tensor):
    return [float(f"{value:.8g}") for value in tensor.flatten().tolist()]


def dump(name, value):
    with open(f"{TARGET}/{name}.json", "w") as file:
        json.dump(value, file, separators=(",", ":"))
        file.write("\n")


def make_forward():
    with open(f"{SOURCE}/forward.json") as file:
        given = json.load(file)
    weights = read_weights(f"{SOURCE}/forward.safetensors")
    ids = torch.tensor(given["ids"]).reshape(given["shape"])
    logits, maps = forward(weights, given["config"], ids)
    probabilities = [rounded(layer) for layer in maps]
    dump("forward", {
        "from": f"tools/golden/golden.py, PyTorch {torch.__version__}, f64",
        "fingerprint": given["fingerprint"],
        "logits": rounded(logits),
        "probabilities": probabilities,
    })
    print("largest logit", logits.abs().max().item(), "largest probability off the diagonal",
          max(layer.tril(-1).max().item() for layer in maps))


def rate_of(step, schedule):
    """Linear warm-up to the peak, then one cosine down to floor · peak; steps count from 1."""
    if step <= schedule["warmup"]:
        return schedule["peak"] * step / schedule["warmup"]
    done = min(1.0, (step - schedule["warmup"]) / (schedule["steps"] - schedule["warmup"]))
    return schedule["peak"] * (schedule["floor"] + (1 - schedule["floor"]) * (1 + math.cos(math.pi * done)) / 2)


def make_training():
    with open(f"{SOURCE}/training.json") as file:
        given = json.load(file)
    settings = given["settings"]
    weights = {name: w.requires_grad_() for name, w in read_weights(f"{SOURCE}/training.safetensors").items()}
    chosen = settings["optimiser"]
    optimiser = torch.optim.AdamW(
        [
            {"params": [w for w in weights.values() if w.dim() > 1], "weight_decay": chosen["weightDecay"]},
            {"params": [w for w in weights.values() if w.dim() == 1], "weight_decay": 0.0},
        ],
        betas=(chosen["beta1"], chosen["beta2"]),
        eps=chosen["eps"],
    )
    shape = (settings["batch"], settings["context"])
    losses, norms = [], []
    for step, batch in enumerate(given["batches"], 1):
        logits, _ = forward(weights, given["config"], torch.tensor(batch["ids"]).reshape(shape))
        loss = cross_entropy(logits.flatten(0, 1), torch.tensor(batch["targets"]))
        optimiser.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(weights.values(), chosen["maxNorm"]))
        for group in optimiser.param_groups:
            group["lr"] = rate_of(step, settings["schedule"])
        optimiser.step()
        losses.append(loss.detach())
    dump("training", {
        "from": f"tools/golden/golden.py, PyTorch {torch.__version__}, torch.optim.AdamW, f64",
        "fingerprint": given["fingerprint"],
        "losses": rounded(torch.stack(losses)),
        "gradientNorms": rounded(torch.stack(norms)),
        "finalNorms": {name: float(f"{w.detach().norm().item():.8g}") for name, w in sorted(weights.items())},
    })
    print("losses", losses[0].item(), "→", losses[-1].item(), "norms", min(norms).item(), "…", max(norms).item())


if __name__ == "__main__":
    make_forward()
    make_training()
