import { render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import type { Problem } from '../bridge/types.gen';
import ProblemDialog from '../dialogs/ProblemDialog.svelte';
import { contextOf, Session } from '../session/session.svelte';

const problem: Problem = {
  code: 'publish-access-denied',
  title: 'The site was not published.',
  why: 'The storage refused this key for the bucket "my-site".',
  safe: 'Visitors still see the release of 3 May, 14:02.',
  next: 'Paste a key that may write to this bucket.',
  action: 'target.settings',
  label: 'Open storage settings',
  page: 'content/about.md',
  line: 7,
  quote: ':::hero{',
};

test('a problem is shown with all its parts, and axe finds nothing wrong', async () => {
  const { container } = render(ProblemDialog, {
    props: { problem, onclose: () => {} },
    context: contextOf(new Session()),
  });
  for (const words of [problem.title, problem.why, problem.safe, problem.next, problem.quote]) {
    expect(screen.getByText(words ?? '')).toBeTruthy();
  }
  expect(screen.getByRole('button', { name: problem.label })).toBeTruthy();
  expect(container.textContent).toContain('line 7');
  const found = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(found.violations.map((v) => v.id)).toEqual([]);
});

test('what a problem does not say is not drawn', () => {
  const { container } = render(ProblemDialog, {
    props: { problem: { code: 'x-y', title: 'It stopped.' }, onclose: () => {} },
    context: contextOf(new Session()),
  });
  expect(container.querySelectorAll('.problem p, .problem pre, .problem button')).toHaveLength(0);
});
