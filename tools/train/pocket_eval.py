"""Exact-match accuracy on held-out questions, greedily decoded, by type, language and where the shortcut fails."""
import json
from collections import defaultdict

import torch


def load_questions(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


@torch.no_grad()
def accuracy(model, questions, batch=64):
    """[(question, is right)]. Right: the greedy continuation equals the answer's tokens, final stop included.

    Greedy decoding is right exactly when every answer token is the argmax after the true ones before it, so one
    forward pass over prompt and answer decides it.
    """
    order = sorted(range(len(questions)), key=lambda i: len(questions[i]["prompt"]))
    results = []
    for start in range(0, len(order), batch):
        chosen = [questions[i] for i in order[start : start + batch]]
        width = max(len(q["prompt"]) + len(q["answer"]) for q in chosen)
        ids = torch.zeros(len(chosen), width, dtype=torch.long)
        for row, q in enumerate(chosen):
            ids[row, : len(q["prompt"]) + len(q["answer"])] = torch.tensor(q["prompt"] + q["answer"])
        hidden = model.hidden(ids)
        for row, q in enumerate(chosen):
            first = len(q["prompt"]) - 1
            best = model.logits(hidden[row, first : first + len(q["answer"])]).argmax(-1)
            results.append((q, best.tolist() == q["answer"]))
    return results


def summarise(results):
    """Accuracies in percent with counts, keyed by group."""
    groups = defaultdict(list)
    for q, right in results:
        names = ["all", q["lang"], q["type"], f"{q['lang']} {q['type']}"]
        names.append("after " + ("2–4" if q["events"] < 5 else "5–6" if q["events"] < 7 else "7–8" if q["events"] < 9 else "9–10") + " events")
        if q["shortcutFails"]:
            names += ["shortcut fails", f"{q['lang']} shortcut fails", f"{q['type']} shortcut fails"]
        for name in names:
            groups[name].append(right)
    return {name: [round(100 * sum(group) / len(group), 1), len(group)] for name, group in sorted(groups.items())}
