#!/usr/bin/python3
"""Writes static/models/pocket from a checkpoint: weights in f16, config, tokenizer, and what proves them.

    /usr/bin/python3 tools/train/export.py [--dir .training] [--out static/models/pocket] [--questions 0]

Everything recorded (held-out loss, golden numbers, accuracy) is computed in f32 from the weights after they were
rounded to f16, so that a reader of the file can reproduce it. --questions limits the evaluation (0: all).
"""
import argparse
import json
import shutil
import struct
from collections import Counter, defaultdict

import torch

from pocket_card import write_card
from pocket_eval import accuracy, load_questions, summarise
from pocket_model import CONFIG, Pocket

PROMPTS = "golden-prompts.json"


def load_rounded(path):
    """The checkpoint's model with every weight rounded to f16, as f32; and the training state."""
    saved = torch.load(path, map_location="cpu")
    model = Pocket(CONFIG)
    model.load_state_dict({name: weight.half().float() for name, weight in saved["model"].items()})
    return model.eval(), saved["state"]


def write_safetensors(path, tensors, metadata):
    """Little-endian f16 tensors in one file, header padded to 8 bytes. Source: the safetensors format's own page."""
    header, offset = {"__metadata__": metadata}, 0
    for name, tensor in tensors.items():
        size = tensor.numel() * 2
        header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.half().contiguous().numpy().tobytes())


def hf_config():
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        **CONFIG,
        "attention_bias": False,
        "mlp_bias": False,
        "attention_dropout": 0.0,
        "hidden_act": "silu",
        "initializer_range": 0.05,
        "rope_scaling": None,
        "tie_word_embeddings": True,
        "torch_dtype": "float16",
        "use_cache": True,
        "bos_token_id": CONFIG["vocab_size"] - 2,
        "eos_token_id": CONFIG["vocab_size"] - 1,
    }


@torch.no_grad()
def held_out_loss(model, tales):
    """Adds `nll` (sum, nats) and `predicted` to each tale; returns totals by language and over all."""
    totals = defaultdict(lambda: [0.0, 0])
    for tale in tales:
        ids = torch.tensor([tale["ids"]])
        logits = model.logits(model.hidden(ids[:, :-1]))[0]
        nll = torch.nn.functional.cross_entropy(logits.double(), ids[0, 1:], reduction="sum").item()
        tale["nll"], tale["predicted"] = round(nll, 6), ids.size(1) - 1
        for key in ("all", tale["lang"]):
            totals[key][0] += nll
            totals[key][1] += tale["predicted"]
    return {key: {"loss": round(nll / count, 8), "tokens": count} for key, (nll, count) in totals.items()}


@torch.no_grad()
def golden(model, prompts):
    """For each prompt: logits [V] after its last token, attention probabilities [layer][head][query][key]."""
    rounded = lambda tensor: [float(f"{value:.7g}") for value in tensor.flatten().tolist()]
    out = []
    for prompt in prompts:
        tap = []
        ids = torch.tensor([prompt["ids"]])
        hidden = model.hidden(ids, tap)
        attention = torch.cat(tap)
        out.append({
            **prompt,
            "logits": rounded(model.logits(hidden[0, -1])),
            "attentionShape": list(attention.shape),
            "attention": rounded(attention),
        })
    return out


def baselines(questions):
    """Per language and type: what «last one mentioned» and «most frequent answer» score, in percent."""
    groups = defaultdict(list)
    for q in questions:
        groups[f"{q['lang']} {q['type']}"].append(q)
    out = {}
    for name, group in sorted(groups.items()):
        top = Counter(tuple(q["answer"]) for q in group).most_common(1)[0][1]
        last = sum(not q["shortcutFails"] for q in group)
        out[name] = {
            "lastMentioned": round(100 * last / len(group), 1),
            "mostFrequent": round(100 * top / len(group), 1),
            "questions": len(group),
        }
    return out


@torch.no_grad()
def sample(model, ids, count, temperature, seed):
    """A continuation of at most `count` tokens, up to <|eos|>."""
    generator = torch.Generator().manual_seed(seed)
    ids = list(ids)
    for _ in range(count):
        logits = model.logits(model.hidden(torch.tensor([ids])))[0, -1]
        chosen = int(torch.multinomial((logits / temperature).softmax(-1), 1, generator=generator))
        if chosen == CONFIG["vocab_size"] - 1:
            break
        ids.append(chosen)
    return ids


def byte_decoder(tokenizer):
    """Token ids → text, from tokenizer.json's vocabulary (GPT-2's printable bytes)."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    byte_of = {chr(b): b for b in printable}
    for index, b in enumerate(b for b in range(256) if b not in printable):
        byte_of[chr(0x100 + index)] = b
    specials = {token["id"] for token in tokenizer["added_tokens"]}
    text_of = {id: symbols for symbols, id in tokenizer["model"]["vocab"].items()}
    spell = lambda id: b"" if id in specials else bytes(byte_of[c] for c in text_of[id])
    return lambda ids: b"".join(spell(id) for id in ids).decode("utf8", "replace")


def dump(path, value):
    with open(path, "w", encoding="utf8") as file:
        json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", default=".training")
    parser.add_argument("--out", default="static/models/pocket")
    parser.add_argument("--questions", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, state = load_rounded(f"{options.dir}/checkpoint.pt")
    names = {name: weight for name, weight in model.state_dict().items()}
    write_safetensors(f"{options.out}/model.safetensors", names, {"format": "pt"})
    with open(f"{options.out}/config.json", "w") as file:
        file.write(json.dumps(hf_config(), indent=2) + "\n")
    shutil.copy(f"{options.dir}/tokenizer.json", f"{options.out}/tokenizer.json")

    with open(f"{options.dir}/heldout.json", encoding="utf8") as file:
        held_out = json.load(file)
    losses = held_out_loss(model, held_out["tales"])
    dump(f"{options.out}/heldout.json", {"protocol": held_out["protocol"], "losses": losses, "tales": held_out["tales"]})
    with open(f"{options.out}/heldout.txt", "w", encoding="utf8") as file:
        file.write("\n\n".join(tale["text"].rstrip("\n") for tale in held_out["tales"]) + "\n")
    with open(f"{options.dir}/{PROMPTS}", encoding="utf8") as file:
        prompts = json.load(file)
    dump(f"{options.out}/golden.json", {"weights": "f16, computed in f32 by PyTorch", "prompts": golden(model, prompts)})

    questions = load_questions(f"{options.dir}/questions.jsonl")
    results = summarise(accuracy(model, questions[: options.questions] if options.questions else questions))
    longer = summarise(accuracy(model, load_questions(f"{options.dir}/questions-longer.jsonl")))["all"]
    with open(f"{options.dir}/tokenizer.json", encoding="utf8") as file:
        decode = byte_decoder(json.load(file))
    bos = CONFIG["vocab_size"] - 2
    starts = [[bos]] + [p["ids"][: p["story"]] for p in prompts]
    samples = [decode(sample(model, start, 120, 0.8, seed)) for seed, start in enumerate(starts, 1)]
    report = {"state": state, "losses": losses, "accuracy": results, "longer": longer}
    report |= {"baselines": baselines(questions), "samples": samples}
    dump(f"{options.out}/report.json", report)
    write_card(f"{options.out}/README.md", report, CONFIG, sum(w.numel() for w in model.parameters()))
    print(json.dumps({"state": state, "losses": losses, "all": results["all"]}))
    print("\n---\n".join(samples))


if __name__ == "__main__":
    main()
