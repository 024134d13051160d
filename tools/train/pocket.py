#!/usr/bin/python3
"""Trains the model shipped as static/models/pocket: a small Llama in PyTorch, on one CPU core.

    OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive /usr/bin/python3 tools/train/pocket.py

Reads what tools/data/corpus.ts wrote to .training/ and goes on from .training/checkpoint.pt when that is there:
stop it at any time (a plain kill saves first), run the same line again. Seeded: the rows of step n depend on the seed and n alone. The
learning rate follows the share of the time budget used (--minutes), or of --steps when that is given; the time
used is kept in the checkpoint. Log: .training/log.jsonl, one object per line.
"""
import argparse
import json
import math
import os
import signal
import time

import numpy as np
import torch

from pocket_model import CONFIG, Pocket
from pocket_eval import accuracy, load_questions, summarise


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", default=".training")
    parser.add_argument("--corpus", help="folder of train.* when it is not --dir")
    parser.add_argument("--questions", help="folder of questions.jsonl when it is not --dir")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=95.0, help="time budget, kept over restarts")
    parser.add_argument("--steps", type=int, default=0, help="a fixed number of steps instead of a time budget")
    parser.add_argument("--tokens", type=int, default=4096, help="tokens per step, padding included")
    parser.add_argument("--muon-lr", type=float, default=0.014)
    parser.add_argument("--adam-lr", type=float, default=0.003)
    parser.add_argument("--answer-weight", type=float, default=8.0)
    parser.add_argument("--story-share", type=float, default=0.2, help="share of the story's tokens that are scored")
    parser.add_argument("--grow", type=float, default=0.7, help="share of the run in which tales grow to full length")
    parser.add_argument("--packed", type=float, default=0.1, help="share of steps with several tales in a row of 256")
    parser.add_argument("--retold", type=float, default=0.3, help="share of steps with stories told twice")
    parser.add_argument("--save-every", type=float, default=120.0, help="seconds")
    parser.add_argument("--eval-every", type=float, default=420.0, help="seconds")
    return parser.parse_args()


