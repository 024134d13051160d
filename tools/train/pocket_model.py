"""The PyTorch twin of the shipped model: a Llama as Hugging Face writes it, with its names and its conventions.

RMSNorm before each part, rotary positions (rotate_half), causal grouped-query attention, SwiGLU, tied embeddings,
no biases. Parameter names are those of `LlamaForCausalLM`. Runs in f32.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

CONFIG = {
    "vocab_size": 2048,
    "hidden_size": 128,
    "intermediate_size": 352,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 32,
    "max_position_embeddings": 256,
    "rope_theta": 10000.0,
    "rms_norm_eps": 1e-5,
}


class RMSNorm(nn.Module):
    def __init__(self, size, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


def rope_tables(length, head_dim, theta):
    """cos and sin [T, D] with the frequencies twice, one copy per half."""
    frequency = theta ** (-torch.arange(0, head_dim, 2).float() / head_dim)
    angle = torch.arange(length).float()[:, None] * frequency[None, :]
    angle = torch.cat([angle, angle], dim=-1)
    return angle.cos(), angle.sin()


def rotate(x, cos, sin):
    half = x.size(-1) // 2
    turned = torch.cat([-x[..., half:], x[..., :half]], dim=-1)
    return x * cos + turned * sin


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.heads, self.kv_heads = config["num_attention_heads"], config["num_key_value_heads"]
        self.head_dim = config["head_dim"]
        size = config["hidden_size"]
        self.q_proj = nn.Linear(size, self.heads * self.head_dim, bias=False)
        self.k_proj = nn.Linear(size, self.kv_heads * self.head_dim, bias=False)
        self.v_proj = nn.Linear(size, self.kv_heads * self.head_dim, bias=False)
        self.o_proj = nn.Linear(self.heads * self.head_dim, size, bias=False)

    def forward(self, x, cos, sin, causal, tap=None):
        B, T, _ = x.shape
        split = lambda y, heads: y.view(B, T, heads, self.head_dim).transpose(1, 2)
        q = rotate(split(self.q_proj(x), self.heads), cos, sin)
        k = rotate(split(self.k_proj(x), self.kv_heads), cos, sin)
        v = split(self.v_proj(x), self.kv_heads)
        # The query heads of one group go through one product: [B, KV, G·T, D] · [B, KV, D, T].
        group = self.heads // self.kv_heads
        q = q.reshape(B, self.kv_heads, group * T, self.head_dim) * (1 / math.sqrt(self.head_dim))
        scores = (q @ k.transpose(2, 3)).view(B, self.kv_heads, group, T, T) + causal
        probabilities = scores.softmax(-1)
        if tap is not None:
            tap.append(probabilities.reshape(B, self.heads, T, T))
        mixed = probabilities.view(B, self.kv_heads, group * T, T) @ v
        mixed = mixed.view(B, self.heads, T, self.head_dim).transpose(1, 2).reshape(B, T, -1)
        return self.o_proj(mixed)


class MLP(nn.Module):
    def __init__(self, config):
        super().__init__()
        size, inner = config["hidden_size"], config["intermediate_size"]
        self.gate_proj = nn.Linear(size, inner, bias=False)
        self.up_proj = nn.Linear(size, inner, bias=False)
        self.down_proj = nn.Linear(inner, size, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.input_layernorm = RMSNorm(config["hidden_size"], config["rms_norm_eps"])
        self.self_attn = Attention(config)
        self.post_attention_layernorm = RMSNorm(config["hidden_size"], config["rms_norm_eps"])
        self.mlp = MLP(config)

    def forward(self, x, cos, sin, causal, tap=None):
        x = x + self.self_attn(self.input_layernorm(x), cos, sin, causal, tap)
        return x + self.mlp(self.post_attention_layernorm(x))


class Decoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embed_tokens = nn.Embedding(config["vocab_size"], config["hidden_size"])
        self.layers = nn.ModuleList(Block(config) for _ in range(config["num_hidden_layers"]))
        self.norm = RMSNorm(config["hidden_size"], config["rms_norm_eps"])


class Pocket(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.model = Decoder(config)
        length = config["max_position_embeddings"] + 1
        cos, sin = rope_tables(length, config["head_dim"], config["rope_theta"])
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        causal = torch.full((length, length), float("-inf")).triu(1)
        self.register_buffer("causal", causal, persistent=False)
        self.apply(self.initialise)

    def initialise(self, module):
        if isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, std=0.05)
        elif isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, std=0.5 / math.sqrt(module.in_features))

    def hidden(self, ids, tap=None):
        """ids [B, T] → final normed hidden states [B, T, C]. `tap` collects attention probabilities per layer."""
        T = ids.size(1)
        x = self.model.embed_tokens(ids)
        for layer in self.model.layers:
            x = layer(x, self.cos[:T], self.sin[:T], self.causal[:T, :T], tap)
        return self.model.norm(x)

    def logits(self, hidden):
        return hidden @ self.model.embed_tokens.weight.T
