// The forge's worker: everything longer than a line of text is trained and encoded here.
import { serve, type Port } from '$lib/base/messaging';
import { indexedDbStorage } from '$lib/store';
import type { ForgeContract } from './protocol';
import { createForgeService } from './service';

serve<ForgeContract>(self as unknown as Port, createForgeService(indexedDbStorage('documents')));
