/** What is known of a storage service before the person says anything. */
export interface Provider {
  name: string;
  label: string;
  /** {region} and {account} are filled in by the person. */
  endpoint: string;
  region: string;
  style: 'path' | 'host';
}

/** Services that speak S3, by their public endpoints. */
export const providers: readonly Provider[] = [
  {
    name: 'aws',
    label: 'Amazon S3',
    endpoint: 'https://s3.{region}.amazonaws.com',
    region: 'eu-central-1',
    style: 'host',
  },
  {
    name: 'r2',
    label: 'Cloudflare R2',
    endpoint: 'https://{account}.r2.cloudflarestorage.com',
    region: 'auto',
    style: 'path',
  },
  {
    name: 'b2',
    label: 'Backblaze B2',
    endpoint: 'https://s3.{region}.backblazeb2.com',
    region: 'eu-central-003',
    style: 'path',
  },
  {
    name: 'hetzner',
    label: 'Hetzner Object Storage',
    endpoint: 'https://{region}.your-objectstorage.com',
    region: 'fsn1',
    style: 'host',
  },
  {
    name: 'spaces',
    label: 'DigitalOcean Spaces',
    endpoint: 'https://{region}.digitaloceanspaces.com',
    region: 'fra1',
    style: 'host',
  },
  {
    name: 'scaleway',
    label: 'Scaleway',
    endpoint: 'https://s3.{region}.scw.cloud',
    region: 'fr-par',
    style: 'host',
  },
  {
    name: 'wasabi',
    label: 'Wasabi',
    endpoint: 'https://s3.{region}.wasabisys.com',
    region: 'eu-central-1',
    style: 'host',
  },
];

/** The endpoint of a service in a region. */
export function endpointOf(provider: Provider, region: string): string {
  return provider.endpoint.replace('{region}', region || provider.region);
}

/** A short name for a target, free among those that are there. */
export function targetName(label: string, taken: readonly string[]): string {
  const base =
    label
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'storage';
  let name = base;
  for (let n = 2; taken.includes(name); n++) name = `${base}-${n}`;
  return name;
}
