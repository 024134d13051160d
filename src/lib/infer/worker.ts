/** The inference worker's entry: everything is in service.ts. */
import { serve, type Port } from '../base/messaging';
import type { InferContract } from './protocol';
import { createInferService } from './service';

serve<InferContract>(self as unknown as Port, createInferService(navigator.gpu));
