// Loads the page anew when the site has changed. Part of the preview only:
// published pages do not have it.
{
  const count = document.currentScript.dataset.count;
  const changes = new EventSource(`/.pagewright-preview/changes?count=${count}`);
  changes.onmessage = () => {
    changes.close();
    location.reload();
  };
  addEventListener('pagehide', () => changes.close());
}
