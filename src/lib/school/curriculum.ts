// The 70 labs of the plan, as data: which exist is found out by looking (src/labs/index.ts), never written here.
import type { Text } from '../i18n/text';

/** A lab as planned. `track` and `slug` are folder names, URL parts and keys of progress: they never change. */
export interface PlannedLab {
  /** Short name, e.g. `X3`. */
  readonly id: string;
  readonly track: string;
  readonly slug: string;
  readonly title: Text;
}

type Row = readonly [id: string, slug: string, zh: string, en: string];

// prettier-ignore
const rows: Readonly<Record<string, readonly Row[]>> = {
  '01-compass': [
    ['G1', '01-skill-radar', '技能雷达与自适应学习计划', 'Skill radar and adaptive planner'],
    ['G2', '02-atlas', '模型·工具·论文图谱', 'Model, tool and paper atlas'],
    ['G3', '03-delivery-room', '交付室：项目、决策、面试与作品集', 'Delivery room: projects, decisions, interview, portfolio'],
  ],
  '02-foundations': [
    ['A1', '01-maths-bench', '数学台：线性代数·概率·信息论', 'Maths bench'],
    ['A2', '02-regression', '回归与梯度下降', 'Regression and gradient descent'],
    ['A3', '03-classic-ml', '经典算法与评估竞技场', 'Classic ML and evaluation arena'],
  ],
  '03-deep-networks': [
    ['B1', '01-autograd-mlp', '自动求导与 MLP 游乐场', 'Autograd tape and MLP playground'],
    ['B2', '02-optimiser-race', '优化器赛道与训练节律', 'Optimiser race, batch, accumulation, schedules'],
    ['B3', '03-cnn-to-vit', '从卷积到 ResNet 到 ViT', 'CNN to ResNet to ViT'],
    ['B4', '04-rnn-lstm-seq2seq', 'RNN·LSTM·GRU·Seq2Seq', 'Recurrent nets and first attention'],
    ['B5', '05-framework-dojo', '框架道场：张量到训练循环', 'Framework dojo (PyTorch / Keras / JAX / Transformers idioms)'],
  ],
  '04-nlp': [
    ['N1', '01-preprocessing', '文本预处理与向量化', 'Preprocessing and vectorising'],
    ['N2', '02-tokenizer-forge', '分词器锻造', 'Tokeniser forge'],
    ['N3', '03-tagging-arena', '标注与分类竞技场（POS·NER·情感）', 'Tagging and classification arena'],
    ['N4', '04-word-vectors', '词向量到上下文向量', 'Word2Vec, GloVe, ELMo, BERT embeddings'],
    ['N5', '05-knowledge-graph', '信息抽取与知识图谱', 'Information extraction and knowledge graph'],
  ],
  '05-transformer': [
    ['X1', '01-attention-by-hand', '徒手自注意力', 'Self-attention by hand'],
    ['X2', '02-block-anatomy', '位置编码与 Block 解剖', 'Positional encoding and block anatomy'],
    ['X3', '03-attention-microscope', '注意力显微镜', 'Attention microscope'],
    ['X4', '04-lens-and-patching', 'Logit lens、因果干预与特征', 'Logit lens, patching, ablation, features'],
    ['X5', '05-bert-gpt-t5', 'BERT·GPT·T5：目标与架构', 'MLM, NSP, CLM, span corruption'],
    ['X6', '06-moe-router', 'MoE 路由器', 'Mixture-of-experts router'],
  ],
  '06-pretraining': [
    ['P1', '01-data-factory', '数据工厂', 'Data factory'],
    ['P2', '02-train-gpt', '训练你自己的 GPT', 'Train your own GPT'],
    ['P3', '03-precision-and-memory', '混合精度与显存账本', 'Mixed precision and memory ledger'],
    ['P4', '04-scaling-laws', '缩放定律、AutoML 与 NAS', 'Scaling laws, AutoML, NAS'],
    ['D1', '05-all-reduce', 'All-Reduce 与真·数据并行', 'Collectives and real data-parallel workers'],
    ['D2', '06-parallelism-planner', '并行策略规划器', 'Parallelism planner (TP/PP/SP/EP/ZeRO)'],
    ['D3', '07-faults-and-interconnect', '故障、互联与存储', 'Faults, interconnect, storage'],
  ],
  '07-fine-tuning': [
    ['F1', '01-peft-bench', 'PEFT 擂台', 'PEFT bench: full, LoRA, adapter, prompt/prefix/P-tuning'],
    ['F2', '02-qlora', 'QLoRA：4 比特底座微调', 'QLoRA on a 4-bit base'],
    ['F3', '03-sft', 'SFT 与指令数据', 'SFT and instruction data'],
    ['F4', '04-preference-lab', '偏好实验室：RM·PPO·GRPO·DPO', 'Preference lab'],
    ['F5', '05-continual-learning', '持续学习与快速适应', 'Continual and online learning'],
  ],
  '08-compression': [
    ['Q1', '01-int4-vs-fp16', 'INT4 对 FP16 同屏对战', 'INT4 vs FP16 live arena'],
    ['Q2', '02-number-formats', '数字格式与量化网格', 'Number formats, PTQ grid and QAT'],
    ['Q3', '03-outliers', '离群值：LLM.int8·SmoothQuant·AWQ', 'Outliers lab'],
    ['Q4', '04-gptq-and-repair', 'GPTQ·SpQR·ZeroQuant 与低秩补偿', 'GPTQ, SpQR, ZeroQuant, low-rank repair'],
    ['Q5', '05-pruning', '剪枝与稀疏', 'Pruning and sparsity'],
    ['Q6', '06-distillation', '蒸馏：标准 KD 到 CoT 蒸馏', 'Distillation'],
  ],
  '09-inference': [
    ['I1', '01-decoding-studio', '解码工作室', 'Decoding studio'],
    ['I2', '02-kv-cache-flash-attention', 'KV Cache 与 FlashAttention', 'KV cache and FlashAttention'],
    ['I3', '03-paged-attention', 'PagedAttention 与连续批处理', 'PagedAttention and continuous batching'],
    ['I4', '04-kernel-sandbox', 'GPU 内核沙盒', 'WGSL kernel sandbox'],
    ['I5', '05-graph-compiler', '图编译器：融合与引擎', 'Graph compiler and runtimes (ONNX, TensorRT, XLA, TVM, MLIR)'],
    ['I6', '06-roofline-and-cost', 'Roofline、芯片与成本选型', 'Roofline, accelerator choice and cost'],
    ['I7', '07-serving-api', '服务接口、队列与缓存', 'Serving API, queues, caches'],
  ],
  '10-applications': [
    ['R1', '01-prompting', '提示与推理实验室', 'Prompt and reasoning lab'],
    ['R2', '02-vector-index', '嵌入与向量索引', 'Embeddings and vector index'],
    ['R3', '03-rag-builder', 'RAG 建造器', 'RAG builder'],
    ['R4', '04-evaluation', '评测与幻觉工作台', 'Evaluation and hallucination bench'],
    ['R5', '05-agents', '工具调用与 Agent 编排', 'Tool calling, agents and orchestration frameworks'],
    ['R6', '06-dialogue', '对话管理与智能客服', 'Dialogue manager and customer service'],
    ['R7', '07-generation-workshop', '生成工坊：摘要·翻译·代码·文案', 'Generation workshop'],
    ['R8', '08-recommender-and-experiments', '实时特征、推荐与 A/B 实验', 'Features, recommender, experimentation'],
  ],
  '11-multimodal': [
    ['M1', '01-clip-retrieval', 'CLIP、统一表示与跨模态检索', 'CLIP, DINO, shared representation, retrieval'],
    ['M2', '02-vision-language', '视觉语言模型、分割、视频与多模态 Agent', 'VLM, SAM, video, multimodal agent'],
    ['M3', '03-diffusion-and-gan', '扩散与 GAN', 'Diffusion and GAN'],
    ['M4', '04-speech', '语音：识别与合成', 'Speech recognition and synthesis'],
  ],
  '12-systems-and-safety': [
    ['O1', '01-command-dojo', '环境与命令道场', 'Environment and command dojo'],
    ['O2', '02-delivery-pipeline', '容器、CI/CD 与模型注册', 'Containers, CI/CD, model registry'],
    ['O3', '03-cluster-simulator', '集群、弹性与 Serverless 仿真', 'Cluster, autoscaling, serverless, service mesh'],
    ['O4', '04-observability', '可观测性与排障', 'Observability and incident room'],
    ['O5', '05-data-platform', '数据平台：批流存储与事件', 'Data platform: batch, stream, storage, events'],
    ['O6', '06-architecture-studio', '架构工作室：微服务与高可用', 'Architecture studio: microservices, HA, DR, scaling'],
    ['S1', '07-attack-range', '模型攻防靶场', 'Model attack and defence range'],
    ['S2', '08-privacy-computing', '隐私计算：DP·联邦·同态·脱敏', 'Privacy: DP, federated, homomorphic, de-identification'],
    ['S3', '09-fairness-audit', '公平、偏见与可解释审计', 'Fairness, bias and explainability audit'],
    ['S4', '10-injection-arena', '提示注入与内容安全擂台', 'Prompt injection and content-safety arena'],
    ['S5', '11-security-and-compliance', '系统安全与合规', 'System security and compliance'],
  ],
};

/** The folder names of the 12 tracks, in order. */
export const trackIds: readonly string[] = Object.keys(rows);

/** All labs in the order of the tracks. */
export const curriculum: readonly PlannedLab[] = trackIds.flatMap((track) =>
  (rows[track] ?? []).map(([id, slug, zh, en]) => ({ id, track, slug, title: { en, 'zh-CN': zh } })),
);

/** The planned lab with this short name, if there is one. */
export const plannedLab = (id: string): PlannedLab | undefined => curriculum.find((lab) => lab.id === id);