class Corpus:
    """Tales as token ids, ordered from few events to many."""

    def __init__(self, folder, context, tokenizer):
        self.ids = np.fromfile(f"{folder}/train.bin", dtype=np.uint16)
        self.mask = np.fromfile(f"{folder}/train.mask", dtype=np.uint8)
        index = np.fromfile(f"{folder}/train.index", dtype=np.uint32).reshape(-1, 2).astype(np.int64)
        self.offset, self.length = index[:, 0], index[:, 1]
        self.context = context
        with open(f"{tokenizer}/tokenizer.json", encoding="utf8") as file:
            vocabulary = json.load(file)["model"]["vocab"]
        # Tokens in the vocabulary's byte symbols: full stops and line breaks; what only question lines hold.
        self.ends = [vocabulary[symbols] for symbols in (".", "ãĢĤ", "Ċ")]
        self.asks = [vocabulary[symbols] for symbols in ("Q", "ĠA", "éĹ®", "çŃĶ")]

    def rows(self, seed, step, tokens, reach, packed, retold):
        """Rows of step `step` as (ids [B, T+1], answer mask [B, T+1], kind); -1 in ids is padding.

        `reach` in (0, 1]: which part of the corpus, from its short end, is drawn from.
        """
        rng = np.random.default_rng([seed, step])
        count = max(64, int(len(self.offset) * reach))
        kind = rng.random()
        if kind < retold:
            return *self.retold_rows(rng, tokens, count), "retold"
        if kind < retold + packed:
            return *self.packed_rows(rng, tokens // self.context, count), "packed"
        # Tales of about one length share a batch, so that little is spent on padding.
        pool = rng.integers(0, count, size=512)
        pool = pool[np.argsort(self.length[pool], kind="stable")]
        middle = self.length[pool[rng.integers(0, len(pool))]]
        size = max(8, int(tokens // middle))
        start = int(np.clip(np.searchsorted(self.length[pool], middle) - size // 2, 0, len(pool) - size))
        chosen = pool[start : start + size]
        width = int(self.length[chosen].max())
        ids = np.full((size, width), -1, dtype=np.int64)
        mask = np.zeros((size, width), dtype=np.uint8)
        for row, tale in enumerate(chosen):
            span = slice(self.offset[tale], self.offset[tale] + self.length[tale])
            ids[row, : self.length[tale]] = self.ids[span]
            mask[row, : self.length[tale]] = self.mask[span]
        return ids, mask, "single"

    def retold_rows(self, rng, tokens, count):
        """A story's sentences, then the same ones in another order, which is what makes looking back pay at once.

        The second telling counts as answer: who, what and where follow from the first. Questions are left out.
        """
        rows = []
        while len(rows) < 96:
            tale = rng.integers(0, count)
            ids = self.ids[self.offset[tale] : self.offset[tale] + self.length[tale]].astype(np.int64)
            sentences = [s for s in np.split(ids[1:-1], 1 + np.flatnonzero(np.isin(ids[1:-1], self.ends)))]
            sentences = [s for s in sentences if len(s) > 3 and not np.isin(s, self.asks).any()]
            if len(sentences) < 2:
                continue
            first = np.concatenate([ids[:1], *sentences, ids[-1:]])
            again = np.concatenate([ids[:1], *(sentences[i] for i in rng.permutation(len(sentences))), ids[-1:]])
            if len(first) + len(again) > self.context + 1:
                continue
            rows.append((first, again))
        # Of many, those of about one length.
        rows.sort(key=lambda row: len(row[0]))
        start = rng.integers(0, len(rows) * 2 // 3)
        size = max(8, tokens // (2 * len(rows[start + len(rows) // 6][0])))
        rows = rows[start : start + size]
        width = 2 * len(rows[-1][0])
        ids = np.full((len(rows), width), -1, dtype=np.int64)
        mask = np.zeros((len(rows), width), dtype=np.uint8)
        for row, (first, again) in enumerate(rows):
            ids[row, : len(first) + len(again)] = np.concatenate([first, again])
            mask[row, len(first) + 1 : len(first) + len(again)] = 1
        return ids, mask

    def packed_rows(self, rng, size, count):
        """Tales one after another, each between <|bos|> and <|eos|>, cut at the context's end."""
        width = self.context + 1
        ids = np.zeros((size, width), dtype=np.int64)
        mask = np.zeros((size, width), dtype=np.uint8)
        for row in range(size):
            filled = 0
            while filled < width:
                tale = rng.integers(0, count)
                take = min(int(self.length[tale]), width - filled)
                span = slice(self.offset[tale], self.offset[tale] + take)
                ids[row, filled : filled + take] = self.ids[span]
                mask[row, filled : filled + take] = self.mask[span]
                filled += take
        return ids, mask


def orthogonalise(matrix):
    """Newton–Schulz iteration towards the nearest orthogonal matrix, batched [N, R, C]. Source: Jordan et al. 2024."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = matrix / (matrix.norm(dim=(1, 2), keepdim=True) + 1e-7)
    tall = x.size(1) > x.size(2)
    if tall:
        x = x.transpose(1, 2)
    for _ in range(5):
        gram = x @ x.transpose(1, 2)
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.transpose(1, 2) if tall else x


class Muon:
    """Momentum, orthogonalised, on the matrices inside the blocks; matrices of one shape go together."""

    def __init__(self, parameters, momentum=0.95):
        self.parameters = list(parameters)
        self.momentum = momentum
        self.buffers = [torch.zeros_like(p) for p in self.parameters]

    @torch.no_grad()
    def step(self, lr, decay):
        groups = {}
        for p, buffer in zip(self.parameters, self.buffers):
            buffer.mul_(self.momentum).add_(p.grad)
            groups.setdefault(tuple(p.shape), []).append((p, p.grad + self.momentum * buffer))
        for (rows, columns), pairs in groups.items():
            updates = orthogonalise(torch.stack([update for _, update in pairs]))
            scale = max(1.0, rows / columns) ** 0.5
            for (p, _), update in zip(pairs, updates):
                p.mul_(1 - lr * decay).add_(update, alpha=-lr * scale)


def learning_rate(progress):
    """Share of the peak: a short warm-up, flat, then down to zero over the last half."""
    return min(1.0, progress / 0.01 + 0.02, max(0.0, (1.0 - progress) / 0.5))


def weighted_loss(model, ids, mask, answer_weight, story_share):
    """Mean cross-entropy (nats) with answer tokens counted `answer_weight` times; also the plain means of both.

    Of the story's tokens only a random `story_share` is scored, with the weight of the rest on top: the same loss in
    expectation without most of the cost of the output matrix.
    """
    ids, mask = torch.from_numpy(ids), torch.from_numpy(mask)
    targets, answers = ids[:, 1:], mask[:, 1:].bool()
    scored = (targets >= 0) & (answers | (torch.rand(targets.shape) < story_share))
    hidden = model.hidden(ids[:, :-1].clamp(min=0))[scored]
    losses = torch.nn.functional.cross_entropy(model.logits(hidden), targets[scored], reduction="none")
    answers = answers[scored]
    weights = torch.where(answers, torch.tensor(answer_weight), torch.tensor(1 / story_share))
    loss = (losses * weights).sum() / weights.sum()
    mean = lambda chosen: losses.detach()[chosen].mean().item() if chosen.any() else 0.0
    return loss, mean(~answers), mean(answers)


def save(path, state):
    torch.save(state, path + ".part")
    os.replace(path + ".part", path)


def main():
    options = parse_arguments()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    model = Pocket(CONFIG)
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n]
    others = [p for n, p in model.named_parameters() if p.dim() < 2 or "embed" in n]
    muon = Muon(matrices)
    adam = torch.optim.AdamW(others, lr=options.adam_lr, betas=(0.9, 0.98), weight_decay=0.0)
    corpus = Corpus(options.corpus or options.dir, CONFIG["max_position_embeddings"], options.dir)
    questions = load_questions(f"{options.questions or options.dir}/questions.jsonl")
    state = {"step": 0, "seconds": 0.0, "tokens": 0}
    path = f"{options.dir}/checkpoint.pt"
    if os.path.exists(path):
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        adam.load_state_dict(saved["adam"])
        muon.buffers = saved["muon"]
        state = saved["state"]
        print(f"going on from step {state['step']}", flush=True)
    train(options, model, muon, adam, corpus, questions, state, path)


def train(options, model, muon, adam, corpus, questions, state, path):
    log = open(f"{options.dir}/log.jsonl", "a")
    write = lambda entry: (log.write(json.dumps(entry) + "\n"), log.flush(), print(json.dumps(entry), flush=True))
    last = saved_at = evaluated_at = time.time()
    running, retold = [], []
    keep = lambda: save(path, {"model": model.state_dict(), "adam": adam.state_dict(), "muon": muon.buffers, "state": state})
    stop = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    while not stop:
        progress = state["step"] / options.steps if options.steps else state["seconds"] / (60 * options.minutes)
        if progress >= 1:
            break
        reach = min(1.0, 0.12 + 0.88 * progress / options.grow)
        ids, mask, kind = corpus.rows(options.seed, state["step"], options.tokens, reach, options.packed, options.retold)
        torch.manual_seed(options.seed * 1_000_003 + state["step"])
        loss, plain, answers = weighted_loss(model, ids, mask, options.answer_weight, options.story_share)
        model.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        rate = learning_rate(progress)
        for group in adam.param_groups:
            group["lr"] = options.adam_lr * rate
        adam.step()
        muon.step(options.muon_lr * rate, 0.05)
        now = time.time()
        # A pause of the machine is no training time.
        state["seconds"] += min(now - last, 20.0)
        last = now
        state["step"] += 1
        state["tokens"] += int((ids >= 0).sum())
        (retold if kind == "retold" else running).append((loss.item(), plain, answers))
        if not math.isfinite(loss.item()):
            raise SystemExit(f"the loss is not finite at step {state['step']}")
        if state["step"] % 100 == 0:
            loss, plain, answers = np.mean(running, axis=0).round(4).tolist()
            entry = {"loss": loss, "story": plain, "answers": answers}
            if retold:
                entry["retold"] = round(float(np.mean(retold, axis=0)[2]), 4)
            write({**state, "seconds": round(state["seconds"]), "progress": round(progress, 4), **entry})
            running, retold = [], []
        if now - saved_at > options.save_every:
            saved_at = now
            keep()
        if now - evaluated_at > options.eval_every:
            write({**state, "eval": summarise(accuracy(model, questions[:600]))})
            evaluated_at = last = time.time()
    keep()
    if stop:
        return
    write({**state, "done": True, "eval": summarise(accuracy(model, questions))})


if __name__ == "__main__":
    main()
