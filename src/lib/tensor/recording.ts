/**
 * A recording: which ops run on which tensors, in order. It holds no data and belongs to no device; a device
 * compiles it into a program that is replayed. Gradients are recorded into the same list (tape.ts).
 *
 * @example
 * const r = createRecording();
 * const x = r.input('x', f32(2, 3));
 * r.output('y', add(r, x, r.use(bias)));
 */
import type { TensorSpec } from '../base/dtype';
import { copy } from '../kernels/copy';
import type { Op, Recorder, Ref } from '../kernels/op';
import type { Variable } from './device';

/** One op applied. Attrs are kept with their op, so each call is type-safe where it was made. */
export interface RecordedCall {
  readonly op: Op<unknown>;
  readonly inputs: readonly Ref[];
  readonly outputs: readonly Ref[];
  readonly attrs: unknown;
}

export interface Recording extends Recorder {
  readonly calls: readonly RecordedCall[];
  /** Spec of every tensor by id. */
  readonly specs: readonly TensorSpec[];
  readonly inputs: ReadonlyMap<string, Ref>;
  readonly outputs: ReadonlyMap<string, Ref>;
  readonly variables: ReadonlyMap<Ref, Variable>;
  /** A tensor that each run is given by name. @throws Error when the name is taken. */
  input(name: string, spec: TensorSpec): Ref;
  /** A variable of the device, the same Ref each time. */
  use(variable: Variable): Ref;
  /** Names a tensor that runs may read back; it then has a buffer of its own. */
  output(name: string, ref: Ref): void;
}

export function createRecording(): Recording {
  const calls: RecordedCall[] = [];
  const specs: TensorSpec[] = [];
  const inputs = new Map<string, Ref>();
  const outputs = new Map<string, Ref>();
  const variables = new Map<Ref, Variable>();
  const used = new Map<Variable, Ref>();

  const make = (spec: TensorSpec): Ref => {
    specs.push(spec);
    return { id: specs.length - 1, spec };
  };

  function record<Attrs>(op: Op<Attrs>, given: readonly Ref[], attrs: Attrs): Ref[] {
    const seen = new Set<number>();
    const args = given.map((ref) => {
      if (!seen.has(ref.id)) {
        seen.add(ref.id);
        return ref;
      }
      return record(copy, [ref], {})[0]!;
    });
    const made = op.infer(
      args.map(({ spec }) => spec),
      attrs,
    );
    const results = made.map(make);
    calls.push({ op: op as Op<unknown>, inputs: args, outputs: results, attrs });
    return results;
  }

  return {
    calls,
    specs,
    inputs,
    outputs,
    variables,
    record,
    input(name, spec) {
      if (inputs.has(name)) throw new Error(`recording: there is already an input "${name}"`);
      const ref = make(spec);
      inputs.set(name, ref);
      return ref;
    },
    use(variable) {
      const known = used.get(variable);
      if (known) return known;
      const ref = make(variable.spec);
      used.set(variable, ref);
      variables.set(ref, variable);
      return ref;
    },
    output(name, ref) {
      const known = outputs.get(name);
      if (known && known !== ref) throw new Error(`recording: there is already an output "${name}"`);
      outputs.set(name, ref);
    },
  };
}

/** Names of the ops a recording uses. */
export const opsOf = ({ calls }: Recording): Set<string> => new Set(calls.map(({ op }) => op.name));
