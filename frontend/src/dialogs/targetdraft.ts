import type { TargetAddRequest, TargetInfo } from '../bridge/types.gen';
import { keyOf } from './providers';

/** What the form of a target holds. */
export interface TargetDraft {
  label: string;
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  style: string;
  address: string;
  delivery: 'edge' | 'website';
  keys: string;
  profile: string;
  accessKeyEnv: string;
  secretKeyEnv: string;
  accessKey: string;
  secretKey: string;
}

/** The form of a target as it is, or of a new one. It never holds keys that are kept. */
export function draftOf(target: TargetInfo | undefined): TargetDraft {
  return {
    label: target?.label ?? '',
    endpoint: target?.endpoint ?? '',
    region: target?.region ?? '',
    bucket: target?.bucket ?? '',
    prefix: target?.prefix ?? '',
    style: target?.style ?? '',
    address: target?.address ?? '',
    delivery: target?.delivery === 'edge' ? 'edge' : 'website',
    keys: target?.keys ?? 'keychain',
    profile: target?.profile ?? '',
    accessKeyEnv: target?.accessKeyEnv ?? '',
    secretKeyEnv: target?.secretKeyEnv ?? '',
    accessKey: '',
    secretKey: '',
  };
}

/** What the program is asked for: the words without the spaces around them, the keys without any. */
export function requestOf(draft: TargetDraft, target: TargetInfo | undefined): TargetAddRequest {
  const own = draft.keys === 'keychain' || draft.keys === 'session';
  return {
    name: target?.name ?? '',
    label: draft.label.trim() || draft.bucket.trim(),
    driver: 's3',
    local: false,
    folder: '',
    endpoint: draft.endpoint.trim(),
    region: draft.region.trim(),
    bucket: draft.bucket.trim(),
    prefix: draft.prefix.trim(),
    style: draft.style,
    address: draft.address.trim(),
    delivery: draft.delivery,
    keys: draft.keys,
    profile: draft.keys === 'profile' ? draft.profile : '',
    accessKeyEnv: draft.keys === 'environment' ? draft.accessKeyEnv.trim() : '',
    secretKeyEnv: draft.keys === 'environment' ? draft.secretKeyEnv.trim() : '',
    live: '',
    hasKey: false,
    accessKey: own ? keyOf(draft.accessKey) : '',
    secretKey: own ? keyOf(draft.secretKey) : '',
  };
}
