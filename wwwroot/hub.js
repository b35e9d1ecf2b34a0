// Four comforts; every page is complete without them.
(() => {
  const root = document.documentElement;

  // Theme: the form's post does the same with a round trip.
  document.addEventListener('submit', event => {
    if (!event.target.matches('[data-theme-form]')) { return; }
    const choice = event.submitter?.value;
    if (choice !== 'light' && choice !== 'dark') { return; }
    event.preventDefault();
    document.cookie = `theme=${choice};path=/;max-age=31536000;samesite=lax`;
    root.dataset.theme = choice;
    document.querySelector(choice === 'dark' ? '.to-light' : '.to-dark')?.focus();
  });

  // "/" goes to the search box, unless somebody is writing.
  document.addEventListener('keydown', event => {
    const writing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || writing) { return; }
    const box = document.querySelector('[data-search]');
    if (box && box.offsetParent) { event.preventDefault(); box.focus(); box.select(); }
  });

  // An open menu closes on Escape and on a click elsewhere.
  const closeMenus = except => document.querySelectorAll('.chip-menu[open]').forEach(menu => { if (menu !== except) { menu.open = false; } });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') { return; }
    event.target.closest?.('.chip-menu[open]')?.querySelector('summary').focus();
    closeMenus(null);
  });
  document.addEventListener('click', event => closeMenus(event.target.closest?.('.chip-menu')));

  document.addEventListener('click', async event => {
    const target = event.target.closest?.('[data-copy], [data-copy-link], [data-reload], [data-reconnect]');
    if (!target) { return; }
    if ('reload' in target.dataset) { event.preventDefault(); location.reload(); return; }
    if ('reconnect' in target.dataset) { if (!await Blazor.reconnect()) { location.reload(); } return; }
    await hub.copy(target.dataset.copy ?? location.href);
    target.dataset.copied = '';
    setTimeout(() => delete target.dataset.copied, 1600);
  });

  const hub = window.hub = {
    // navigator.clipboard is missing on plain http.
    async copy(text) {
      if (navigator.clipboard) { await navigator.clipboard.writeText(text); return; }
      const area = Object.assign(document.createElement('textarea'), { value: text, style: 'position:fixed;opacity:0' });
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    },

    download(name, type, text) {
      const url = URL.createObjectURL(new Blob([text], { type }));
      Object.assign(document.createElement('a'), { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
    },
  };
})();
