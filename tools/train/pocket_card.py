"""The model card of static/models/pocket, written from measured numbers alone."""

TYPES = ["where-thing", "where-carried", "where-person", "who-has", "what-has", "who-told", "how-many"]
LANGS = {"en": "English", "zh-CN": "Chinese"}
NOTE_EN = {
    "where-thing": "where a thing was last put",
    "where-carried": "where a thing is that someone carries (two steps)",
    "where-person": "where a person went last",
    "who-has": "in whose hands a thing is",
    "what-has": "what a person is holding",
    "who-told": "who told whom about what",
    "how-many": "how many after finding and losing",
}


def accuracy_table(report):
    rows = ["| question | language | model | last one mentioned | most frequent answer | questions |", "| --- | --- | --- | --- | --- | --- |"]
    for kind in TYPES:
        for lang, name in LANGS.items():
            key = f"{lang} {kind}"
            if key not in report["accuracy"]:
                continue
            model, _ = report["accuracy"][key]
            base = report["baselines"][key]
            rows.append(
                f"| {kind}: {NOTE_EN[kind]} | {name} | **{model} %** | {base['lastMentioned']} % "
                f"| {base['mostFrequent']} % | {base['questions']} |"
            )
    return "\n".join(rows)


def fails_table(report):
    rows = ["| where «the last one mentioned» is wrong | model | questions |", "| --- | --- | --- |"]
    for key in ["shortcut fails", *(f"{lang} shortcut fails" for lang in LANGS), *(f"{kind} shortcut fails" for kind in TYPES)]:
        if key in report["accuracy"]:
            value, count = report["accuracy"][key]
            rows.append(f"| {key.replace(' shortcut fails', '').replace('shortcut fails', 'all')} | {value} % | {count} |")
    return "\n".join(rows)


def length_line(report):
    parts = [f"{value} % {key}" for key, (value, _) in report["accuracy"].items() if key.startswith("after ")]
    return "By length of the story before the question: " + ", ".join(parts) + "."


def write_card(path, report, config, parameters):
    state, losses, accuracy = report["state"], report["losses"], report["accuracy"]
    quote = lambda text: "\n".join("> " + (line or " ") for line in text.strip().split("\n"))
    gap = abs(accuracy["en"][0] - accuracy["zh-CN"][0])
    text = f"""---
license: mit
language: [en, zh]
library_name: transformers
pipeline_tag: text-generation
---

# pocket

A Llama-shaped language model of {parameters:,} parameters that tells very short stories in English and Chinese and
answers questions about them. It is made to be looked into, in a browser tab, not to be useful.

| | |
| --- | --- |
| shape | {config['num_hidden_layers']} layers, width {config['hidden_size']}, {config['num_attention_heads']} heads with {config['num_key_value_heads']} KV heads of {config['head_dim']}, SwiGLU {config['intermediate_size']}, RoPE θ {config['rope_theta']:.0f}, tied embeddings, no biases |
| vocabulary | {config['vocab_size']}: 256 bytes, {config['vocab_size'] - 258} merges by `src/lib/tokenizers/bpe`, `<|bos|>`, `<|eos|>` |
| context it was trained on | {config['max_position_embeddings']} tokens |
| file | F16, {2 * parameters / 1e6:.2f} MB |
| data | `src/lib/data/tales`: 300,000 tales of seed 20 (25.7 M tokens), then 120,000 of seed 21 with more questions (12.7 M); written by a generator, no text from elsewhere |
| training | `tools/train/pocket.py`, seed 20, {state['step']:,} steps, {state['tokens'] / 1e6:.1f} M tokens seen, {state['seconds'] / 60:.0f} minutes on one core of a busy machine; Muon on the matrices, AdamW on the rest, answers counted 4 to 12 times, part of the stories told twice; settings were changed on the way, step by step in `tools/train/README.md` |
| held-out loss | {losses['all']['loss']:.4f} nats a token over {losses['all']['tokens']:,} tokens (English {losses['en']['loss']:.4f}, Chinese {losses['zh-CN']['loss']:.4f}); most of it is the story's own chance |
| licence | MIT |

## Accuracy on held-out questions

Exact match, decoded greedily, on tales of 3 to 8 events whose name–thing–place combinations never occur in training.
All: **{accuracy['all'][0]} %** of {accuracy['all'][1]:,}; English {accuracy['en'][0]} %, Chinese {accuracy['zh-CN'][0]} % (gap {gap:.1f} points).

{accuracy_table(report)}

{length_line(report)}
Tales of 9 and 10 events, longer than nearly all it was trained on: {report['longer'][0]} % of {report['longer'][1]:,}.

{fails_table(report)}

«Last one mentioned» answers with the last place (person, thing, number) the text named; «most frequent answer» always
says the commonest answer of that type and language among these very questions.

## What it writes

Sampled at temperature 0.8, seeds 1–3, the first from nothing, the others from one story's beginning:

{(chr(10) + chr(10)).join(quote(sample) for sample in report['samples'])}

## What it cannot do

- It knows the generator's sentences, names, things and places, and nothing else: no facts, no arithmetic beyond
  single digits, no chat. Other words are spelled in bytes it never learned to follow.
- It loses track in long stories: it was trained on tales of mostly 3 to 8 events and at most 256 tokens.
- Its answers can be wrong in the fluent way all language models are; the tables say how often.

## Files

`model.safetensors` (Hugging Face Llama names), `config.json`, `tokenizer.json`, `heldout.json` and `heldout.txt`
(held-out tales with the loss recorded from these f16 weights), `golden.json` (logits and attention probabilities
for two prompts), `report.json` (every number on this card). How to train it again: `tools/train/README.md`.

## 中文说明

这是一个 {parameters:,} 参数的小语言模型，结构与 Llama 相同，会用中文和英文讲很短的故事，并回答关于故事的问题。
它的用处是让人在浏览器里把一个模型从头到尾看清楚，而不是拿来干活。

- **数据**：由 `src/lib/data/tales` 按固定种子生成的小故事（种子 20 的 30 万篇，种子 21 的 12 万篇），没有使用任何外部文本。
- **划分**：「人名—物品—地点」的组合有十分之一只出现在留出集里，训练时从未见过。
- **训练**：种子 20，{state['step']:,} 步，{state['tokens'] / 1e6:.1f} 百万词元，单核 CPU {state['seconds'] / 60:.0f} 分钟；留出集损失 {losses['all']['loss']:.4f}。
- **准确率**：留出集问题总计 {accuracy['all'][0]} %，中文 {accuracy['zh-CN'][0]} %，英文 {accuracy['en'][0]} %；
  在「照抄最后提到的那个」必错的题目上为 {accuracy['shortcut fails'][0]} %。分题型的数字与两种基线见上表。
- **做不到的事**：只认识生成器里的句式和词语；没有常识，不会聊天；故事一长就会记错。
- **许可证**：MIT。
"""
    with open(path, "w", encoding="utf8") as file:
        file.write(text)
