/**
 * Faults put into kernels on purpose, to see that the suite would find them: text of a real kernel and what stands
 * there instead.
 *
 * Left out, because whether they show is not decided by the program: guards around a whole thread (`i < size`: WebGPU
 * itself keeps such a thread inside its buffers, where it writes the value that is there anyway, or nothing); races
 * between threads of one dispatch; exponents that overflow (WGSL may assume that no infinity comes up).
 * A barrier that is dropped is such a race too, by the letter; the three below wait for values of threads that an
 * adapter running its waves one after another has not started, so there they always show. They are marked.
 */
export interface Spoil {
  readonly what: string;
  /** Name of the op. */
  readonly op: string;
  /** The case that shows it: one is enough, and kernels take seconds to compile on a software adapter. */
  readonly shownBy: string;
  /** Pairs of text: each must occur in a kernel of the op. Only the first place of each is changed. */
  readonly changes: ReadonlyArray<readonly [from: string, to: string]>;
  /** Shows only where memory was used before: inputs and outputs inside one arena. */
  readonly arena?: true;
  /** Needs an adapter whose waves run one after another, as SwiftShader's do. */
  readonly barrier?: true;
}

const BARRIER = 'workgroupBarrier();';

export const SPOILS: readonly Spoil[] = [
  {
    what: 'the sum ends one early',
    op: 'matmul',
    shownBy: 'naive NN 37×19×53',
    changes: [['k < params.inner; k++', 'k + 1u < params.inner; k++']],
  },
  {
    what: 'a block is multiplied from the wrong side',
    op: 'matmul',
    shownBy: 'default NN 36×20×44',
    changes: [
      ['load_b_block(k, column) * load_a_block(row, k)', 'load_a_block(row, k) * load_b_block(k, column)'],
    ],
  },
  {
    what: 'rows and columns of a tile are swapped',
    op: 'matmul',
    shownBy: 'tiled NN 37×19×53',
    changes: [['a_tile[local.y * TILE + step]', 'a_tile[step * TILE + local.y]']],
  },
  {
    what: 'nothing guards the tail of a tile',
    op: 'matmul',
    shownBy: 'tiled NN 37×19×53',
    changes: [
      ['row >= params.rows || k >= params.inner', 'row >= params.rows'],
      ['k >= params.inner || column >= params.columns', 'column >= params.columns'],
    ],
  },
  {
    what: 'the last slice of a sum is left out',
    op: 'matmul',
    shownBy: 'gemv NT 3×1024×67',
    changes: [['s < SLICES; s++', 's + 1u < SLICES; s++']],
  },
  {
    what: 'the first barrier of a tile is dropped',
    op: 'matmul',
    shownBy: 'tiled NN 37×19×53',
    changes: [[`${BARRIER}\n    for (var step`, 'for (var step']],
    barrier: true,
  },
  {
    what: 'int4 codes lose their sign',
    op: 'matmul-quantised',
    shownBy: 'int4 default 5×64×40',
    changes: [
      ['bitcast<i32>(word >> ((k & 4u) * 4u))', 'word >> ((k & 4u) * 4u)'],
      ['(vec4i(half) << vec4u(28u, 24u, 20u, 16u))', '(vec4u(half) << vec4u(28u, 24u, 20u, 16u))'],
    ],
  },
  {
    what: 'int4 codes come in the wrong order',
    op: 'matmul-quantised',
    shownBy: 'int4 default 1×64×40',
    changes: [['28u, 24u, 20u, 16u', '16u, 20u, 24u, 28u']],
  },
  {
    what: 'int8 codes lose their sign',
    op: 'matmul-quantised',
    shownBy: 'int8 default 5×64×40',
    changes: [
      ['bitcast<i32>(weight[', '(weight['],
      ['(vec4i(word) << vec4u(24u, 16u, 8u, 0u))', '(vec4u(word) << vec4u(24u, 16u, 8u, 0u))'],
    ],
  },
  {
    what: 'a group begins four weights early',
    op: 'matmul-quantised',
    shownBy: 'int4 by 32 default 1×100×35',
    changes: [['let at = k / params.group;', 'let at = (k + 4u) / params.group;']],
  },
  {
    what: 'both halves of a word take the first scale',
    op: 'matmul-quantised',
    shownBy: 'int8 by 32 default 1×100×35',
    changes: [['select(pair.x, pair.y, at % 2u == 1u)', 'pair.x']],
  },
  {
    what: 'the causal mask is missing',
    op: 'attention',
    shownBy: 'tail',
    changes: [
      [
        'if (params.causal == 0u) {\n    return vec2u(0u, params.key_rows);',
        'if (true) {\n    return vec2u(0u, params.key_rows);',
      ],
    ],
  },
  {
    what: 'a token does not see itself',
    op: 'attention-probs',
    shownBy: 'tail',
    changes: [['params.position + row + 1u', 'params.position + max(row, 1u)']],
  },
  {
    what: 'the window is one too wide',
    op: 'attention',
    shownBy: 'window',
    changes: [
      [
        'select(0u, end - params.window, end > params.window)',
        'select(0u, end - params.window - 1u, end > params.window + 1u)',
      ],
    ],
  },
  {
    what: 'keys behind the last one count',
    op: 'attention',
    shownBy: 'tail',
    changes: [['scores = existing(scores, HIDDEN, more);', '']],
  },
  {
    what: 'query heads share the wrong keys',
    op: 'attention',
    shownBy: 'grouped queries',
    changes: [['head * params.kv_heads / params.heads', 'head % params.kv_heads']],
  },
  {
    what: 'what was summed does not fade when the maximum rises',
    op: 'attention',
    shownBy: 'grouped queries',
    changes: [['total = total * fade', 'total = total']],
  },
  {
    what: 'the gradient of keys sees the future',
    op: 'attention-backward',
    shownBy: 'tail',
    changes: [
      [
        'if (params.causal == 0u) {\n    return vec2u(0u, params.query_rows);',
        'if (true) {\n    return vec2u(0u, params.query_rows);',
      ],
    ],
  },
  {
    what: 'hidden cells keep their old bytes',
    op: 'attention-probs',
    shownBy: 'tail',
    changes: [['probs[start + key] = 0.0;', '']],
    arena: true,
  },
  {
    what: 'the cache is read from the wrong position',
    op: 'attention-cached',
    shownBy: 'one token',
    changes: [['params.position + row + 1u', 'params.position + row']],
  },
  {
    what: 'rows are always written at the beginning',
    op: 'cache-write',
    shownBy: 'one row',
    changes: [['params.position * params.width + i', 'i']],
  },
  {
    what: 'the sine has the wrong sign',
    op: 'rope',
    shownBy: 'heads apart',
    changes: [['a * turn.x - b * sine', 'a * turn.x + b * sine']],
  },
  {
    what: 'the position is left out',
    op: 'rope',
    shownBy: 'heads in a row, from a position',
    changes: [['f32(params.position + ', 'f32(']],
  },
  {
    what: 'the mean is a sum',
    op: 'rms-norm',
    shownBy: 'one row',
    changes: [[' / f32(params.columns)', '']],
  },
  {
    what: 'the barrier before adding up the lanes is dropped',
    op: 'rms-norm',
    shownBy: 'one row',
    changes: [[`lane_values[thread] = value;\n  ${BARRIER}`, 'lane_values[thread] = value;']],
    barrier: true,
  },
  {
    what: 'what was summed does not fade when the maximum rises',
    op: 'softmax',
    shownBy: 'short rows',
    changes: [['total * exp(highest - z) + 1.0', 'total + 1.0']],
  },
  {
    what: 'the target is the next column',
    op: 'cross-entropy',
    shownBy: 'short rows',
    changes: [['targets[row]', '(targets[row] + 1u)']],
  },
  {
    what: 'the barrier of the tree is dropped',
    op: 'cross-entropy',
    shownBy: 'short rows',
    changes: [[`step /= 2u) {\n    ${BARRIER}`, 'step /= 2u) {']],
    barrier: true,
  },
  {
    what: 'only the first of equal ids gets a gradient',
    op: 'embedding-backward',
    shownBy: 'repeated',
    changes: [['n = chain[params.positions + n]', 'n = params.positions']],
  },
  {
    what: 'there is no bias correction',
    op: 'adamw',
    shownBy: 'first step, tail',
    changes: [['one_minus_exp(params.step * params.log_beta1)', '1.0']],
  },
  {
    what: 'the moments are not kept',
    op: 'adamw',
    shownBy: 'later steps, clipped',
    changes: [['v[i] = second;', '']],
  },
  {
    what: 'of equal ones the highest wins',
    op: 'argmax',
    shownBy: 'ties, a workgroup a row',
    changes: [['best_columns[other] < column', 'best_columns[other] > column']],
  },
  {
    what: 'the last number of a run is left out',
    op: 'sum',
    shownBy: 'tail',
    changes: [['i < end; i += THREADS', 'i + 1u < end; i += THREADS']],
  },
];
