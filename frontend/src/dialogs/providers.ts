/** What is known of a storage service before the person says anything. */
export interface Provider {
  /** Also the key of its words. */
  name: ProviderName;
  label: string;
  /** {region} and {account} are filled in by the person; '' when the whole address is. */
  endpoint: string;
  /** The regions that are offered first; another one can be typed. */
  regions: readonly string[];
  /** It shows pages to visitors by itself. */
  hosting: boolean;
}

export type ProviderName = 'aws' | 'r2' | 'b2' | 'spaces' | 'hetzner' | 'scaleway' | 'wasabi' | 'other';

/** Services that speak S3, by their public endpoints. */
export const providers: readonly Provider[] = [
  {
    name: 'aws',
    label: 'Amazon S3',
    endpoint: 'https://s3.{region}.amazonaws.com',
    regions: ['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'us-east-1', 'us-east-2', 'us-west-2'],
    hosting: true,
  },
  {
    name: 'r2',
    label: 'Cloudflare R2',
    endpoint: 'https://{account}.r2.cloudflarestorage.com',
    regions: ['auto'],
    hosting: false,
  },
  {
    name: 'b2',
    label: 'Backblaze B2',
    endpoint: 'https://s3.{region}.backblazeb2.com',
    regions: ['eu-central-003', 'us-west-004', 'us-east-005'],
    hosting: false,
  },
  {
    name: 'spaces',
    label: 'DigitalOcean Spaces',
    endpoint: 'https://{region}.digitaloceanspaces.com',
    regions: ['fra1', 'ams3', 'lon1', 'nyc3', 'sfo3', 'tor1', 'sgp1', 'blr1', 'syd1'],
    hosting: true,
  },
  {
    name: 'hetzner',
    label: 'Hetzner',
    endpoint: 'https://{region}.your-objectstorage.com',
    regions: ['fsn1', 'nbg1', 'hel1'],
    hosting: false,
  },
  {
    name: 'scaleway',
    label: 'Scaleway',
    endpoint: 'https://s3.{region}.scw.cloud',
    regions: ['fr-par', 'nl-ams', 'pl-waw'],
    hosting: true,
  },
  {
    name: 'wasabi',
    label: 'Wasabi',
    endpoint: 'https://s3.{region}.wasabisys.com',
    regions: ['eu-central-1', 'eu-central-2', 'eu-west-1', 'us-east-1', 'us-west-1'],
    hosting: false,
  },
  { name: 'other', label: '', endpoint: '', regions: [], hosting: true },
];

/** The endpoint of a service in a region, for an account; '' while one of both is missing. */
export function endpointOf(provider: Provider, region: string, account = ''): string {
  const { endpoint } = provider;
  if (endpoint.includes('{region}') && !region) return '';
  if (endpoint.includes('{account}') && !account.trim()) return '';
  return endpoint.replace('{region}', region.trim()).replace('{account}', accountOf(account));
}

/** The account in what was pasted: the account alone, or the whole address of it. */
function accountOf(text: string): string {
  return /^(?:https?:\/\/)?([^./\s]+)/.exec(text.trim())?.[1] ?? '';
}

/** The service that an endpoint belongs to, with the region or account in it. */
export function providerOf(endpoint: string): { provider: Provider; part: string } {
  for (const provider of providers) {
    if (!provider.endpoint) continue;
    const pattern = provider.endpoint.replace(/[.]/g, '\\.').replace(/\{\w+\}/, '([^./]+)');
    const found = new RegExp(`^${pattern}/?$`).exec(endpoint);
    if (found) return { provider, part: found[1] ?? '' };
  }
  return { provider: providers[providers.length - 1] as Provider, part: '' };
}

/** A key as it was meant: without the spaces and line breaks that were copied with it. */
export const keyOf = (pasted: string): string => pasted.replace(/\s+/g, '');
