// What the browser tells about this machine: WebGPU's adapter, its features and limits, threads, memory. Nothing is
// sent anywhere; the reader may copy it into a bug report.

export interface DeviceFacts {
  readonly webgpu: 'yes' | 'insecure' | 'absent' | 'no-adapter';
  readonly vendor?: string;
  readonly architecture?: string;
  readonly description?: string;
  readonly fallback?: boolean;
  readonly features: readonly string[];
  readonly limits: readonly (readonly [name: string, value: number])[];
  readonly threads: number | undefined;
  readonly memoryGb: number | undefined;
  readonly isolated: boolean;
  readonly browser: string;
}

/** Asks for an adapter and lets it go again; a device is not opened. */
export async function readDevice(): Promise<DeviceFacts> {
  const machine = {
    threads: navigator.hardwareConcurrency,
    memoryGb: 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : undefined,
    isolated: crossOriginIsolated,
    browser: navigator.userAgent,
  };
  const none = { ...machine, features: [], limits: [] };
  if (!('gpu' in navigator)) return { ...none, webgpu: isSecureContext ? 'absent' : 'insecure' };
  const adapter = await navigator.gpu.requestAdapter().catch(() => null);
  if (!adapter) return { ...none, webgpu: 'no-adapter' };
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return {
    ...machine,
    webgpu: 'yes',
    vendor,
    architecture,
    description,
    fallback: isFallbackAdapter,
    features: [...adapter.features].sort(),
    limits: readLimits(adapter.limits),
  };
}

/** The limits are getters on the prototype: no own keys. */
function readLimits(limits: GPUSupportedLimits): [string, number][] {
  const found: [string, number][] = [];
  for (const name in limits) {
    const value: unknown = limits[name as keyof GPUSupportedLimits];
    if (typeof value === 'number') found.push([name, value]);
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}
